package cn.jsjb.supervision.sealing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.supervision.sealing.SealAlarms.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAlarmsTest {
  private final OpenAlarms alarms = new OpenAlarms();

  private static Alarm altered(String origin, long offset) { return altered(origin, offset, "ab"); }

  private static Alarm altered(String origin, long offset, String found) { return new Alarm(origin, offset, "c", "the record is not the one that was sealed", found); }

  @Test void many_alarms_of_one_partition_do_not_hide_those_of_the_next() {
    List<Alarm> told = new ArrayList<>();
    for (int offset = 0; offset < 1_000; offset++) {
      Alarm one = alarms.raise(altered("complaint-log/0", offset));
      if (one != null) {
        told.add(one);
      }
    }
    assertEquals(OpenAlarms.MOST + 1, told.size());
    assertEquals("more than 100 alarms: the others are not told one by one", told.getLast().sentence());
    assertFalse(alarms.isSuspect("complaint-log/1"));
    assertEquals(altered("complaint-log/1", 7), alarms.raise(altered("complaint-log/1", 7)));
    assertTrue(alarms.isSuspect("complaint-log/0") && alarms.isSuspect("complaint-log/1"));
  }

  @Test void the_same_alarm_is_told_once_and_never_again_when_it_was_cleared() {
    Alarm alarm = altered("complaint-log/0", 7);
    assertEquals(alarm, alarms.raise(alarm));
    assertNull(alarms.raise(alarm));
    alarms.clear(alarm);
    assertFalse(alarms.isSuspect("complaint-log/0"));
    assertNull(alarms.raise(alarm), "the watch of every day finds it again");
    assertEquals(List.of(), alarms.all());
  }

  @Test void what_was_cleared_is_what_was_found_and_nothing_else_at_the_same_place() {
    alarms.raise(altered("complaint-log/0", 7, "ab"));
    assertEquals(java.util.Set.of(altered("complaint-log/0", 7, "ab").id()), alarms.ids());
    alarms.clear(altered("complaint-log/0", 7, "ab"));
    assertNull(alarms.raise(altered("complaint-log/0", 7, "ab")));
    assertEquals(altered("complaint-log/0", 7, "cd"), alarms.raise(altered("complaint-log/0", 7, "cd")));
    assertTrue(alarms.isSuspect("complaint-log/0"));
  }

  @Test void what_the_log_says_is_open_is_so_until_the_last_one_is_cleared() {
    assertTrue(alarms.take(altered("complaint-log/0", 7)));
    assertFalse(alarms.take(altered("complaint-log/0", 7)));
    assertTrue(alarms.take(altered("complaint-log/0", 8)));
    assertNull(alarms.raise(altered("complaint-log/0", 7)), "it is known");
    alarms.clear(altered("complaint-log/0", 7));
    assertTrue(alarms.isSuspect("complaint-log/0"));
    alarms.clear(altered("complaint-log/0", 8));
    assertFalse(alarms.isSuspect("complaint-log/0"));
  }

  @Test void a_trouble_is_said_once_and_again_when_it_is_another_or_comes_back() {
    List<String> said = new ArrayList<>();
    Trouble trouble = new Trouble(said::add);
    trouble.is("Kafka is away");
    trouble.is("Kafka is away");
    trouble.is("PostgreSQL is away");
    trouble.isOver();
    trouble.isOver();
    trouble.is("PostgreSQL is away");
    assertEquals(List.of("Kafka is away", "PostgreSQL is away", "PostgreSQL is away"), said);
  }

  @Test void a_seal_is_late_after_two_hours_where_there_is_a_key() {
    assertFalse(SealHealth.isLate(true, Duration.ofMinutes(119)));
    assertTrue(SealHealth.isLate(true, Duration.ofMinutes(121)));
    assertFalse(SealHealth.isLate(false, Duration.ofDays(9)));
  }
}
