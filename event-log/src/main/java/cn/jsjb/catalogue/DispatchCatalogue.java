package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which unit is responsible for which matter (派单目录), articles 11 and 12 of the regulation, rules D1–D6.
 * The longest category prefix wins; two of the same length are not decided here but by a consultation (会商).
 */
public final class DispatchCatalogue {
  /** Where an entry sends. */
  public sealed interface Target {
    /** To the street or town of the place (属地). */
    record ToLocality() implements Target {}

    /** To the department with this role in the district of the place. */
    record ToDistrictDepartment(String role) implements Target {}

    /** To one unit, wherever the place is. */
    record ToUnit(String code) implements Target {}
  }

  /**
   * @param id never used again for another matter
   * @param category prefix of 0, 2, 4 or 6 digits
   * @param alsoNotify who is told at the same moment without becoming responsible (D12: an emergency and its utility); null for nobody
   * @param grade overrides the category's own grade; null keeps it
   * @param validFrom first day in force
   * @param validTo last day in force; null for none
   */
  public record Entry(String id, String category, Target target, Target alsoNotify, Grade grade, String legalBasis, LocalDate validFrom, LocalDate validTo) {
    boolean isValid(LocalDate day) {
      return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
  }

  /** What the catalogue says; {@code version} belongs into the event next to the entry's id. */
  public sealed interface Match {
    String version();

    record Found(Entry entry, String version) implements Match {}

    /** Several entries of equal length: the hotline must consult. */
    record Ambiguous(List<Entry> entries, String version) implements Match {}
  }

  private final String version;
  private final List<Entry> entries;

  DispatchCatalogue(String version, List<Entry> entries) {
    this.version = version;
    this.entries = List.copyOf(entries);
  }

  static DispatchCatalogue read(JsonNode file) {
    var entries = new ArrayList<Entry>();
    for (var node : file.required("entries")) {
      var grade = Json.textOrNull(node, "grade");
      var alsoNotify = Json.textOrNull(node, "alsoNotify");
      var validTo = Json.textOrNull(node, "validTo");
      entries.add(new Entry(Json.text(node, "id"), Json.text(node, "category"), target(Json.text(node, "to")), alsoNotify == null ? null : target(alsoNotify), grade == null ? null : Grade.valueOf(grade),
          Json.text(node, "legalBasis"), LocalDate.parse(Json.text(node, "validFrom")), validTo == null ? null : LocalDate.parse(validTo)));
    }
    if (entries.stream().map(Entry::id).distinct().count() != entries.size()) throw new IllegalStateException("two dispatch entries share an id");
    return new DispatchCatalogue(Json.text(file, "version"), entries);
  }

  private static Target target(String to) {
    if (to.equals("LOCALITY")) return new Target.ToLocality();
    if (to.startsWith("DISTRICT_ROLE:")) return new Target.ToDistrictDepartment(to.substring("DISTRICT_ROLE:".length()));
    if (to.startsWith("UNIT:")) return new Target.ToUnit(to.substring("UNIT:".length()));
    throw new IllegalStateException("a dispatch entry goes to LOCALITY, DISTRICT_ROLE:… or UNIT:…, not to " + to);
  }

  public String version() {
    return version;
  }

  public List<Entry> entries() {
    return entries;
  }

  public Optional<Entry> find(String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /** @throws IllegalStateException when not even the fallback entry was in force */
  public Match match(String categoryCode, Instant at) {
    var day = at.atZone(WorkingCalendar.BEIJING).toLocalDate();
    var fitting = entries.stream().filter(entry -> entry.isValid(day) && categoryCode.startsWith(entry.category())).toList();
    var longest = fitting.stream().mapToInt(entry -> entry.category().length()).max()
        .orElseThrow(() -> new IllegalStateException("no dispatch catalogue was in force on " + day));
    var winners = fitting.stream().filter(entry -> entry.category().length() == longest).toList();
    return winners.size() == 1 ? new Match.Found(winners.getFirst(), version) : new Match.Ambiguous(winners, version);
  }

  /**
   * The unit an entry means at a place: a locality, zone or district code, or null when the place is unknown (不详). What needs a finer place than is
   * known goes to the district, which must organise (D2, 兜底); without any place the result is empty and the hotline consults (D3).
   */
  public static Optional<Unit> unitFor(Target target, String placeCode, Units units) {
    return switch (target) {
      case Target.ToUnit(var code) -> units.find(code);
      case Target.ToLocality() -> units.find(placeCode);
      case Target.ToDistrictDepartment(var role) ->
          units.districtOf(placeCode).flatMap(district -> units.departmentOf(district.code(), role).or(() -> Optional.of(district)));
    };
  }
}
