package cn.jsjb.intake.locating;

import cn.jsjb.catalogue.Acceptance;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Community;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.IntakeEvent.Location;
import cn.jsjb.event.Place;
import cn.jsjb.intake.WordMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * 定位: finds district, locality and community of a request, from the codes that the channel gave, the coordinates, the address
 * and the words, in this order of trust. What is ambiguous stays open: a ticket without a street goes to its district, which has to
 * organise (REG §12(2)); a wrong street costs days.
 */
public final class Locator {
  private static final Pattern LOCALITY_SUFFIX = Pattern.compile("(街道|地区|镇|乡)$");
  /** A committee's name in the running text counts only with what follows a name there. */
  private static final List<String> COMMUNITY_SUFFIXES = List.of("社区", "小区", "村");
  /** Longer words that contain a place's name and name no place. They win over what they contain. */
  private static final List<String> NO_PLACES = List.of("大兴土木", "朝阳产业", "和平共处", "和平解决", "东风汽车", "东风日产", "东风本田", "长阳光", "永乐电器");
  private static final int ADDRESS = 2, TEXT = 1;
  /** How many candidates are offered. */
  private static final int MOST = 10;

  /** Numbers and directions at the end of a committee's name: several committees share one estate (芳城园一区第二社区). */
  private static final Pattern PART = Pattern.compile("(第[一二三四五六七八九十]+|[一二三四五六七八九十]+[区里]?|[东西南北中][区里院]?|南里|北里|东里|西里|社区|小区)$");
  /** A name of three characters that ends so is a place's also without the word 社区. */
  private static final Pattern LIKE_A_PLACE = Pattern.compile(".*(里|园|苑|庄|村|屯|胡同|营|坟|桥|坊|寺|巷|湾|峪|沟|店|堡|坡|城|家园|花园|庭|府|居|楼|台|坨|渠|岭|洼|口)$");
  /** What a name is worth for its locality; from {@link #ENOUGH} on it is named, unless another is worth nearly as much. */
  private static final double FULL = 6, WITH_SUFFIX = 4, LONG = 3.5, PLACE_LIKE = 3, SHORT = 1.5, INSIDE = 1.5, ENOUGH = 3, APART = 1;

  private enum Kind { DISTRICT, DISTRICT_SHORT, LOCALITY, LOCALITY_SHORT, COMMUNITY, COMMUNITY_BARE, ESTATE, NOTHING }

  /** What a word may name. */
  private record Name(Kind kind, String code) {}

  private record Hit(int start, int end, int word, int source) {}

  private final Catalogue catalogue;
  private final DistrictOutlines outlines = DistrictOutlines.read();
  private final WordMatcher matcher;
  private final List<List<Name>> names;
  private final Set<String> alsoWords;
  private final String version;

  public Locator(Catalogue catalogue) {
    this.catalogue = catalogue;
    Acceptance.Rules rules = catalogue.acceptance().newest();
    this.alsoWords = rules.places().alsoWords();
    this.version = "units %s, places %s, acceptance %s".formatted(catalogue.units().version(), catalogue.communities().version(), rules.version());
    Map<String, List<Name>> words = new LinkedHashMap<>();
    for (Unit district : catalogue.units().districts()) {
      learn(words, district.name(), Kind.DISTRICT, district.code());
      learn(words, district.name().replaceFirst("区$", ""), Kind.DISTRICT_SHORT, district.code());
    }
    learn(words, "经开区", Kind.DISTRICT, "110115403");
    learn(words, "亦庄开发区", Kind.DISTRICT, "110115403");
    List<Unit> localities = new ArrayList<>(catalogue.units().localities());
    localities.addAll(catalogue.units().ofKind(Unit.Kind.ZONE));
    for (Unit locality : localities) {
      learn(words, locality.name(), Kind.LOCALITY, locality.code());
      String name = LOCALITY_SUFFIX.matcher(locality.name()).replaceFirst("");
      if (!words.containsKey(name) || words.get(name).stream().noneMatch(meaning -> meaning.kind == Kind.DISTRICT_SHORT)) {
        // 海淀 is the district; its street of the same name is 海淀街道.
        learn(words, name, Kind.LOCALITY_SHORT, locality.code());
      }
      for (Community community : catalogue.communities().of(locality.code())) {
        String shortName = community.shortName();
        learn(words, shortName, Kind.COMMUNITY_BARE, community.code());
        String estate = PART.matcher(PART.matcher(shortName).replaceFirst("")).replaceFirst("");
        if (!estate.equals(shortName)) {
          learn(words, estate, Kind.ESTATE, locality.code());
        }
        learn(words, shortName.endsWith("村") ? shortName : shortName + "社区", Kind.COMMUNITY, community.code());
        for (String suffix : COMMUNITY_SUFFIXES) {
          if (shortName.length() >= 2 && !shortName.endsWith(suffix)) {
            learn(words, shortName + suffix, Kind.COMMUNITY, community.code());
          }
        }
      }
    }
    rules.places().others().forEach((name, code) -> learn(words, name, Kind.LOCALITY_SHORT, code));
    NO_PLACES.forEach(word -> learn(words, word, Kind.NOTHING, null));
    // 河北省 is no village of 房山; what lies beyond the city goes to the regional queue (REG §21).
    catalogue.duties().versions().stream().flatMap(v -> v.regional().starts().stream()).filter(word -> !words.containsKey(word)).forEach(word -> learn(words, word, Kind.NOTHING, null));
    words.keySet().removeIf(word -> word.length() < 2);
    this.matcher = new WordMatcher(List.copyOf(words.keySet()));
    this.names = List.copyOf(words.values());
  }

