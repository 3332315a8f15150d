package cn.jsjb.supervision.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.SecretFields;
import cn.jsjb.supervision.Story;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PayloadTest {
  private static String shown(String json) {
    byte[] shown = Payload.masked(json.getBytes(StandardCharsets.UTF_8));
    return shown == null ? null : new String(shown, StandardCharsets.UTF_8);
  }

  @Test void one_object_on_one_line_goes_through_as_it_is() {
    for (String plain : List.of("{}", "{\"text\":\"已清理 \\\"彻底\\\" {[\",\"list\":[1,{\"a\":null}],\"𠮷\":\"𠮷\"}", "{\"text\":\"box\"}", "{\"box\":null,\"a\":-1.5e3}")) {
      assertEquals(plain, shown(plain));
    }
  }

  @Test void the_mask_takes_the_place_of_what_is_hidden() {
    assertEquals("{\"claimant\":{\"box\":\"＊＊＊\",\"phoneHash\":\"＊＊＊\",\"lastFourHash\":null},\"z\":1}",
        shown("{\"claimant\":{\"box\":{\"a\":\"}\\\"\",\"b\":[{}]},\"phoneHash\":\"x\\\"y\",\"lastFourHash\":null},\"z\":1}"));
    assertEquals("{\"box\":\"＊＊＊\"}", shown("{\"box\":[1,2]}"));
  }

  @Test void what_could_break_a_line_or_hide_a_name_is_parsed_instead() {
    for (String no : List.of("{\"box\":17}", "{\"lastFourHash\" :\"x\"}", "{\"b\\u006fx\":1}", "{\"a\":1}\n", "{\"a\":\n1}", "{\"a\":1}}", "{\"a\":1} {\"b\":2}",
        "[1]", "\"text\"", "", "{\"a\":\"", "{", "null", "{\"a\":\"x\ny\"}", " {}", "{\"box\":\"x\ny\"}")) {
      assertEquals(null, shown(no), no);
    }
  }

  @TestFactory Stream<DynamicTest> of_every_type_the_same_is_shown_on_either_way() {
    return EventTypes.all().keySet().stream().map(type -> DynamicTest.dynamicTest(type, () -> {
      byte[] written = EventTypes.write(golden(type));
      JsonNode masked = SecretFields.mask(type, EventTypes.JSON.readTree(written), false);
      Written one = new Written();
      one.write(Story.received(), one.head, EventTypes.sourceOf(type), written);
      assertEquals(masked, EventTypes.JSON.readTree(EventTypes.JSON.writeValueAsBytes(Payload.of(one.records.getFirst(), true, false, false))));
      assertEquals(masked, EventTypes.JSON.readTree(Payload.masked(written)), "what we write ourselves needs no parsing");
    }));
  }

  private static LoggedEvent golden(String type) throws Exception {
    try (InputStream in = PayloadTest.class.getResourceAsStream("/golden/%s.v1.json".formatted(type))) {
      return EventTypes.read(type, 1, in.readAllBytes());
    }
  }

  @Test void where_the_records_are_is_read_off_the_state() throws Exception {
    var state = Story.fold(Story.received(), Story.registered(), Story.dispatched(1));
    Where where = Where.of("c1", 3, EventTypes.JSON.writeValueAsString(state), null);
    assertEquals(List.of(100L, 101L, 102L), Arrays.stream(where.offsets()).boxed().toList());
    assertFalse(where.confidential());
    assertTrue(Where.of("c1", 3, EventTypes.JSON.writeValueAsString(Story.fold(Story.received(), new cn.jsjb.event.IntakeEvent.ConfidentialityRequested("全部"))), null).confidential());
    assertTrue(Where.of("c1", 3, null, "offset 1").confidential());
  }

  @Test void words_are_hidden_where_confidentiality_is_not_known_or_was_asked_for_after_the_fold_stopped() {
    Written one = new Written().fact(Story.received()).fact(Story.registered());
    assertFalse(new Where("c1", 3, new long[0], false, null).hidesWords(one.records));
    assertFalse(new Where("c1", 3, new long[0], false, "offset 101").hidesWords(one.records));
    assertTrue(Where.of("c1", 3, null, "offset 100").hidesWords(one.records));
    one.fact(new IntakeEvent.ConfidentialityRequested("全部"));
    assertTrue(new Where("c1", 3, new long[0], false, "offset 101").hidesWords(one.records));
    assertTrue(Replay.of(one.records).hidesWords());
    assertFalse(Replay.of(one.records.subList(0, 2)).hidesWords());
    assertTrue(Replay.of(List.of()).hidesWords());
  }
}
