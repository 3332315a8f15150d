package cn.jsjb.catalogue;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "楼道里有很大的天然气味, 燃气泄漏",
    "三号楼电梯困人了快来, 电梯困人",
    "门口自来水管爆了水都漫到马路上了, 水管爆裂",
    "路面塌了一个大坑快派人, 路面塌陷",
    "楼上着火了冒浓烟, 火情",
    "有人触电了电线掉在地上, 电线坠落与触电危险",
    "家里暖气不热才14度, 暖气不热",
    "工地半夜施工噪音太大, 夜间施工噪声",
    "私家地锁霸占公共车位, 私装地锁与占车位",
    "想咨询异地就医医保怎么报销, 医疗保险报销"
  })
  void the_words_of_a_category_are_those_of_citizens(String words, String category) {
    var best = catalogue.categories().all().stream().max(Comparator.comparingInt(candidate -> candidate.terms().score(words))).orElseThrow();
    assertEquals(category, best.name());
  }
}