  private static void learn(Map<String, List<Name>> words, String word, Kind kind, String code) {
    List<Name> meanings = words.computeIfAbsent(word, w -> new ArrayList<>());
    Name name = new Name(kind, code);
    if (!meanings.contains(name)) {
      meanings.add(name);
    }
  }

  public String version() { return version; }

  /** @param given the place as the channel gave it; codes that are none of ours are passed over */
  public Location locate(Place given, String title, String content) {
    Place place = given == null ? Place.UNKNOWN : given;
    Search search = new Search();
    search.read(place.address(), ADDRESS);
    search.read(title, TEXT);
    search.read(content, TEXT);
    return search.conclude(place);
  }

  private final class Search {
    private final Map<String, Integer> fullLocalities = new LinkedHashMap<>();
    private final Map<String, Integer> shortLocalities = new LinkedHashMap<>();
    private final Map<String, Integer> fullDistricts = new LinkedHashMap<>();
    private final Map<String, Integer> shortDistricts = new LinkedHashMap<>();
    private final Map<String, Integer> communities = new LinkedHashMap<>();
    private final Map<String, Integer> bare = new LinkedHashMap<>();
    private final Map<String, Integer> estates = new LinkedHashMap<>();
    private final Map<String, String> wordOf = new HashMap<>();
    private final Map<String, String> estateOf = new HashMap<>();
    private final Set<String> told = new LinkedHashSet<>();

    /** The longest words win: 鲁谷街道 hides 鲁谷, 朝阳区 hides 朝阳. */
    void read(String text, int source) {
      if (text == null || text.isEmpty()) {
        return;
      }
      List<Hit> hits = new ArrayList<>();
      matcher.in(text, (word, end) -> hits.add(new Hit(end - matcher.word(word).length(), end, word, source)));
      hits.sort(Comparator.comparingInt(Hit::start).thenComparing(Comparator.comparingInt(Hit::end).reversed()));
      int covered = 0;
      for (Hit hit : hits) {
        if (hit.end > covered) {
          covered = hit.end;
          take(hit);
        }
      }
    }

    private void take(Hit hit) {
      for (Name name : names.get(hit.word)) {
        Map<String, Integer> votes = switch (name.kind) {
          case DISTRICT -> fullDistricts;
          case DISTRICT_SHORT -> shortDistricts;
          case LOCALITY -> fullLocalities;
          case LOCALITY_SHORT -> shortLocalities;
          case COMMUNITY -> communities;
          case COMMUNITY_BARE -> bare;
          case ESTATE -> estates;
          case NOTHING -> null;
        };
        if (votes != null) {
          votes.merge(name.code, hit.source, Math::max);
          (name.kind == Kind.ESTATE ? estateOf : wordOf).merge(name.code, matcher.word(hit.word), (a, b) -> a.length() >= b.length() ? a : b);
        }
      }
    }

