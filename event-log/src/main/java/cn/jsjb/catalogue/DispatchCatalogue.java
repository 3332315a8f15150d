package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which unit is responsible for which matter (派单目录), articles 11 and 12 of the regulation, rules D1–D6. The longest match wins: the longest category
 * first, then a named subject, then the finest area, then a season. Two of the same length are not decided here but by a consultation (会商).
 */
public final class DispatchCatalogue {
  /** Where an entry sends. */
  public sealed interface Target {
    /** To the street or town of the place (属地). */
    record ToLocality() implements Target {
      @Override public String toString() { return "LOCALITY"; }
    }

    /** To the department with this role in the district of the place. */
    record ToDistrictDepartment(String role) implements Target {
      @Override public String toString() { return "DISTRICT_ROLE:" + role; }
    }

    /** To one unit, wherever the place is. */
    record ToUnit(String code) implements Target {
      @Override public String toString() { return "UNIT:" + code; }
    }

    /** @throws IllegalArgumentException for anything but {@code LOCALITY}, {@code DISTRICT_ROLE:…} and {@code UNIT:…} */
    static Target of(String to) {
      if (to.equals("LOCALITY")) return new ToLocality();
      if (to.startsWith("DISTRICT_ROLE:")) return new ToDistrictDepartment(to.substring("DISTRICT_ROLE:".length()));
      if (to.startsWith("UNIT:")) return new ToUnit(to.substring("UNIT:".length()));
      throw new IllegalArgumentException("a dispatch entry goes to LOCALITY, DISTRICT_ROLE:… or UNIT:…, not to " + to);
    }
  }

  /** Part of the year (时限范围), both days included; may go over New Year: {@code 11-15/03-15}. */
  public record Season(MonthDay from, MonthDay to) {
    private static final Pattern FORM = Pattern.compile("\\d\\d-\\d\\d/\\d\\d-\\d\\d");

    /** @throws IllegalArgumentException when it is no season */
    public static Season of(String text) {
      if (!FORM.matcher(text).matches()) throw new IllegalArgumentException("a season is written 11-15/03-15, not " + text);
      try {
        return new Season(MonthDay.parse("--" + text.substring(0, 5)), MonthDay.parse("--" + text.substring(6)));
      } catch (java.time.DateTimeException e) {
        throw new IllegalArgumentException("a season is written 11-15/03-15, not " + text, e);
      }
    }

    boolean holds(LocalDate day) {
      var it = MonthDay.from(day);
      return from.isAfter(to) ? !it.isBefore(from) || !it.isAfter(to) : !it.isBefore(from) && !it.isAfter(to);
    }
  }

