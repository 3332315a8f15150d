package cn.jsjb.analytics.exporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.analytics.hotspots.HotspotView;
import cn.jsjb.analytics.proactive.TaskView;
import cn.jsjb.analytics.tracing.TicketView;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The columns of a long list are what its rows can have, not what the first of them happen to have. */
class SheetsTest {
  private static List<String> paths(Class<? extends Record> row) { return Sheets.columns(row, "zh").stream().map(Sheets.Column::path).toList(); }

  @Test void an_answer_that_none_of_the_first_tickets_has_is_four_columns_and_no_JSON() throws Exception {
    JsonNode first = JsonMapper.builder().build().readTree("{\"items\":[{\"complaintId\":\"a\",\"firstAnswer\":null}]}");
    JsonNode later = JsonMapper.builder().build().readTree("{\"items\":[{\"complaintId\":\"b\",\"firstAnswer\":{\"contacted\":true,\"resolved\":false,\"partly\":false,\"satisfaction\":\"SATISFIED\"}}]}");
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (ExportsResource.Lines lines = new ExportsResource.Lines(to, "zh")) {
      lines.add(Sheets.list(first, TicketView.class, "工单", "zh"));
      lines.add(Sheets.list(later, TicketView.class, "工单", "zh"));
    }
    String written = to.toString(StandardCharsets.UTF_8);
    assertTrue(paths(TicketView.class).containsAll(List.of("firstAnswer.contacted", "firstAnswer.resolved", "firstAnswer.partly", "firstAnswer.satisfaction", "finalAnswer.contacted")));
    assertFalse(written.contains("{"), written);
    assertEquals(3, written.strip().lines().count());
  }

  @Test void objects_and_what_was_measured_are_columns_and_lists_of_objects_are_not() {
    assertTrue(paths(HotspotView.class).containsAll(List.of("id", "categoryPath", "spot.lon", "evidence.claimants", "evidence.measures.z", "tickets")), paths(HotspotView.class).toString());
    assertFalse(paths(HotspotView.class).stream().anyMatch(p -> p.startsWith("episodes") || p.equals("figure") || p.equals("spot.boundary")));
    assertTrue(paths(TaskView.class).contains("evidence"));
    assertFalse(paths(TaskView.class).contains("similar") || paths(TaskView.class).contains("declines"));
  }

  @ParameterizedTest
  @ValueSource(classes = {TicketView.class, HotspotView.class, TaskView.class})
  void every_column_has_a_word(Class<? extends Record> row) { assertEquals(List.of(), Sheets.columns(row, "zh").stream().filter(c -> !c.word().known()).map(Sheets.Column::path).toList()); }
}
