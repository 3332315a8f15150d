package cn.jsjb.catalogue;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private final Catalogue catalogue = Catalogue.get();
  private final Problems.Year year = catalogue.problems().year(2021).orElseThrow();

  @Test void the_year_2021_has_12_themes_27_problems_and_12_leads() {
    assertEquals(12, year.themes().size());
    assertEquals(27, year.problems().size());
    assertEquals(12, year.problems().stream().map(Problem::leadUnit).distinct().count());
    assertEquals(year.themes().stream().map(Problems.Theme::id).collect(toSet()), year.problems().stream().map(Problem::theme).collect(toSet()));
  }

  @Test void every_code_named_by_a_problem_exists() {
    for (var problem : year.problems()) {
      assertEquals(Unit.Kind.CITY_DEPARTMENT, catalogue.units().require(problem.leadUnit()).kind());
      for (var unit : problem.supportingUnits()) assertFalse(catalogue.units().require(unit).code().equals(problem.leadUnit()));
      for (var category : problem.categories()) catalogue.categories().require(category);
    }
  }

  @Test void every_problem_has_words_and_a_category_of_its_own() {
    var taken = new HashSet<String>();
    for (var problem : year.problems()) {
      assertFalse(problem.terms().weights().isEmpty(), problem.id());
      assertFalse(problem.categories().isEmpty(), problem.id());
      for (var category : problem.categories()) {
        assertTrue(taken.add(category), category + " belongs to two problems");
        assertEquals(problem, catalogue.problems().ofCategory(category).orElseThrow());
      }
      assertTrue(problem.threshold() > 0);
    }
  }

  @Test void every_phrase_of_a_problem_has_its_parts() {
    for (var problem : year.problems())
      for (var near : problem.terms().near()) {
        assertTrue(near.parts().size() >= 2 && near.weight() >= 1, problem.id());
        for (var part : near.parts()) for (var word : part) assertEquals(word.strip(), word, problem.id());
      }
  }
}
