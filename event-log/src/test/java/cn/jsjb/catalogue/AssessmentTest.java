package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssessmentTest {
  private final Assessment shipped = Assessment.load();

  @Test void ranks_by_10_50_40_and_knows_the_other_set() {
    Period may = shipped.period(YearMonth.of(2026, 5));
    Assessment.Formula first = shipped.formula(may, null).orElseThrow();
    assertEquals(new Assessment.Weights(10, 50, 40), first.weights());
    assertEquals(new BigDecimal("0.9"), first.basically());
    assertEquals(new Assessment.Weights(30, 35, 35), shipped.formula(may, "30-35-35").orElseThrow().weights());
    assertTrue(shipped.formula(may, "1-1-98").isEmpty());
    assertEquals(Set.of(RequestType.HELP, RequestType.COMPLAINT, RequestType.REPORT), shipped.of(may).assessedTypes());
  }

  @Test void a_change_of_rules_takes_effect_on_its_day_and_not_before() throws Exception {
    Assessment two = Assessment.read(new ObjectMapper().readTree("""
        {"versions":[
          {"version":"old","validFrom":"2021-01-01","periodStartDay":19,"lockAfter":"P20D","dayStart":"12:00","scoreV2":{"score":"1","firstResponder":"0","proactive":"0"},"classes":{"size":10},"publication":{"smallestTold":10},"assessedTypes":["HELP"],"basically":"0.9",
           "formulas":[{"id":"a","weights":{"response":10,"resolution":50,"satisfaction":40},"basis":"x"}]},
          {"version":"new","validFrom":"2025-01-19","periodStartDay":19,"lockAfter":"P20D","dayStart":"12:00","scoreV2":{"score":"1","firstResponder":"0","proactive":"0"},"classes":{"size":10},"publication":{"smallestTold":10},"assessedTypes":["HELP"],"basically":"0.8",
           "formulas":[{"id":"b","weights":{"response":20,"resolution":40,"satisfaction":40},"basis":"x"}]}]}"""));
    assertEquals("old", two.on(LocalDate.of(2025, 1, 18)).version());
    assertEquals("new", two.on(LocalDate.of(2025, 1, 19)).version());
    assertEquals("old", two.of(two.period(YearMonth.of(2025, 1))).version());
    assertEquals("new", two.of(two.period(YearMonth.of(2025, 2))).version());
    assertEquals("old", two.on(LocalDate.of(1999, 1, 1)).version());
  }

  @Test void a_period_is_locked_twenty_days_after_it_ended() {
    assertEquals(java.time.Instant.parse("2026-06-07T16:00:00Z"), shipped.lockedAt("2026-05"));
  }

  @Test void a_day_of_the_daily_report_is_noon_to_noon() {
    Assessment.Day day = shipped.day(LocalDate.of(2026, 5, 6));
    assertEquals("2026-05-05T12:00+08:00", day.from().toString());
    assertEquals("2026-05-06T12:00+08:00", day.to().toString());
  }

  @Test void weights_that_do_not_add_up_are_refused() {
    assertThrows(IllegalStateException.class, () -> Assessment.read(new ObjectMapper().readTree("""
        {"versions":[{"version":"x","validFrom":"2021-01-01","periodStartDay":19,"lockAfter":"P20D","dayStart":"12:00","scoreV2":{"score":"1","firstResponder":"0","proactive":"0"},"classes":{"size":10},"publication":{"smallestTold":10},"assessedTypes":[],"basically":"0.9",
         "formulas":[{"id":"a","weights":{"response":10,"resolution":50,"satisfaction":50},"basis":"x"}]}]}""")));
  }
}