    Location conclude(Place given) {
      Optional<Unit> givenLocality = catalogue.units().find(given.localityCode()).filter(Locator::isLocality);
      String district = givenLocality.map(Unit::districtCode)
          .or(() -> catalogue.units().find(given.localityCode()).filter(Locator::isDistrict).map(Unit::code))
          .or(() -> catalogue.units().find(given.districtCode()).filter(Locator::isDistrict).map(Unit::code)).orElse(null);
      double confidence = district == null ? 0 : 1;
      if (district == null) {
        district = single(fullDistricts);
        confidence = district == null ? 0 : 0.9;
        tell(district);
      }
      if (district == null && given.lon() != null && given.lat() != null) {
        district = outlines.around(given.lon(), given.lat());
        confidence = district == null ? 0 : 0.7;
      }
      boolean sure = district != null;
      if (district == null) {
        district = single(shortDistricts);
        confidence = district == null ? 0 : 0.6;
        tell(district);
      }

      String locality = givenLocality.map(Unit::code).orElse(null);
      List<String> candidates = List.of();
      if (locality != null) {
        confidence = 1;
      } else {
        Map<String, Double> worth = worth(district, sure);
        List<String> best = best(worth);
        if (best.size() == 1) {
          locality = best.getFirst();
          district = catalogue.units().require(locality).districtCode();
          confidence = fullLocalities.containsKey(locality) ? fullLocalities.get(locality) == ADDRESS ? 0.95 : 0.85
              : Math.min(0.8, 0.4 + 0.06 * worth.get(locality)) - (shortLocalities.getOrDefault(locality, TEXT) == ADDRESS ? 0 : 0.05);
          tell(locality);
        } else if (best.size() > 1) {
          candidates = best.subList(0, Math.min(MOST, best.size()));
          candidates.forEach(this::tell);
          List<String> districts = best.stream().map(code -> catalogue.units().require(code).districtCode()).distinct().toList();
          district = districts.size() == 1 ? districts.getFirst() : sure ? district : null;
          confidence = district == null ? 0 : confidence == 0 ? 0.6 : confidence;
        }
      }

      String community = catalogue.communities().find(given.communityCode()).map(Community::code).orElse(null);
      if (community != null && locality != null && !community.startsWith(locality)) {
        community = null;
      }
      if (community == null && locality != null) {
        community = single(committees(communities, locality));
        if (community == null) {
          community = single(committees(bare, locality));
        }
        tell(community);
      } else if (community != null && locality == null) {
        locality = community.substring(0, 9);
        district = catalogue.units().require(locality).districtCode();
        confidence = 1;
      }
      // 经开区 is a district of its own and no locality.
      if (locality != null && isDistrict(catalogue.units().require(locality))) {
        locality = null;
      }
      return new Location(new Place(given.address(), district, locality, community, given.lon(), given.lat()), confidence, locality == null ? candidates : List.of(),
          List.copyOf(told), version);
    }

    /** What the names found are worth for each locality; within the district when that is sure. */
    private Map<String, Double> worth(String district, boolean sure) {
      Map<String, Double> worth = new LinkedHashMap<>();
      fullLocalities.forEach((code, source) -> worth.merge(code, FULL, Double::sum));
      shortLocalities.forEach((code, source) -> worth.merge(code, source == ADDRESS || sure || !alsoWords.contains(wordOf.get(code)) ? PLACE_LIKE + APART : SHORT, Double::sum));
      Map<String, Double> within = new LinkedHashMap<>();
      communities.forEach((code, source) -> within.merge(code.substring(0, 9), WITH_SUFFIX, Math::max));
      bare.forEach((code, source) -> within.merge(code.substring(0, 9), ofBare(wordOf.get(code)), Math::max));
      estates.forEach((code, source) -> within.merge(code, ofBare(estateOf.get(code)), Math::max));
      within.forEach((code, value) -> worth.merge(code, value, Double::sum));
      worth.keySet().removeIf(code -> sure && !catalogue.units().require(code).districtCode().equals(district));
      if (!sure && district != null) {
        worth.replaceAll((code, value) -> catalogue.units().require(code).districtCode().equals(district) ? value + INSIDE : value);
      }
      return worth;
    }

    private static double ofBare(String word) { return word.length() >= 4 ? LONG : word.length() == 3 && LIKE_A_PLACE.matcher(word).matches() ? PLACE_LIKE : SHORT; }

    private List<String> best(Map<String, Double> worth) {
      double most = worth.values().stream().mapToDouble(v -> v).max().orElse(0);
      return most < ENOUGH ? List.of() : worth.entrySet().stream().filter(e -> e.getValue() > most - APART).map(Map.Entry::getKey).toList();
    }

    private static Map<String, Integer> committees(Map<String, Integer> found, String locality) {
      Map<String, Integer> inside = new LinkedHashMap<>(found);
      inside.keySet().removeIf(code -> !code.startsWith(locality));
      return inside;
    }

    /** The one with the most trust; null when several share it. */
    private String single(Map<String, Integer> votes) {
      int most = votes.values().stream().mapToInt(v -> v).max().orElse(0);
      List<String> best = votes.entrySet().stream().filter(e -> e.getValue() == most).map(Map.Entry::getKey).toList();
      return best.size() == 1 ? best.getFirst() : null;
    }

    private void tell(String code) {
      if (code != null && wordOf.containsKey(code)) {
        told.add(wordOf.get(code));
      }
    }
  }

  private static boolean isLocality(Unit unit) { return unit.kind() == Unit.Kind.LOCALITY || unit.kind() == Unit.Kind.ZONE; }

  private static boolean isDistrict(Unit unit) { return unit.kind() == Unit.Kind.DISTRICT; }
}
