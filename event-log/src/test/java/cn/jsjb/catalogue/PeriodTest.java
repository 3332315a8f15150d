package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private final Assessment assessment = Assessment.load();

  @Test void the_month_turns_on_the_19th_at_midnight_in_Shanghai() {
    assertEquals("2026-05", periodOf("2026-05-18T23:59:59.999+08:00"));
    assertEquals("2026-06", periodOf("2026-05-19T00:00:00+08:00"));
    assertEquals("2026-05", periodOf("2026-05-18T15:59:59Z"));
    assertEquals("2026-06", periodOf("2026-05-18T16:00:00Z"));
    assertEquals("2026-05", periodOf("2026-04-19T00:00:00+08:00"));
  }

  @Test void december_runs_into_the_next_year() {
    assertEquals("2027-01", periodOf("2026-12-19T00:00:00+08:00"));
    assertEquals("2027-01", periodOf("2027-01-18T23:59:59+08:00"));
  }

  @Test void a_period_says_from_when_to_when() {
    Period may = assessment.period(YearMonth.of(2026, 5));
    assertEquals(OffsetDateTime.parse("2026-04-19T00:00+08:00"), may.from());
    assertEquals(OffsetDateTime.parse("2026-05-19T00:00+08:00"), may.to());
    assertTrue(may.contains(may.from().toInstant()));
    assertFalse(may.contains(may.to().toInstant()));
  }

  @Test void every_day_lies_in_exactly_one_period_whatever_the_start_day() {
    for (int startDay = 1; startDay <= 28; startDay++) {
      for (LocalDate day = LocalDate.of(2023, 12, 1); day.isBefore(LocalDate.of(2024, 4, 1)); day = day.plusDays(1)) {
        Period period = Period.of(day, startDay);
        assertTrue(period.contains(day.atStartOfDay(Period.ZONE).toInstant()), day + " in " + period);
        assertEquals(startDay, period.firstDay().getDayOfMonth());
        assertEquals(period, Period.of(period.firstDay(), startDay));
      }
    }
  }

  @Test void a_start_on_the_first_is_the_calendar_month() {
    assertEquals("2026-05", Period.of(LocalDate.of(2026, 5, 1), 1).key());
    assertEquals("2026-05", Period.of(LocalDate.of(2026, 5, 31), 1).key());
  }

  @Test void a_start_after_the_28th_is_no_rule() {
    assertThrows(IllegalArgumentException.class, () -> new Period(YearMonth.of(2026, 5), 29));
  }

  private String periodOf(String at) { return assessment.periodOf(OffsetDateTime.parse(at).toInstant()).key(); }
}
