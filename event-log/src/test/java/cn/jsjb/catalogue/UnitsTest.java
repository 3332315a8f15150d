package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class UnitsTest {
  private final Units units = Catalogue.get().units();

  @Test void the_city_has_343_localities_17_district_level_units_and_5_other_zones() {
    assertEquals(343, units.localities().size());
    assertEquals(17, units.districts().size());
    assertEquals(5, units.ofKind(Unit.Kind.ZONE).size());
    assertEquals(7535, Catalogue.get().communities().all().size());
  }

  @Test void no_two_units_share_a_code_and_no_two_of_a_kind_a_name_in_a_district() {
    var codes = new HashSet<String>();
    var names = new HashSet<String>();
    for (var unit : units.all()) {
      assertTrue(codes.add(unit.code()), unit.code());
      assertTrue(names.add(unit.districtCode() + unit.name()), unit.name());
      assertFalse(unit.en().isBlank(), unit.code());
    }
  }

  @Test void every_superior_exists() {
    for (var unit : units.all()) {
      if (unit.parent() != null) units.require(unit.parent());
      if (unit.districtCode() != null) assertEquals(Unit.Kind.DISTRICT, units.require(unit.districtCode()).kind());
    }
  }

  @Test void lugu_street_lies_in_shijingshan_district() {
    var lugu = units.require("110107011");
    assertEquals("鲁谷街道", lugu.name());
    assertEquals("Lugu Subdistrict", lugu.en());
    assertEquals(Unit.Kind.LOCALITY, lugu.kind());
    assertEquals("石景山区", units.districtOf("110107011").orElseThrow().name());
    assertTrue(units.isWithin("110107011", "110107"));
    assertTrue(units.isWithin("110107", "110107"));
    assertFalse(units.isWithin("110107011", "110108"));
    assertTrue(units.localitiesOf("110107").contains(lugu));
  }

  @Test void the_development_area_is_a_district_of_its_own_although_its_code_lies_in_daxing() {
    assertEquals(Unit.Kind.DISTRICT, units.require("110115403").kind());
    assertFalse(units.isWithin("110115403", "110115"));
    assertTrue(units.departmentOf("110115403", "HOUSING").isEmpty());
  }

  @Test void each_of_the_sixteen_districts_has_its_own_departments() {
    assertEquals("石景山区城管执法局", units.departmentOf("110107", "URBAN_ENFORCEMENT").orElseThrow().name());
    assertEquals("东城交通支队", units.departmentOf("110101", "TRAFFIC_POLICE").orElseThrow().name());
    assertEquals(16 * 12, units.ofKind(Unit.Kind.DISTRICT_DEPARTMENT).size());
  }

  @Test void a_utility_is_under_the_department_in_charge() {
    var gas = units.cityUnit("GAS").orElseThrow();
    assertEquals(Unit.Kind.UTILITY, gas.kind());
    assertEquals("市城市管理委", units.require(gas.parent()).name());
    assertTrue(units.under(gas.parent()).contains(gas));
    assertTrue(units.districtOf(gas.code()).isEmpty());
  }

  @Test void every_committee_belongs_to_a_locality_or_zone() {
    for (var community : Catalogue.get().communities().all()) {
      units.require(community.localityCode());
      assertTrue(community.code().startsWith(community.localityCode()));
      assertFalse(community.shortName().isBlank());
    }
    assertTrue(units.communitiesOf("110101001").size() > 5);
  }

  @Test void citizens_name_a_committee_without_its_suffix() {
    assertEquals("多福巷", new Community("110101001001", "多福巷社区居委会", "110101001").shortName());
    assertEquals("胜古南", new Community("1", "胜古南社区居民委员会", "1").shortName());
    assertEquals("苇沟", new Community("1", "苇沟村民委员会", "1").shortName());
    assertEquals("黑垡村", new Community("1", "黑垡村村委会", "1").shortName());
    assertEquals("翠林一里", new Community("1", "翠林一里社区", "1").shortName());
    assertEquals("110101001", Catalogue.get().communities().named("多福巷").getFirst().localityCode());
  }

  @Test void an_unknown_code_is_empty_or_refused() {
    assertTrue(units.find("999999").isEmpty());
    assertTrue(units.find(null).isEmpty());
    assertThrows(NoSuchElementException.class, () -> units.require("999999"));
  }
}
