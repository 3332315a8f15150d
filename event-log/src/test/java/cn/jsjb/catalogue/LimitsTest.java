package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The vectors of domain rule T10: dispatched on Friday 2021-09-24 at 16:00, a week before the National Day holiday. */
class LimitsTest {
  private static final Instant DISPATCHED = at("2021-09-24T16:00");
  private final Limits limits = Catalogue.get().limits();

  @Test void emergencies_and_livelihood_run_on_the_clock_into_the_weekend() {
    assertEquals(at("2021-09-24T18:00"), limits.feedbackDue(Grade.URGENT_2H, DISPATCHED));
    assertEquals(at("2021-09-25T16:00"), limits.feedbackDue(Grade.LIVELIHOOD_24H, DISPATCHED));
  }

  @Test void ordinary_and_complex_requests_count_calendar_days() {
    assertEquals(at("2021-10-01T16:00"), limits.feedbackDue(Grade.GENERAL_7D, DISPATCHED));
    assertEquals(at("2021-10-09T16:00"), limits.feedbackDue(Grade.COMPLEX_15D, DISPATCHED));
  }

  @Test void the_same_lengths_in_working_days_step_over_the_holiday() {
    assertEquals(at("2021-10-09T16:00"), limits.due(new Limits.Limit(Duration.ofDays(7), Limits.Days.WORKING), DISPATCHED));
    assertEquals(at("2021-10-20T16:00"), limits.due(new Limits.Limit(Duration.ofDays(15), Limits.Days.WORKING), DISPATCHED));
    assertEquals(at("2021-09-28T16:00"), limits.feedbackDue(Grade.INQUIRY, DISPATCHED));
  }

  @Test void signing_and_first_contact_have_shorter_limits() {
    assertEquals(at("2021-09-24T16:15"), limits.signDue(Grade.URGENT_2H, DISPATCHED));
    assertEquals(at("2021-09-24T16:30"), limits.contactDue(Grade.URGENT_2H, DISPATCHED));
    assertEquals(at("2021-09-24T18:00"), limits.signDue(Grade.GENERAL_7D, DISPATCHED));
    assertEquals(at("2021-09-25T16:00"), limits.contactDue(Grade.COMPLEX_15D, DISPATCHED));
  }

  @Test void rework_gets_half_the_limit() {
    assertEquals(at("2021-09-24T17:00"), limits.reworkDue(Grade.URGENT_2H, DISPATCHED));
    assertEquals(at("2021-09-28T04:00"), limits.reworkDue(Grade.GENERAL_7D, DISPATCHED));
    assertEquals(at("2021-09-27T04:00"), limits.reworkDue(Grade.INQUIRY, DISPATCHED), "one working day (26 September, a worked Sunday) and twelve hours");
  }

  @Test void the_warning_comes_at_four_fifths_and_parts_are_due_a_day_early() {
    assertEquals(at("2021-09-24T17:36"), limits.warnAt(DISPATCHED, at("2021-09-24T18:00")));
    assertEquals(at("2021-09-30T16:00"), limits.partDue(Grade.GENERAL_7D, DISPATCHED, at("2021-10-01T16:00")));
    assertEquals(at("2021-09-24T18:00"), limits.partDue(Grade.URGENT_2H, DISPATCHED, at("2021-09-24T18:00")));
  }

  @Test void a_whistle_for_a_burst_pipe_brings_departments_in_half_an_hour() {
    var blown = at("2026-05-06T11:22");
    assertEquals(at("2026-05-06T11:27"), limits.whistleAcknowledgeDue(WhistleGround.EMERGENCY, blown));
    assertEquals(at("2026-05-06T11:52"), limits.whistleReportDue(WhistleGround.EMERGENCY, blown));
    assertEquals(at("2026-05-09T11:22"), limits.whistleReportDue(WhistleGround.PUBLIC_PROBLEM, blown), "a worked Saturday");
    assertNull(limits.at(blown).whistles().get(WhistleGround.EMERGENCY).contact());
  }

  @Test void every_grade_and_every_ground_has_limits_and_a_basis() {
    for (var rules : limits.versions()) {
      assertEquals(Set.of(Grade.values()), rules.grades().keySet());
      assertEquals(Set.of(WhistleGround.values()), rules.whistles().keySet());
      rules.grades().values().forEach(grade -> assertTrue(!grade.basis().isBlank()));
      assertEquals(rules, limits.find(rules.version()).orElseThrow());
    }
    assertEquals(Set.of(Grade.URGENT_2H), limits.at(DISPATCHED).objection().notFor());
    assertEquals(Duration.ofHours(24), limits.at(DISPATCHED).callback().latestAfterDue());
  }

  @Test void before_the_first_version_there_is_no_limit_to_guess() {
    assertThrows(IllegalStateException.class, () -> limits.feedbackDue(Grade.GENERAL_7D, at("1999-01-01T00:00")));
  }

  private static Instant at(String beijing) {
    return OffsetDateTime.parse(beijing + ":00+08:00").toInstant();
  }
}
