package cn.jsjb.supervision.inspecting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.EventTypes;
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
  private static boolean plain(String json) { return Payload.isPlain(json.getBytes(StandardCharsets.UTF_8)); }

  @Test void one_object_on_one_line_without_a_hidden_name_goes_through_as_it_is() {
    assertTrue(plain("{}"));
    assertTrue(plain("{\"text\":\"已清理 \\\"彻底\\\" {[\",\"list\":[1,{\"a\":null}],\"𠮷\":\"𠮷\"}"));
    assertTrue(plain("{\"text\":\"box\"}"), "a value is no name");
  }

  @Test void what_hides_something_or_could_break_a_line_does_not() {
    for (String no : List.of("{\"claimant\":{\"box\":1}}", "{\"phoneHash\":\"x\"}", "{\"lastFourHash\" :\"x\"}", "{\"b\\u006fx\":1}", "{\"a\":1}\n", "{\"a\":\n1}", "{\"a\":1}}", "{\"a\":1} {\"b\":2}",
        "[1]", "\"text\"", "", "{\"a\":\"", "{", "null", "{\"a\":\"x\ny\"}", " {}")) {
      assertFalse(plain(no), no);
    }
  }

  @TestFactory Stream<DynamicTest> of_every_type_the_same_is_shown_on_either_way() {
    return EventTypes.all().keySet().stream().map(type -> DynamicTest.dynamicTest(type, () -> {
      byte[] written = EventTypes.write(golden(type));
      JsonNode masked = Masking.mask(EventTypes.JSON.readTree(written), false);
      boolean isPlain = Payload.isPlain(written);
      if (isPlain) {
        assertEquals(EventTypes.JSON.readTree(written), masked, "nothing was to be hidden");
      }
      Written one = new Written();
      one.write(Story.received(), one.head, EventTypes.sourceOf(type), written);
      Payload payload = Payload.of(one.records.getFirst(), true, false);
      byte[] line = EventTypes.JSON.writeValueAsBytes(payload);
      assertEquals(masked, EventTypes.JSON.readTree(line));
      assertEquals(isPlain, Arrays.equals(written, line) && isPlain);
      assertNotNull(cn.jsjb.supervision.inspecting.Story.of(golden(type)), "every type has words");
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
}
