package cn.jsjb.intake.locating;

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

  private enum Kind { DISTRICT, DISTRICT_SHORT, LOCALITY, LOCALITY_SHORT, COMMUNITY, NOTHING }

  /** What a word may name. */
  private record Name(Kind kind, String code) {}

  private record Hit(int start, int end, int word, int source) {}

  private final Catalogue catalogue;
  private final DistrictOutlines outlines = DistrictOutlines.read();
  private final WordMatcher matcher;
  private final List<List<Name>> names;
  private final String version;

  public Locator(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.version = "units %s, places %s".formatted(catalogue.units().version(), catalogue.communities().version());
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
      learn(words, LOCALITY_SUFFIX.matcher(locality.name()).replaceFirst(""), Kind.LOCALITY_SHORT, locality.code());
      for (Community community : catalogue.communities().of(locality.code())) {
        String shortName = community.shortName();
        learn(words, shortName.endsWith("村") ? shortName : shortName + "社区", Kind.COMMUNITY, community.code());
        for (String suffix : COMMUNITY_SUFFIXES) {
          if (shortName.length() >= 2 && !shortName.endsWith(suffix)) {
            learn(words, shortName + suffix, Kind.COMMUNITY, community.code());
          }
        }
      }
    }
    NO_PLACES.forEach(word -> learn(words, word, Kind.NOTHING, null));
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
    private final Map<String, String> wordOf = new HashMap<>();
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
          case NOTHING -> null;
        };
        if (votes != null) {
          votes.merge(name.code, hit.source, Math::max);
          wordOf.merge(name.code, matcher.word(hit.word), (a, b) -> a.length() >= b.length() ? a : b);
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
      if (locality != null) {
        confidence = 1;
      } else {
        String found = single(inside(fullLocalities, district));
        double how = found != null && fullLocalities.get(found) == ADDRESS ? 0.95 : 0.85;
        if (found == null && fullLocalities.isEmpty()) {
          // 东四, 长阳, 和平: many short names are everyday words. In running text they count only inside a known district.
          Map<String, Integer> names = inside(shortLocalities, district);
          if (district == null) {
            names.values().removeIf(source -> source == TEXT);
          }
          found = single(names);
          how = district == null ? 0.4 : shortLocalities.getOrDefault(found, 0) == ADDRESS ? 0.75 : 0.6;
        }
        // A weak guess at the district does not outweigh a street's full name elsewhere.
        if (found == null && !sure && !fullLocalities.isEmpty()) {
          found = single(fullLocalities);
          how = 0.7;
        }
        if (found != null) {
          locality = found;
          district = catalogue.units().require(found).districtCode();
          confidence = how;
          tell(found);
        }
      }

      String community = catalogue.communities().find(given.communityCode()).map(Community::code).orElse(null);
      if (community != null && locality != null && !community.startsWith(locality)) {
        community = null;
      }
      if (community == null && (locality != null || district != null)) {
        community = single(committees(locality, district));
        if (community != null) {
          tell(community);
          if (locality == null) {
            locality = catalogue.communities().find(community).orElseThrow().localityCode();
            Unit unit = catalogue.units().require(locality);
            confidence = 0.55;
            district = unit.districtCode();
            if (isDistrict(unit)) {
              locality = null;
            }
          }
        }
      } else if (community != null && locality == null) {
        locality = community.substring(0, 9);
        district = catalogue.units().require(locality).districtCode();
        confidence = 1;
      }
      return new Location(new Place(given.address(), district, locality, community, given.lon(), given.lat()), confidence, List.copyOf(told), version);
    }

    private Map<String, Integer> inside(Map<String, Integer> localities, String district) {
      Map<String, Integer> inside = new LinkedHashMap<>(localities);
      inside.keySet().removeIf(code -> district != null && !catalogue.units().require(code).districtCode().equals(district));
      return inside;
    }

    private Map<String, Integer> committees(String locality, String district) {
      Map<String, Integer> inside = new LinkedHashMap<>(communities);
      inside.keySet().removeIf(code -> locality != null ? !code.startsWith(locality)
          : !catalogue.units().find(code.substring(0, 9)).map(Unit::districtCode).filter(district::equals).isPresent());
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
