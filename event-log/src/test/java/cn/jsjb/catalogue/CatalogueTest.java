package cn.jsjb.catalogue;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Set<String> SEVEN_HAVES_FIVE_NATURES =
      Set.of("CHILDCARE", "SCHOOLING", "WORK_INCOME", "MEDICAL", "OLD_AGE", "HOUSING", "SUPPORT", "CONVENIENCE", "LIVEABILITY", "DIVERSITY", "FAIRNESS", "SAFETY");
  private final Catalogue catalogue = Catalogue.get();

  @Test void it_is_read_once_and_every_piece_tells_its_version() {
    assertSame(catalogue, Catalogue.get());
    for (var version : List.of(catalogue.units().version(), catalogue.communities().version(), catalogue.categories().version(), catalogue.problems().version(),
        catalogue.limits().version(), catalogue.calendar().version(), catalogue.channels().version(), catalogue.questions().version(), catalogue.attachments().version(), catalogue.dispatch().version(),
        catalogue.knowledge().version(), catalogue.desk().version()))
      assertFalse(version.isBlank());
  }

  /** A new file, of another year or of another book, is listed where evidence packs look, or said here to be named by no fact of a complaint. */
  @Test void every_book_that_facts_name_is_listed_with_every_file() throws Exception {
    Set<String> namedByNone = Set.of("appraisal.json", "attachments.json", "boards.json", "channels.json", "clue-rules.json", "hotspots.json", "names.json", "place-names-en.json", "population.json", "programme.json",
        "questions.json", "reply-templates.json");
    Set<String> listed = new HashSet<>(namedByNone);
    Catalogue.FILES.values().forEach(listed::addAll);
    try (var files = java.nio.file.Files.list(java.nio.file.Path.of("src/main/resources/catalogue"))) {
      assertEquals(listed, files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).collect(toSet()));
    }
    Catalogue.FILES.keySet().forEach(book -> assertFalse(Catalogue.book(book).isEmpty(), book));
    assertEquals(List.of(), Catalogue.book("no such book"));
  }

  @Test void sixteen_channels_and_the_extra_sources() {
    var byKind = catalogue.channels().all();
    assertEquals(1, byKind.stream().filter(channel -> channel.kind() == Channel.Kind.PHONE).count());
    assertEquals(15, byKind.stream().filter(channel -> channel.kind() == Channel.Kind.INTERNET).count());
    assertEquals(Set.of("WINDOW", "SNAPSHOT", "WAGE_PLATFORM", "GRID", "MEDIA", "LOCALITY", "OPEN311", "DEPARTMENT_LINES"),
        byKind.stream().filter(channel -> channel.kind() == Channel.Kind.EXTRA).map(Channel::code).collect(toSet()));
    assertEquals("ASSUMPTION", catalogue.channels().require("MAYOR_MAILBOX").basis());
  }

  @Test void a_channel_is_open_from_its_first_day_to_the_day_before_its_last() {
    var merged = catalogue.channels().require("DEPARTMENT_LINES");
    assertTrue(merged.isOpenOn(java.time.LocalDate.of(2021, 12, 31)));
    assertFalse(merged.isOpenOn(java.time.LocalDate.of(2022, 1, 1)));
    assertFalse(merged.isOpenOn(java.time.LocalDate.of(2018, 12, 31)));
    assertTrue(catalogue.channels().require("PHONE").isOpenOn(java.time.LocalDate.of(2035, 1, 1)));
  }

  @Test void questions_belong_to_a_heading_or_category_and_have_codes_of_their_own() {
    for (var code : catalogue.questions().asking())
      assertTrue(catalogue.categories().find(code).isPresent() || catalogue.categories().heading(code).isPresent(), code);
    for (var category : catalogue.categories().all()) {
      var codes = catalogue.questions().of(category.code()).stream().map(Question::code).toList();
      assertEquals(codes.size(), new HashSet<>(codes).size(), category.name());
      assertTrue(codes.stream().allMatch(code -> code.matches("[A-Z][A-Z0-9_]*")), category.name());
    }
    assertEquals(List.of("HAZARD", "WHERE", "SIZE"), catalogue.questions().of("030101").stream().map(Question::code).toList());
  }

  @Test void an_answer_has_the_type_of_its_question() {
    var questions = catalogue.questions().of("010401");
    var temperature = questions.getFirst();
    assertTrue(temperature.isAnsweredBy(List.of("14.5")));
    assertFalse(temperature.isAnsweredBy(List.of("cold")));
    assertFalse(temperature.isAnsweredBy(List.of("14", "15")));
    assertTrue(questions.get(1).isAnsweredBy(List.of("2026-01-06T20:00:00+08:00")) && questions.get(1).isAnsweredBy(List.of("2026-01-06")));
    assertFalse(questions.get(1).isAnsweredBy(List.of("yesterday")));
    assertTrue(questions.get(2).isAnsweredBy(List.of("HOME")));
    assertFalse(questions.get(2).isAnsweredBy(List.of("CITY")));
    assertTrue(catalogue.questions().of("130101").getFirst().isAnsweredBy(List.of("DAY", "NIGHT")));
  }

  @Test void categories_nest_and_are_told_apart_by_name() {
    var names = new HashSet<String>();
    for (var category : catalogue.categories().all()) {
      assertEquals(3, catalogue.categories().path(category.code()).size());
      assertTrue(names.add(category.name()), category.name());
      assertFalse(category.terms().weights().isEmpty(), category.code());
      assertTrue(category.terms().weights().values().stream().allMatch(weight -> weight >= 1 && weight <= 5), category.code());
      assertTrue(SEVEN_HAVES_FIVE_NATURES.contains(category.sevenFive()), category.code());
    }
  }

  @Test void no_word_can_veto_an_emergency() {
    for (var category : catalogue.categories().all())
      if (category.grade() == Grade.URGENT_2H) assertEquals(List.of(), category.terms().not(), category.name());
  }
}
