package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
