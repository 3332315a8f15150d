package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class WorkingCalendarTest {
  private final WorkingCalendar calendar = Catalogue.get().calendar();

  @Test void national_day_of_2021_with_its_swapped_weekends() {
    assertFalse(calendar.isWorkingDay(LocalDate.parse("2021-10-01")));
    assertFalse(calendar.isWorkingDay(LocalDate.parse("2021-10-07")));
    assertEquals("国庆节", calendar.holiday(LocalDate.parse("2021-10-04")).orElseThrow());
    assertTrue(calendar.isWorkingDay(LocalDate.parse("2021-09-26")), "a Sunday that is worked");
    assertTrue(calendar.isWorkingDay(LocalDate.parse("2021-10-09")), "a Saturday that is worked");
    assertFalse(calendar.isWorkingDay(LocalDate.parse("2021-10-10")), "an ordinary Sunday");
    assertTrue(calendar.isWorkingDay(LocalDate.parse("2021-10-11")));
  }

  @Test void a_swapped_day_is_always_a_weekend_and_never_a_holiday() {
    for (int year : calendar.years())
      for (var day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1))
        if (calendar.isWorkingDay(day)) assertTrue(calendar.holiday(day).isEmpty(), day + " is both worked and a holiday");
  }

  @Test void every_year_has_about_250_working_days() {
    for (int year : calendar.years()) {
      var worked = LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).filter(calendar::isWorkingDay).count();
      assertTrue(worked >= 247 && worked <= 252, year + ": " + worked);
    }
  }

  @Test void a_start_on_a_day_off_counts_from_the_next_working_day() {
    assertEquals(at("2021-10-08T16:00"), calendar.plusWorkingDays(at("2021-10-02T16:00"), 1));
  }

  @Test void half_a_working_day_that_ends_on_a_day_off_moves_to_the_next_working_day() {
    assertEquals(at("2021-09-26T04:00"), calendar.plusWorking(at("2021-09-24T16:00"), Duration.ofHours(12)));
    assertEquals(at("2021-10-08T04:00"), calendar.plusWorking(at("2021-09-30T16:00"), Duration.ofHours(12)));
  }

  @Test void an_unknown_year_fails_loudly() {
    var refused = assertThrows(WorkingCalendar.UnknownYear.class, () -> calendar.isWorkingDay(LocalDate.parse("2049-10-01")));
    assertTrue(refused.getMessage().contains("2049"), refused.getMessage());
    var last = calendar.years().stream().max(Integer::compare).orElseThrow();
    assertThrows(WorkingCalendar.UnknownYear.class, () -> calendar.plusWorkingDays(at(last + "-12-30T10:00"), 7));
  }

  private static Instant at(String beijing) {
    return OffsetDateTime.parse(beijing + ":00+08:00").toInstant();
  }
}
