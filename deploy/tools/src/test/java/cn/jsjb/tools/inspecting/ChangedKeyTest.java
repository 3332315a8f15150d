package cn.jsjb.tools.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.seal.KeyChange;
import cn.jsjb.seal.SealKey;
import cn.jsjb.tools.Said;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seals' key is changed in the middle of a log's life. */
class ChangedKeyTest {
  private static final SealKey NEXT = SealKey.generate();
  @TempDir Path folder;

  private final SealedLog log = SealedLog.honest(11, 30, 900, 50);

  /** The first half sealed by the old key, the rest by the new one. */
  private int change(byte[] announcement) {
    List<byte[]> old = List.copyOf(log.notes);
    log.notes.clear();
    log.seal(NEXT, 50);
    int half = old.size() / 2;
    half += isRoll(old.get(half)) ? 0 : 1;
    List<byte[]> both = new ArrayList<>(old.subList(0, half));
    both.add(announcement);
    both.addAll(log.notes.subList(half, log.notes.size()));
    log.notes.clear();
    log.notes.addAll(both);
    return half;
  }

  private static boolean isRoll(byte[] note) { return new String(note, StandardCharsets.UTF_8).lines().findFirst().orElseThrow().endsWith("/roll"); }

  private JsonNode verify(SealKey known) throws IOException {
    Path file = log.write(folder.resolve("log.jsonl"));
    Path key = SealedLog.publicKey(folder.resolve("public"), known);
    Said seals = Said.by("inspect", "seals", "--json", "--from-file", file.toString(), "--key", key.toString());
    Said said = Said.by("inspect", "verify", "--json", "--from-file", file.toString(), "--key", key.toString());
    JsonNode report = EventTypes.JSON.readTree(said.out());
    assertEquals(report.path("clean").asBoolean() ? 0 : 1, said.code());
    boolean notes = !report.path("problems").findValuesAsText("kind").contains("WRONG_SEAL");
    assertEquals(notes ? 0 : 1, seals.code(), seals.out());
    return report;
  }

  @Test void the_whole_log_is_verified_with_the_old_public_key_and_with_the_new() throws IOException {
    int checkpoints = verify(SealedLog.KEY).at("/seals/checkpoints").asInt();
    change(KeyChange.sign(SealedLog.KEY, NEXT).bytes());
    for (SealKey known : List.of(SealedLog.KEY, NEXT)) {
      JsonNode report = verify(known);
      assertTrue(report.path("clean").asBoolean(), report.toString());
      assertEquals(checkpoints, report.at("/seals/checkpoints").asInt());
      assertEquals(0, report.at("/seals/unsealed").asInt());
    }
    assertTrue(verify(SealKey.generate()).path("problemCount").asInt() > 0);
  }

  @Test void a_record_sealed_by_the_old_key_and_altered_is_found_with_either() throws IOException {
    change(KeyChange.sign(SealedLog.KEY, NEXT).bytes());
    log.partitions.get(0).set(3, SealedLog.changed(log.partitions.get(0).get(3), node -> node.put("value", "e30=")));
    for (SealKey known : List.of(SealedLog.KEY, NEXT)) {
      JsonNode report = verify(known);
      JsonNode changed = StreamSupport.stream(report.path("problems").spliterator(), false).filter(p -> p.path("kind").asText().equals("CHANGED_SINCE_SEALED")).findFirst().orElseThrow();
      assertEquals(3, changed.path("offset").asInt(), report.toString());
    }
  }

  @Test void a_change_that_the_old_key_did_not_sign_is_none() throws IOException {
    change(KeyChange.sign(SealKey.generate(), NEXT).bytes());
    assertEquals("WRONG_SEAL", verify(SealedLog.KEY).at("/problems/0/kind").asText());
    assertEquals("WRONG_SEAL", verify(NEXT).at("/problems/0/kind").asText());
  }
}
