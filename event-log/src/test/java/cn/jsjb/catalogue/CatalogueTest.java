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
        catalogue.limits().version(), catalogue.calendar().version(), catalogue.channels().version(), catalogue.dispatch().version(), catalogue.knowledge().version(), catalogue.desk().version()))
      assertFalse(version.isBlank());
  }

  @Test void sixteen_channels_and_six_extra_sources() {
    var byKind = catalogue.channels().all();
    assertEquals(1, byKind.stream().filter(channel -> channel.kind() == Channel.Kind.PHONE).count());
    assertEquals(15, byKind.stream().filter(channel -> channel.kind() == Channel.Kind.INTERNET).count());
    assertEquals(Set.of("WINDOW", "SNAPSHOT", "WAGE_PLATFORM", "GRID", "MEDIA", "LOCALITY"),
        byKind.stream().filter(channel -> channel.kind() == Channel.Kind.EXTRA).map(Channel::code).collect(toSet()));
    assertEquals("ASSUMPTION", catalogue.channels().require("MAYOR_MAILBOX").basis());
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
