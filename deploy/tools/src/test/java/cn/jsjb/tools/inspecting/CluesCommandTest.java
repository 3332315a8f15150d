package cn.jsjb.tools.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.supervision.packing.RecordLine;
import cn.jsjb.tools.Said;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SP10: the rules over an exported file, far from any service. */
class CluesCommandTest {
  private static final String DEPARTMENT = "110107D01";
  @TempDir static Path folder;
  private static Path exported;

  /** Two tickets on two partitions, one whistle missed in each; and a third miss that is void. */
  @BeforeAll static void a_file() throws IOException {
    List<String> lines = new ArrayList<>(List.of(ExportFile.manifest("complaint-log", null, Map.of(0, new Range(0, 3), 1, new Range(0, 2)), AnyLog.BEGAN)));
    for (int partition = 0; partition < 2; partition++) {
      String id = new UUID(7, partition).toString();
      Envelope received = AnyLog.envelope("received-" + partition, id, AnyLog.received(id), partition, 1, Chain.genesis(id));
      ComplaintEvent missed = new DispatchEvent.WhistleReportMissed(1, DEPARTMENT, AnyLog.BEGAN);
      lines.add(line(received, partition, 0));
      lines.add(line(AnyLog.envelope("missed-" + partition, id, missed, 60 + partition, 2, received.hash()), partition, 1));
      if (partition == 0) {
        lines.add(line(AnyLog.envelope("void", id, missed, 61, 2, received.hash()), partition, 2));
      }
    }
    exported = folder.resolve("log.jsonl");
    Files.write(exported, lines);
  }

  private static String line(Envelope e, int partition, long offset) {
    RecordHeaders headers = new RecordHeaders();
    Map.of("ce_specversion", "1.0", "ce_id", e.id(), "ce_source", e.source(), "ce_type", e.type(), "ce_subject", e.subject(), "ce_time", e.time().toString().replace("Z", ".000Z"),
        "ce_schemaversion", "1", "ce_sequence", Long.toString(e.sequence()), "ce_actor", e.actor()).forEach((k, v) -> headers.add(k, v.getBytes(StandardCharsets.UTF_8)));
    headers.add("ce_cause", new byte[0]);
    headers.add("ce_previous", e.previous().getBytes(StandardCharsets.UTF_8));
    return RecordLine.line(new ConsumerRecord<>("complaint-log", partition, offset, e.time().toEpochMilli(), TimestampType.LOG_APPEND_TIME, 0, 0, e.subject().getBytes(StandardCharsets.UTF_8),
        e.data(), headers, Optional.empty()));
  }

  private static List<JsonNode> clues(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("inspect", "clues", "--file", exported.toString(), "--json"));
    arguments.addAll(List.of(more));
    Said said = Said.by(arguments.toArray(String[]::new));
    assertEquals(0, said.code(), said.err());
    List<JsonNode> clues = new ArrayList<>();
    for (String line : said.out().lines().filter(l -> !l.isBlank()).toList()) {
      clues.add(EventTypes.JSON.readTree(line));
    }
    return clues;
  }

  @Test void the_rules_find_across_partitions_what_is_a_fact_and_nothing_else() throws IOException {
    List<JsonNode> clues = clues();
    assertEquals(1, clues.size(), clues.toString());
    assertEquals("C07", clues.getFirst().at("/clue/ruleId").asText());
    assertEquals(List.of("missed-0", "missed-1"), clues.getFirst().at("/clue/evidence").findValuesAsText("event"));
    assertEquals(clues, clues("--rule", "C07=1"));
    assertEquals(List.of(), clues("--rule", "C01,C08"));
    assertEquals(List.of(), clues("--to", "2026-05-06T00:00:00Z"));
    assertEquals(clues, clues("--from", "2026-05-06T11:23:01+08:00"));
    assertEquals(List.of(), clues("--from", "2026-05-06T11:24:00+08:00"));
  }

  @Test void rules_that_are_only_proposed_are_tried_and_what_is_wrong_is_said() throws IOException {
    Path proposed = folder.resolve("rules.json");
    Files.writeString(proposed, """
        {"rules":[{"id":"C07","name":"吹哨不应","nameEn":"whistle not answered","conducts":["K2"],"versions":[{"version":2,"validFrom":"2019-01-01","basis":"proposed",
         "parameters":{"missed":{"value":"1","basis":"proposed"},"within":{"value":"P30D","basis":"proposed"}}}]}]}""");
    assertEquals(2, clues("--rules", proposed.toString(), "--rule", "C07").size());
    assertTrue(Said.by("inspect", "clues", "--file", exported.toString()).out().contains("1 clues in 4 facts"));
    assertEquals(2, Said.by("inspect", "clues", "--file", folder.resolve("nothing").toString()).code());
    assertEquals(2, Said.by("inspect", "clues", "--file", exported.toString(), "--rule", "C99").code());
    assertEquals(2, Said.by("inspect", "clues", "--file", exported.toString(), "--from", "yesterday").code());
    assertEquals(2, Said.by("inspect", "clues", "--rule", "C01=first", "--file", exported.toString()).code());
  }
}