  /**
   * An entry as it is written down; never changed in place, a change is a new version.
   *
   * @param id never used again for another matter
   * @param version 1, 2, … of this entry
   * @param category prefix of 0, 2, 4 or 6 digits
   * @param subject kind of the reported party it is limited to, or null for any
   * @param area code of the district or locality it is limited to, or null for the whole city
   * @param season part of the year it is limited to, or null
   * @param to {@code LOCALITY}, {@code DISTRICT_ROLE:<role>} or {@code UNIT:<code>}
   * @param alsoNotify who is told at the same moment without becoming responsible (D12: an emergency and its utility); null for nobody
   * @param grade overrides the category's own grade; null keeps it
   * @param validFrom first day in force
   * @param validTo last day in force; null for none
   */
  public record Rule(String id, int version, String category, String subject, String area, String season, String to, String alsoNotify, Grade grade, String legalBasis,
      LocalDate validFrom, LocalDate validTo) {
    public Rule until(LocalDate last) { return new Rule(id, version, category, subject, area, season, to, alsoNotify, grade, legalBasis, validFrom, last); }

    public boolean isValid(LocalDate day) { return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo)); }

    /** Holds for every matter of its category, whoever, wherever and whenever. */
    public boolean isGeneral() { return subject == null && area == null && season == null; }
  }

  /** A rule ready to be matched. */
  public record Entry(Rule rule, Target target, Target alsoNotify, Season season) {
    Entry(Rule rule) { this(rule, Target.of(rule.to()), rule.alsoNotify() == null ? null : Target.of(rule.alsoNotify()), rule.season() == null ? null : Season.of(rule.season())); }

    Entry(String id, String category, Target target, Target alsoNotify, Grade grade, String legalBasis, LocalDate validFrom, LocalDate validTo) {
      this(new Rule(id, 1, category, null, null, null, target.toString(), alsoNotify == null ? null : alsoNotify.toString(), grade, legalBasis, validFrom, validTo));
    }

    public String id() { return rule.id(); }

    public String category() { return rule.category(); }

    public Grade grade() { return rule.grade(); }

    public String legalBasis() { return rule.legalBasis(); }

    private boolean fits(About about, LocalDate day) {
      return rule.isValid(day) && about.category.startsWith(rule.category()) && (rule.subject() == null || rule.subject().equals(about.subject))
          && (rule.area() == null || about.areas.contains(rule.area())) && (season == null || season.holds(day));
    }

    private int length(int dimension) {
      return switch (dimension) {
        case 0 -> rule.category().length();
        case 1 -> rule.subject() == null ? 0 : 1;
        case 2 -> rule.area() == null ? 0 : rule.area().length();
        default -> season == null ? 0 : 1;
      };
    }
  }

  private static final Comparator<Entry> BY_LENGTH = Comparator.<Entry>comparingInt(e -> e.length(0)).thenComparingInt(e -> e.length(1)).thenComparingInt(e -> e.length(2)).thenComparingInt(e -> e.length(3));

  /** What is matched. @param subject kind of the reported party, or null; @param areas codes of the place, from the locality up */
  public record About(String category, String subject, List<String> areas) {
    public static About of(String category, String subject, String placeCode, Units units) {
      var areas = new ArrayList<String>(2);
      if (placeCode != null) areas.add(placeCode);
      units.districtOf(placeCode).map(Unit::code).filter(code -> !areas.contains(code)).ifPresent(areas::add);
      return new About(category == null ? "" : category, subject, areas);
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

  /** @throws IllegalArgumentException when a rule's target or season cannot be read */
  public static DispatchCatalogue of(String version, List<Rule> rules) {
    return new DispatchCatalogue(version, rules.stream().map(Entry::new).toList());
  }

  static DispatchCatalogue read(JsonNode file) {
    var rules = new ArrayList<Rule>();
    for (var node : file.required("entries")) {
      var grade = Json.textOrNull(node, "grade");
      var validTo = Json.textOrNull(node, "validTo");
      rules.add(new Rule(Json.text(node, "id"), 1, Json.text(node, "category"), Json.textOrNull(node, "subject"), Json.textOrNull(node, "area"), Json.textOrNull(node, "season"), Json.text(node, "to"),
          Json.textOrNull(node, "alsoNotify"), grade == null ? null : Grade.valueOf(grade), Json.text(node, "legalBasis"), LocalDate.parse(Json.text(node, "validFrom")),
          validTo == null ? null : LocalDate.parse(validTo)));
    }
    if (rules.stream().map(Rule::id).distinct().count() != rules.size()) throw new IllegalStateException("two dispatch entries share an id");
    return of(Json.text(file, "version"), rules);
  }

  public String version() {
    return version;
  }

  public List<Entry> entries() {
    return entries;
  }

  public List<Rule> rules() {
    return entries.stream().map(Entry::rule).toList();
  }

  public Optional<Entry> find(String id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /** @throws IllegalStateException when not even the fallback entry was in force */
  public Match match(String categoryCode, Instant at) {
    return match(new About(categoryCode, null, List.of()), at);
  }

  /** @throws IllegalStateException when not even the fallback entry was in force */
  public Match match(About about, Instant at) {
    var day = at.atZone(WorkingCalendar.BEIJING).toLocalDate();
    var fitting = entries.stream().filter(entry -> entry.fits(about, day)).toList();
    var longest = fitting.stream().max(BY_LENGTH).orElseThrow(() -> new IllegalStateException("no dispatch catalogue was in force on " + day));
    var winners = fitting.stream().filter(entry -> BY_LENGTH.compare(entry, longest) == 0).toList();
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
