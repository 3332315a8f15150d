package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.DispatchCatalogue.Entry;
import cn.jsjb.catalogue.DispatchCatalogue.Match;
import cn.jsjb.catalogue.DispatchCatalogue.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatchCatalogueTest {
  private static final Instant NOW = Instant.parse("2021-09-24T08:00:00Z");
  private static final LocalDate START = LocalDate.parse("2021-01-01");
  private final Catalogue catalogue = Catalogue.get();

  @Test void the_longest_prefix_wins_in_any_order() {
    var dispatch = new DispatchCatalogue("t", List.of(entry("broad", "01"), entry("fallback", ""), entry("exact", "010105"), entry("middle", "0101")));
    assertEquals("exact", found(dispatch, "010105").id());
    assertEquals("middle", found(dispatch, "010101").id());
    assertEquals("broad", found(dispatch, "010301").id());
    assertEquals("fallback", found(dispatch, "990101").id());
  }

  @Test void two_entries_of_equal_length_are_left_to_a_consultation() {
    var dispatch = new DispatchCatalogue("t", List.of(entry("one", "0101"), entry("other", "0101"), entry("fallback", "")));
    var ambiguous = assertInstanceOf(Match.Ambiguous.class, dispatch.match("010101", NOW));
    assertEquals(List.of("one", "other"), ambiguous.entries().stream().map(Entry::id).toList());
    assertEquals("t", ambiguous.version());
  }

  @Test void an_entry_holds_from_its_first_to_its_last_day_in_beijing() {
    var old = new Entry("old", "0101", new Target.ToLocality(), null, null, "law", START, LocalDate.parse("2021-09-24"));
    var young = new Entry("young", "0101", new Target.ToLocality(), null, null, "law", LocalDate.parse("2021-09-25"), null);
    var dispatch = new DispatchCatalogue("t", List.of(old, young));
    assertEquals("old", assertInstanceOf(Match.Found.class, dispatch.match("010101", Instant.parse("2021-09-24T15:59:59Z"))).entry().id());
    assertEquals("young", assertInstanceOf(Match.Found.class, dispatch.match("010101", Instant.parse("2021-09-24T16:00:00Z"))).entry().id());
    assertThrows(IllegalStateException.class, () -> dispatch.match("010101", Instant.parse("2001-01-01T00:00:00Z")));
  }

  @Test void a_named_subject_a_finer_area_and_a_season_are_longer_but_never_longer_than_the_category() {
    var units = catalogue.units();
    var dispatch = DispatchCatalogue.of("t", List.of(rule("fallback", "", null, null, null), rule("category", "0104", null, null, null), rule("winter", "0104", null, null, "11-15/03-15"),
        rule("district", "0104", null, "110107", null), rule("street", "0104", null, "110107011", null), rule("subject", "0104", "ENTERPRISE", null, null)));
    assertEquals("street", found(dispatch, DispatchCatalogue.About.of("010401", null, "110107011", units), NOW));
    assertEquals("district", found(dispatch, DispatchCatalogue.About.of("010401", null, "110107003", units), NOW));
    assertEquals("subject", found(dispatch, DispatchCatalogue.About.of("010401", "ENTERPRISE", "110107011", units), NOW));
    assertEquals("category", found(dispatch, DispatchCatalogue.About.of("010401", null, "110105001", units), NOW));
    assertEquals("winter", found(dispatch, DispatchCatalogue.About.of("010401", null, "110105001", units), Instant.parse("2021-12-24T08:00:00Z")));
    assertEquals("fallback", found(dispatch, DispatchCatalogue.About.of("990101", "ENTERPRISE", "110107011", units), NOW));
  }

  @Test void a_season_may_go_over_new_year_and_includes_both_its_days() {
    var winter = DispatchCatalogue.Season.of("11-15/03-15");
    for (var day : List.of("2021-11-15", "2021-12-31", "2022-01-01", "2022-03-15")) assertTrue(winter.holds(LocalDate.parse(day)), day);
    for (var day : List.of("2021-11-14", "2022-03-16", "2021-07-01")) assertFalse(winter.holds(LocalDate.parse(day)), day);
    for (var wrong : List.of("winter", "11-15", "13-01/03-15", "11-15/03-99")) assertThrows(IllegalArgumentException.class, () -> DispatchCatalogue.Season.of(wrong), wrong);
  }

  @Test void the_development_area_is_not_part_of_the_district_its_code_lies_in() {
    assertEquals(List.of("110115403"), DispatchCatalogue.About.of("010401", null, "110115403", catalogue.units()).areas());
  }

  private static DispatchCatalogue.Rule rule(String id, String category, String subject, String area, String season) {
    return new DispatchCatalogue.Rule(id, 1, category, subject, area, season, "LOCALITY", null, null, "law", START, null);
  }

  private static String found(DispatchCatalogue dispatch, DispatchCatalogue.About about, Instant at) { return assertInstanceOf(Match.Found.class, dispatch.match(about, at)).entry().id(); }

  @Test void every_category_has_exactly_one_unit_in_every_district() {
    for (var category : catalogue.categories().all()) {
      var entry = found(catalogue.dispatch(), category.code());
      for (var district : catalogue.units().districts())
        assertTrue(DispatchCatalogue.unitFor(entry.target(), district.code(), catalogue.units()).isPresent(), category.code() + " in " + district.name());
    }
  }

  @Test void every_code_in_an_entry_exists() {
    for (var entry : catalogue.dispatch().entries()) {
      assertTrue(catalogue.categories().all().stream().anyMatch(category -> category.code().startsWith(entry.category())), entry.id());
      for (var target : entry.alsoNotify() == null ? List.of(entry.target()) : List.of(entry.target(), entry.alsoNotify())) {
        if (target instanceof Target.ToUnit(var code)) catalogue.units().require(code);
        if (target instanceof Target.ToDistrictDepartment(var role)) assertTrue(catalogue.units().departmentOf("110101", role).isPresent(), role);
      }
    }
  }

  @Test void an_emergency_goes_to_the_locality_and_tells_those_with_the_means() {
    for (var category : catalogue.categories().all()) {
      if (category.grade() != Grade.URGENT_2H) continue;
      var entry = found(catalogue.dispatch(), category.code());
      assertEquals(new Target.ToLocality(), entry.target(), category.name());
      assertNotNull(entry.alsoNotify(), category.name());
    }
  }

  @Test void a_place_known_only_by_district_goes_to_the_district_and_no_place_to_nobody() {
    var units = catalogue.units();
    assertEquals("110107011", DispatchCatalogue.unitFor(new Target.ToLocality(), "110107011", units).orElseThrow().code());
    assertEquals("110107", DispatchCatalogue.unitFor(new Target.ToLocality(), "110107", units).orElseThrow().code());
    assertEquals("石景山区教委", DispatchCatalogue.unitFor(new Target.ToDistrictDepartment("EDUCATION"), "110107011", units).orElseThrow().name());
    assertEquals("110115403", DispatchCatalogue.unitFor(new Target.ToDistrictDepartment("EDUCATION"), "110115403", units).orElseThrow().code());
    assertTrue(DispatchCatalogue.unitFor(new Target.ToLocality(), null, units).isEmpty());
    assertTrue(DispatchCatalogue.unitFor(new Target.ToDistrictDepartment("EDUCATION"), null, units).isEmpty());
  }

  private static Entry entry(String id, String category) {
    return new Entry(id, category, new Target.ToLocality(), null, null, "law", START, null);
  }

  private static Entry found(DispatchCatalogue dispatch, String category) {
    return assertInstanceOf(Match.Found.class, dispatch.match(category, NOW)).entry();
  }
}
