package cn.jsjb.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test void the_same_message_is_the_same_complaint() {
    assertEquals(Ids.complaint("WECHAT", "wx-1"), Ids.complaint("WECHAT", "wx-1"));
    assertNotEquals(Ids.complaint("WECHAT", "wx-1"), Ids.complaint("WEIBO", "wx-1"));
    assertEquals(5, java.util.UUID.fromString(Ids.complaint("WECHAT", "wx-1")).version());
  }

  @Test void parts_do_not_run_into_each_other() { assertNotEquals(Ids.named("a", "bc"), Ids.named("ab", "c")); }

  @Test void ticket_numbers_are_readable_and_rarely_meet() {
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      String number = Ids.ticketNo(Ids.complaint("PHONE", "m" + i), LocalDate.of(2026, 5, 6));
      assertTrue(number.matches("RX260506-[0-9A-HJKMNP-TV-Z]{9}"), number);
      numbers.add(number);
    }
    assertEquals(100_000, numbers.size());
  }
}
