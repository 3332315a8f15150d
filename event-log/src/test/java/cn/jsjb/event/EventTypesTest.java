package cn.jsjb.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes.UnreadableEventException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Payloads of yesterday are read today. */
class EventTypesTest {
  /** One golden file an event type and schema version, kept for ever. */
  @TestFactory java.util.stream.Stream<DynamicTest> every_golden_event_is_read_and_written_back_the_same() {
    return EventTypes.all().keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> {
      JsonNode golden = golden(name, 1);
      LoggedEvent event = EventTypes.read(name, 1, EventTypes.JSON.writeValueAsBytes(golden));
      assertEquals(name, EventTypes.nameOf(event));
      assertEquals(golden, EventTypes.JSON.readTree(EventTypes.write(event)), "nothing is lost and nothing is added");
    }));
  }

  private static JsonNode golden(String name, int version) throws IOException {
    try (InputStream in = EventTypesTest.class.getResourceAsStream("/golden/%s.v%d.json".formatted(name, version))) {
      if (in == null) {
        throw new AssertionError("no golden file for %s v%d: write event-log/src/test/resources/golden/%s.v%d.json".formatted(name, version, name, version));
      }
      return EventTypes.JSON.readTree(in);
    }
  }

  @Test void an_older_version_is_upcast_step_by_step() {
    EventTypes.Registry registry = new EventTypes.Registry();
    registry.register("intake.RequestUrged", IntakeEvent.RequestUrged.class)
        .upcast(1, v1 -> { v1.set("body", v1.remove("words")); return v1; })
        .upcast(2, v2 -> { v2.set("text", v2.remove("body")); return v2; });
    assertEquals(new IntakeEvent.RequestUrged("催"), registry.read("intake.RequestUrged", 1, bytes("{\"words\":\"催\"}")));
    assertEquals(new IntakeEvent.RequestUrged("催"), registry.read("intake.RequestUrged", 2, bytes("{\"body\":\"催\"}")));
    assertEquals(new IntakeEvent.RequestUrged("催"), registry.read("intake.RequestUrged", 3, bytes("{\"text\":\"催\"}")));
    assertThrows(UnreadableEventException.class, () -> registry.read("intake.RequestUrged", 4, bytes("{\"text\":\"催\"}")));
  }

  @Test void what_cannot_be_read_says_so_without_quoting_it() {
    UnreadableEventException e = assertThrows(UnreadableEventException.class, () -> EventTypes.read("intake.RequestUrged", 1, bytes("王某 13800000000")));
    assertFalse(e.getMessage().contains("王"), e.getMessage());
    assertThrows(UnreadableEventException.class, () -> EventTypes.read("intake.Unheard", 1, bytes("{}")));
    assertThrows(UnreadableEventException.class, () -> EventTypes.read("intake.RequestUrged", 1, bytes("null")));
    assertThrows(UnreadableEventException.class, () -> EventTypes.read("intake.RequestUrged", 1, bytes("[]")));
    assertTrue(EventTypes.read("intake.RequestUrged", 1, bytes("{\"text\":\"x\",\"later\":1}")) instanceof IntakeEvent.RequestUrged, "what a newer writer added is tolerated");
  }

  private static byte[] bytes(String s) { return s.getBytes(StandardCharsets.UTF_8); }
}
