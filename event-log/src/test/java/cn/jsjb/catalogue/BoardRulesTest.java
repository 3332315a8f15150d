package cn.jsjb.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoardRulesTest {
  private static final BoardRules RULES = BoardRules.at(LocalDate.of(2026, 5, 6));
  private static final Catalogue CATALOGUE = Catalogue.get();

  @Test void the_census_counts_the_sixteen_districts_and_they_add_up_to_the_city() {
    Population residents = Population.at(LocalDate.of(2026, 5, 6));
    assertEquals(21_893_095, residents.total());
    assertEquals(CATALOGUE.units().districts().stream().map(Unit::code).filter(c -> c.length() == 6).collect(Collectors.toSet()), residents.districts().keySet());
    assertEquals(residents, Population.at(LocalDate.of(1999, 1, 1)), "before the first, the first");
  }

  @Test void every_urgent_class_holds_categories_that_exist_and_none_holds_anothers() {
    for (BoardRules.UrgentClass urgent : RULES.urgent()) {
      urgent.categories().forEach(prefix -> assertTrue(CATALOGUE.categories().all().stream().anyMatch(c -> c.code().startsWith(prefix)), prefix));
    }
    CATALOGUE.categories().all().forEach(c -> assertTrue(RULES.urgent().stream().filter(u -> u.holds(c.code())).count() <= 1, c.code()));
    assertFalse(RULES.urgent().getFirst().holds(null));
  }

  @Test void the_seven_and_the_five_are_those_of_the_categories() {
    assertEquals(CATALOGUE.categories().all().stream().map(Category::sevenFive).filter(Objects::nonNull).collect(Collectors.toSet()), RULES.tags().stream().map(BoardRules.Tag::code).collect(Collectors.toSet()));
    assertEquals(List.of(7L, 5L), Stream.of("SEVEN", "FIVE").map(group -> RULES.tags().stream().filter(t -> t.group().equals(group)).count()).toList());
  }
}
