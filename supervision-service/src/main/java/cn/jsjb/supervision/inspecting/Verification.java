package cn.jsjb.supervision.inspecting;

import cn.jsjb.supervision.inspecting.Replay.Judged;
import cn.jsjb.supervision.sealing.Seals.Seal;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the log still says what this service once read in it.
 *
 * @param head hash of the last fact that the log gives now
 * @param alarms void records that somebody wrote who may not, or under a wrong key
 * @param sealedBy the first checkpoint that covers all records of the stream; null as long as none does
 */
public record Verification(String complaintId, boolean valid, long facts, @JsonProperty("void") long voids, long alarms,
    String head, Seal sealedBy, List<String> problems) {

  /**
   * @param expectedHead, expectedFacts what the projection holds
   * @param offsets where the projection saw the stream's records
   * @param quarantine why the projection stopped folding, or null
   */
  static Verification of(String id, Replay replay, String expectedHead, long expectedFacts, List<Long> offsets, String quarantine, Seal sealedBy) {
    List<String> problems = new ArrayList<>();
    Set<Long> found = replay.records().stream().map(j -> j.record().offset()).collect(Collectors.toSet());
    offsets.stream().filter(o -> !found.contains(o)).forEach(o -> problems.add("the record at offset %d is not in the log any more".formatted(o)));
    for (Judged judged : replay.records()) {
      if (!id.equals(judged.record().key())) {
        problems.add("the record at offset %d has another key".formatted(judged.record().offset()));
      }
    }
    if (replay.facts() != expectedFacts) {
      problems.add("the log holds %d facts, %d were followed".formatted(replay.facts(), expectedFacts));
    }
    if (expectedHead != null && !expectedHead.equals(replay.head())) {
      problems.add("the head is %s, %s was followed".formatted(replay.head(), expectedHead));
    }
    if (quarantine != null) {
      problems.add("quarantined: " + quarantine);
    }
    return new Verification(id, problems.isEmpty(), replay.facts(), replay.voids(), replay.alarms(), replay.head(), sealedBy, problems);
  }
}
