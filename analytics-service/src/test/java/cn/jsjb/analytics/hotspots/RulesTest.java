package cn.jsjb.analytics.hotspots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule fires, and just does not. */
class RulesTest {
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(400));
  private static final HotspotRules.Version RULES = HotspotRules.get().at(NOW);

  private final List<Sighting> history = new ArrayList<>();

  private RulesTest ticket(double daysAgo, String claimant) {
    history.add(new Sighting(NOW.minusSeconds(Math.round(daysAgo * 86_400)), claimant, "110107", "110107011"));
    return this;
  }

  private RulesTest tickets(int many, double from, double to) {
    for (int i = 0; i < many; i++) {
      ticket(from + (to - from) * i / Math.max(1, many - 1), null);
    }
    return this;
  }

  private List<Occasion> occasions(String rule, Instant knownSince) {
    return Arrivals.of(RULES.rule(rule), history.stream().sorted(java.util.Comparator.comparing(Sighting::at)).toList(), NOW.minus(Duration.ofDays(30)), knownSince);
  }

  private List<Occasion> occasions(String rule) { return occasions(rule, LONG_AGO); }

  // H1

  @Test void ten_tickets_in_thirty_days_are_frequent_at_the_tenth() {
    Occasion at = tickets(10, 29.9, 0).occasions("H1").getFirst();
    assertEquals(NOW, at.at());
    assertEquals(10, at.tickets());
    assertEquals(NOW.minus(Duration.ofDays(30)).plusMillis(1), at.from());
  }

  @Test void nine_are_not_nor_ten_of_which_the_first_is_thirty_days_old_to_the_second() {
    assertEquals(List.of(), tickets(9, 29, 0).occasions("H1"));
    assertEquals(List.of(), ticket(30, null).occasions("H1"));
  }

  @Test void an_eleventh_is_another_occasion() { assertEquals(2, tickets(11, 20, 0).occasions("H1").size()); }

  @Test void tickets_of_the_same_instant_are_one_occasion() { assertEquals(1, tickets(12, 1, 1).occasions("H1").size()); }

  // H2

  @Test void five_a_week_after_quiet_weeks_are_a_surge() {
    Occasion at = tickets(5, 6, 0).occasions("H2").getFirst();
    assertEquals(Map.of("tickets", BigDecimal.valueOf(5), "mean", new BigDecimal("0.00"), "deviation", new BigDecimal("1.00"), "z", new BigDecimal("5.00")), at.measures());
  }

  @Test void four_are_not() { assertEquals(List.of(), tickets(4, 6, 0).occasions("H2")); }

  /** Two in each of eight weeks: five is more than twice the mean and three times the least deviation above it. */
  @Test void twice_the_mean_is_needed_and_three_deviations() {
    for (int week = 0; week < 8; week++) {
      tickets(2, 8 + 7 * week, 9 + 7 * week);
    }
    assertEquals(1, tickets(5, 0.5, 0).occasions("H2").size());
  }

  @Test void three_a_week_before_and_five_now_are_no_surge() {
    for (int week = 0; week < 8; week++) {
      tickets(3, 8 + 7 * week, 9 + 7 * week);
    }
    assertEquals(List.of(), tickets(5, 0.5, 0).occasions("H2"));
  }

  @Test void uneven_weeks_before_make_it_harder() {
    tickets(8, 50, 55);
    assertEquals(List.of(), tickets(7, 0.5, 0).occasions("H2"), "mean 1, deviation 2.65: seven is 2.27 deviations above");
  }

  @Test void weeks_that_nobody_knows_are_not_quiet_weeks() { assertEquals(List.of(), tickets(9, 6, 0).occasions("H2", NOW.minus(Duration.ofDays(60)))); }

  /** Weeks of 20, 20, 20, 20, 5, 5, 5, 5 and then 13 are no surge, and looked at again as long as the arrival counts they are none either. */
  @Test void an_arrival_judged_again_is_judged_with_all_its_weeks() {
    double age = 29;
    tickets(13, age + 0.5, age);
    for (int week = 0; week < 8; week++) {
      tickets(week < 4 ? 5 : 20, age + 8 + 7 * week, age + 9 + 7 * week);
    }
    assertEquals(List.of(), seen(Arrivals.lookBack(RULES)).occasions("H2"));
    assertEquals(Duration.ofDays(30 + 7 + 56 + 1), Arrivals.lookBack(RULES));
    assertEquals(13, seen(Duration.ofDays(64)).occasions("H2").getLast().tickets(), "what is not seen is taken for quiet weeks");
  }

  private RulesTest seen(Duration back) {
    history.removeIf(s -> !s.at().isAfter(NOW.minus(back)));
    return this;
  }

  @Test void what_is_looked_at_follows_the_rules() {
    assertEquals(Duration.ofDays(30), Arrivals.window(RULES));
    assertEquals(3, Arrivals.fewest(RULES));
    assertEquals(17, cn.jsjb.catalogue.Catalogue.get().units().districts().size(), "sixteen and one: what the index of candidates divides by");
  }

  // H3, H4

  @Test void the_same_claimant_three_times_in_thirty_days() {
    Occasion at = ticket(29, "a").ticket(10, "b").ticket(5, "a").ticket(0, "a").occasions("H3").getFirst();
    assertEquals(Map.of("times", BigDecimal.valueOf(3), "repeatCallers", BigDecimal.ONE), at.measures());
    assertEquals(2, at.claimants());
  }

  @Test void twice_is_not_nor_three_times_without_a_name() { assertEquals(List.of(), ticket(30.1, "a").ticket(5, "a").ticket(0, "a").tickets(3, 4, 1).occasions("H3")); }

  @Test void five_claimants_in_seven_days() {
    for (String claimant : List.of("a", "b", "c", "d", "e")) {
      ticket(6 - history.size(), claimant);
    }
    assertEquals(BigDecimal.valueOf(5), occasions("H4").getFirst().measures().get("claimants"));
  }

  @Test void four_claimants_with_many_tickets_are_not() {
    for (String claimant : List.of("a", "b", "c", "d", "a", "b")) {
      ticket(6 - history.size(), claimant);
    }
    assertEquals(List.of(), tickets(5, 3, 0).occasions("H4"));
  }

  @Test void what_was_told_is_not_told_again() {
    tickets(10, 20, 0);
    assertEquals(List.of(), Arrivals.of(RULES.rule("H1"), history, NOW, LONG_AGO));
  }

  // H5

  private static final LocalDate IN_OCTOBER = LocalDate.of(2026, 10, 20);
  private static final Instant SINCE_2025 = Instant.parse("2025-01-01T00:00:00Z");

  /** Heating in November: 60; every month some parking. */
  private static Map<String, Map<YearMonth, Integer>> volumes(int november) {
    Map<String, Map<YearMonth, Integer>> volumes = new HashMap<>();
    for (YearMonth month = YearMonth.of(2025, 10); month.isBefore(YearMonth.of(2026, 10)); month = month.plusMonths(1)) {
      volumes.computeIfAbsent("parking", c -> new HashMap<>()).put(month, 20);
    }
    volumes.put("heating", new HashMap<>(Map.of(YearMonth.of(2025, 11), november, YearMonth.of(2025, 12), 12)));
    return volumes;
  }

  @Test void the_heating_season_is_told_a_fortnight_ahead() {
    Map<String, Occasion> found = Months.seasons(RULES.rule("H5"), volumes(60), IN_OCTOBER, SINCE_2025);
    assertEquals(Set.of("heating"), found.keySet());
    assertEquals(60, found.get("heating").tickets());
    assertEquals(Instant.parse("2025-10-31T16:00:00Z"), found.get("heating").from());
    assertEquals(LocalDate.of(2026, 10, 18), LocalDate.ofInstant(found.get("heating").at(), Period.ZONE));
  }

  @Test void and_once_more_when_it_is_there() {
    assertEquals(LocalDate.of(2026, 11, 1), LocalDate.ofInstant(Months.seasons(RULES.rule("H5"), volumes(60), LocalDate.of(2026, 11, 3), SINCE_2025).get("heating").at(), Period.ZONE));
  }

  @Test void not_earlier_not_with_fewer_not_when_last_year_is_not_known() {
    assertEquals(Map.of(), Months.seasons(RULES.rule("H5"), volumes(60), LocalDate.of(2026, 10, 17), SINCE_2025));
    assertEquals(Map.of(), Months.seasons(RULES.rule("H5"), volumes(19), IN_OCTOBER, SINCE_2025), "twenty parking complaints a month are more");
    assertEquals(Map.of(), Months.seasons(RULES.rule("H5"), volumes(60), IN_OCTOBER, Instant.parse("2025-11-02T00:00:00Z")));
  }

  @Test void what_is_as_much_in_every_month_is_no_season() {
    Map<String, Map<YearMonth, Integer>> volumes = volumes(60);
    volumes.get("parking").replaceAll((month, n) -> 100);
    assertEquals(Map.of(), Months.seasons(RULES.rule("H5"), volumes, IN_OCTOBER, SINCE_2025));
  }

  // H6

  private static Occasion growth(int... newestFirst) { return Months.growth(RULES.rule("H6"), newestFirst, IN_OCTOBER); }

  @Test void what_grew_three_times_from_nearly_nothing_is_new() {
    Occasion at = growth(40, 22, 9, 3, 0, 0, 0);
    assertEquals(74, at.tickets());
    assertEquals(BigDecimal.valueOf(40), at.measures().get("tickets"));
  }

  @Test void two_growths_a_small_number_an_old_matter_and_an_unknown_past_are_not() {
    assertNull(growth(40, 22, 22, 3, 0, 0, 0));
    assertNull(growth(29, 22, 9, 3, 0, 0, 0));
    assertNull(growth(40, 35, 31, 28, 27, 26, 25), "it grew, but it is not new");
    assertNull(growth(40, 22, 9));
  }
}
