package cn.jsjb.supervision.clues;

import cn.jsjb.log.Ids;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a rule found in the history (线索): which rule in which version, about whom, and by exactly which events. The same rule on the same history gives the
 * same clue with the same id.
 *
 * @param complaint the one ticket it is about, or null
 * @param units the units concerned, the one that answers for it first; none of them may dismiss it
 * @param category, problem, null where the rule does not tell them apart
 * @param conducts K1 to K6 of REG §35; empty for what is only watched
 * @param from, to the period that was looked at
 * @param evidence the events it was found by, in their order
 * @param figures the numbers behind a rate, by name; empty where there is none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Clue(String ruleId, int ruleVersion, Subject subject, String complaint, List<String> units, String category, String problem, Colour colour, List<String> conducts,
    Instant from, Instant to, List<Evidence> evidence, Map<String, Long> figures) {

  /** YELLOW: joint supervision and a talk; RED: handed over for accountability; WATCH: looked at (after Yinan's lights, PRESS-24). */
  public enum Colour { WATCH, YELLOW, RED }

  public enum Kind { TICKET, /** 同一事项 of one claimant, by a name that tells nothing of him. */ MATTER, UNIT, PERSON, ENTERPRISE, PROBLEM, /** A category at a locality. */ PLACE }

  public record Subject(Kind kind, String id) {}

  /** @param stream the complaint, or the stream of another log */
  public record Evidence(String stream, String event) {}

  /** The id of the clue and of its stream: whoever finds it again, finds the same one. */
  public String id() {
    return Ids.named(Stream.concat(Stream.of("clue", ruleId, Integer.toString(ruleVersion), subject.kind().name(), subject.id()),
        evidence.stream().flatMap(e -> Stream.of(e.stream(), e.event()))).toArray(String[]::new)).toString();
  }

  /** The unit that answers for it, or null. */
  public String unit() { return units.isEmpty() ? null : units.getFirst(); }
}
