package cn.jsjb.intake.locating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.IntakeEvent.Location;
import cn.jsjb.event.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocatorTest {
  private static final Locator LOCATOR = new Locator(Catalogue.get());

  @Test void codes_that_were_given_are_certain() {
    Location l = LOCATOR.locate(new Place("朝阳区", "110107", "110107011", null, null, null), null, null);
    assertEquals("110107011", l.place().localityCode());
    assertEquals(1, l.confidence());
  }

  @Test void an_address_names_street_and_district() {
    Location l = address("石景山区鲁谷街道六合园");
    assertEquals("110107", l.place().districtCode());
    assertEquals("110107011", l.place().localityCode());
    assertTrue(l.confidence() >= 0.9);
    assertTrue(l.words().contains("鲁谷街道"), l.words()::toString);
    assertEquals("110107011", address("石景山鲁谷六合园").place().localityCode());
  }

  @Test void the_words_are_read_when_there_is_no_address() {
    assertEquals("110107011", text("鲁谷街道门口有游商").place().localityCode());
    assertEquals("110105", text("朝阳区某小区停水").place().districtCode());
    assertNull(text("朝阳区某小区停水").place().localityCode());
  }

  /** There is a village 河北 in 房山. */
  @Test void what_lies_beyond_the_city_is_no_village_of_the_same_name() {
    for (String beyond : List.of("河北省三河市燕郊镇学院大街", "天津市武清区", "河北省廊坊市固安县")) {
      Location l = address(beyond);
      assertNull(l.place().districtCode(), beyond);
      assertNull(l.place().localityCode(), beyond);
      assertEquals(List.of(), l.candidates(), beyond);
    }
    assertEquals("110111107", address("房山区河北镇河北村").place().localityCode());
  }

  @Test void coordinates_give_the_district() {
    Location l = LOCATOR.locate(new Place(null, null, null, null, 116.222, 39.906), null, "停水了");
    assertEquals("110107", l.place().districtCode());
    assertTrue(l.confidence() < 0.8);
    assertNull(LOCATOR.locate(new Place(null, null, null, null, 121.47, 31.23), null, "停水了").place().districtCode());
  }

  /** Two streets are called 八里庄, one in 朝阳 and one in 海淀. */
  @Test void an_ambiguous_name_stays_open_until_the_district_decides() {
    Location open = text("八里庄街道停水");
    assertNull(open.place().localityCode());
    assertNull(open.place().districtCode());
    assertEquals(0, open.confidence());
    assertEquals(2, open.candidates().size());
    Location decided = text("海淀区八里庄街道停水");
    assertEquals("海淀区", Catalogue.get().units().require(decided.place().districtCode()).name());
    assertNotNull(decided.place().localityCode());
  }

  @Test void two_streets_in_one_text_are_not_guessed() {
    Location l = text("从鲁谷街道到八宝山街道的路坏了");
    assertNull(l.place().localityCode());
  }

  @Test void a_community_leads_to_its_street_when_its_name_is_unique_there() {
    Location l = address("石景山区六合园社区");
    assertEquals("110107", l.place().districtCode());
    assertEquals("110107011", l.place().localityCode());
    Location inside = address("石景山区鲁谷街道六合园社区");
    assertEquals("110107011", inside.place().localityCode());
  }

  @Test void a_communitys_name_leads_to_its_street_where_no_other_bears_it() {
    assertEquals("110107011", text("鲁谷六合园南边的路口").place().localityCode());
    Location l = text("翠微南里今天早上突然没水");
    assertEquals("110108001", l.place().localityCode());
    assertEquals(List.of("翠微南里"), l.words());
    assertEquals("110106013", text("方庄芳城园一家美容店").place().localityCode());
  }

  @Test void the_same_name_in_several_districts_is_offered_for_choice() {
    Location l = text("杨家园那条街两边停得满满的");
    assertNull(l.place().localityCode());
    assertTrue(l.candidates().size() > 1, l::toString);
    assertEquals(0, l.confidence());
  }

  @Test void a_districts_name_is_not_the_street_of_the_same_name() {
    assertNull(text("海淀图书馆周一闭馆吗").place().localityCode());
    assertEquals("110108", text("海淀图书馆周一闭馆吗").place().districtCode());
  }

  @Test void every_street_is_found_by_district_and_name() {
    int found = 0;
    for (Unit unit : Catalogue.get().units().localities()) {
      String district = Catalogue.get().units().require(unit.districtCode()).name();
      Location l = address("北京市" + district + unit.name() + "某路1号");
      if (unit.code().equals(l.place().localityCode())) {
        found++;
      } else {
        System.out.println("not found: " + district + unit.name() + " → " + l);
      }
    }
    assertEquals(343, found);
  }

  @Test void nothing_said_is_nothing_known() {
    assertEquals(0, text("有人随地吐痰").confidence());
    assertNull(text("大兴土木，朝阳产业").place().districtCode());
    assertEquals(Place.UNKNOWN, LOCATOR.locate(null, null, null).place());
  }

  private static Location address(String address) { return LOCATOR.locate(new Place(address, null, null, null, null, null), null, null); }

  private static Location text(String text) { return LOCATOR.locate(Place.UNKNOWN, null, text); }
}
