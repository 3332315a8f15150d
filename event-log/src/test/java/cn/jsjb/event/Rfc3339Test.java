package cn.jsjb.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast way says what the JDK says, or nothing. */
class Rfc3339Test {
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(), LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  @Test void what_the_jdk_writes_is_read_as_it_was() {
    Random random = new Random(3339);
    for (int i = 0; i < 50_000; i++) {
      int unit = List.of(1, 1_000, 1_000_000, 1_000_000_000).get(random.nextInt(4));
      Instant at = Instant.ofEpochSecond(random.nextLong(FIRST, LAST + 1), random.nextInt(1_000_000_000) / unit * unit);
      assertEquals(at, Rfc3339.usual(at.toString()), at::toString);
    }
  }

  @Test void what_is_altered_by_a_character_is_read_as_by_the_jdk_or_not_at_all() {
    Random random = new Random(50_000);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? "2026-05-06T03:22:00Z" : "2028-02-29T23:59:59.123456Z");
      text.setCharAt(random.nextInt(text.length()), "0123456789-:.TZz+ é".charAt(random.nextInt(19)));
      Instant usual = Rfc3339.usual(text.toString());
      if (usual != null) {
        assertEquals(Instant.parse(text), usual, text::toString);
      }
    }
  }

  @Test void what_is_no_time_is_refused_with_the_exception_of_the_jdk() {
    for (String text : List.of("", "Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-05-06T03:22:00", "2026-05-06T03:22:00,123Z", "2026-05-06T03:22:00.1234567890Z", "2026-05-06T25:00:00Z")) {
      assertNull(Rfc3339.usual(text), text);
      assertThrows(DateTimeException.class, () -> Rfc3339.parse(text), text);
    }
    for (String theirs : List.of("2016-12-31T23:59:60Z", "2026-05-06T03:22:00.Z", "2026-05-06T24:00:00Z", "+12026-05-06T03:22:00Z")) {
      assertEquals(Instant.parse(theirs), Rfc3339.parse(theirs), theirs);
    }
  }

  @Test void events_are_read_with_any_form_that_jackson_reads() throws JsonProcessingException {
    for (String text : List.of("\"2026-05-06T03:22:00Z\"", "\"2026-05-06T11:22:00+08:00\"", "1778037720", "1778037720.000000000")) {
      assertEquals(Instant.parse("2026-05-06T03:22:00Z"), EventTypes.JSON.readValue(text, Instant.class), text);
    }
    assertNotNull(Rfc3339.usual("2026-05-06T03:22:00Z"));
    assertNull(EventTypes.JSON.readValue("null", Instant.class));
  }
}
