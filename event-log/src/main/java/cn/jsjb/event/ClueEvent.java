package cn.jsjb.event;

import java.time.Instant;
import java.util.List;

/** A clue (线索) for targeted supervision (靶向监督), domain 5.4. */
public sealed interface ClueEvent extends OversightEvent {
  /**
   * A rule found something in the history; the same rule on the same history finds the same.
   *
   * @param complaint, unit, problem, enterprise what it is about, each null where it does not apply
   * @param conducts K1 to K6 of REG §35; empty for what is only watched
   * @param evidence ids of the events it was found by, in their order
   * @param from, to the period that was looked at, null where the rule knows none
   */
  record ClueRaised(String ruleId, int ruleVersion, String complaint, String unit, String problem, String enterprise, Colour colour, List<String> conducts,
      List<String> evidence, Instant from, Instant to) implements ClueEvent {}

  /** YELLOW: joint supervision and a talk; RED: handed over for accountability; WATCH: looked at (domain 5.4). */
  enum Colour { WATCH, YELLOW, RED }
}
