package cn.jsjb.supervision.clues;

import cn.jsjb.event.ClueEvent.ClueRaised;
import cn.jsjb.event.ClueEvent.ClueSubject;
import cn.jsjb.event.ClueEvent.Colour;
import cn.jsjb.event.ClueEvent.Evidence;
import cn.jsjb.log.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a rule found, as {@link ClueRaised} says it, before it is raised. The same rule on the same history gives the same clue with the same id. */
public record Clue(String ruleId, int ruleVersion, ClueSubject subject, String complaint, List<String> units, String category, String problem, Colour colour, List<String> conducts,
    Instant from, Instant to, List<Evidence> evidence, Map<String, Long> figures) {

  /** The id of the clue and of its stream: whoever finds it again, finds the same one. */
  public String id() {
    return Ids.named(Stream.concat(Stream.of("clue", ruleId, Integer.toString(ruleVersion), subject.kind().name(), subject.id()),
        evidence.stream().flatMap(e -> Stream.of(e.stream(), e.event()))).toArray(String[]::new)).toString();
  }

  /** The unit that answers for it, or null. */
  public String unit() { return units.isEmpty() ? null : units.getFirst(); }

  public ClueRaised event() { return new ClueRaised(ruleId, ruleVersion, subject, complaint, units, category, problem, colour, conducts, from, to, evidence, figures); }
}
