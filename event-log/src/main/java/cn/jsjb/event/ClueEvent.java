package cn.jsjb.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A clue (线索) for targeted supervision (靶向监督), domain 5.4, and what becomes of it. */
public sealed interface ClueEvent extends OversightEvent {
  /**
   * A rule found something in the history; the same rule on the same history finds the same.
   *
   * @param complaint the one ticket it is about, null when it is about several
   * @param units those concerned, the one that answers for it first; none of them may decide about it
   * @param category, problem null where they do not apply
   * @param conducts K1 to K6 of REG §35; empty for what is only watched
   * @param from, to what was looked at; {@code to} is when the rule found it by the time of the history
   * @param evidence the events it was found by, in their order
   * @param figures the numbers behind a rate, by name
   */
  record ClueRaised(String ruleId, int ruleVersion, ClueSubject subject, String complaint, List<String> units, String category, String problem, Colour colour,
      List<String> conducts, Instant from, Instant to, List<Evidence> evidence, Map<String, Long> figures) implements ClueEvent {}

  /** YELLOW: joint supervision and a talk; RED: handed over for accountability; WATCH: looked at (after Yinan's lights, PRESS-24). */
  enum Colour { WATCH, YELLOW, RED }

  enum SubjectKind { TICKET, /** 同一事项 of one claimant, by a name that tells nothing of him. */ MATTER, UNIT, PERSON, ENTERPRISE, PROBLEM, /** A category at a locality. */ PLACE }

  record ClueSubject(SubjectKind kind, String id) {}

  /** @param stream the complaint, or the stream of another log */
  record Evidence(String stream, String event) {}

  /** 分办: somebody is to look into it. @param to person or group of the supervisors; @param dueAt null for no limit */
  record ClueAssigned(String to, String note, Instant dueAt) implements ClueEvent {}

  /** 核实: it is so. @param conducts those that were found, of K1 to K6; may differ from what the rule supposed */
  record ClueVerified(String finding, List<String> conducts) implements ClueEvent {}

  /** 排除: it is not so, or nobody is to blame (REG §36). @param reason never empty */
  record ClueDismissed(String reason) implements ClueEvent {}
}
