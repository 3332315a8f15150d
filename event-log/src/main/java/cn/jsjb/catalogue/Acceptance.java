package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a request is read (智能受理): what its words say of its kind, what makes words of danger harmless, and when a person has to look first. */
public final class Acceptance {
  /**
   * @param kinds in this order: the first that speaks decides
   * @param words what this version changes about the words of a subject (category code or problem id), from its day on; see {@link Terms#with}
   * @param hold when a proposal waits for a person
   */
  public record Rules(String version, LocalDate validFrom, String basis, List<Kind> kinds, Context context, PlaceWords places, Map<String, Terms> words, Hold hold, Similar similar) {}

  /** @param first only where the text begins: a wish at the end of a complaint is no suggestion */
  public record Kind(RequestType type, List<String> words, boolean first) {}

  /**
   * What stands around a word of danger in its clause.
   *
   * @param denied before it: 没有, 防止, 一旦; @param feared after it: 隐患, 演练; @param past somewhere: 去年; @param now takes {@code past} back: 正在; @param pressing makes
   *     words of danger that alone would not decide an emergency: 快来人
   */
  public record Context(List<String> denied, List<String> feared, List<String> past, List<String> now, List<String> pressing) {}

  /**
   * Short names of streets and towns (地名简称) as people say them.
   *
   * @param others name to code of the street: 广外; @param alsoWords names of two characters that are words or other places too (天桥, 平房): they name a street only with
   *     something else beside them
   */
  public record PlaceWords(Map<String, String> others, Set<String> alsoWords) {}

  /**
   * @param below confidence of the category under which a person decides
   * @param patience how long it waits; then the ticket goes to its district undecided
   */
  public record Hold(double below, Duration patience) {}

  /**
   * @param within how far back a same matter is looked for (rule I2)
   * @param metres how far away it may be
   * @param alike similarity from which a text is shown as alike, 0…1
   */
  public record Similar(Duration within, int metres, double alike, int most) {}

  private final List<Rules> versions;

  private Acceptance(List<Rules> versions) { this.versions = versions; }

  /** @param file as {@code acceptance.json} */
  public static Acceptance read(JsonNode file) {
    var versions = new ArrayList<Rules>();
    for (var node : file.required("versions")) {
      var kinds = new ArrayList<Kind>();
      for (var kind : node.required("kinds"))
        kinds.add(new Kind(RequestType.valueOf(Json.text(kind, "type")), Json.strings(kind.required("words")), kind.path("first").asBoolean()));
      var context = node.required("context");
      var hold = node.required("hold");
      var similar = node.required("similar");
      versions.add(new Rules(Json.text(node, "version"), LocalDate.parse(Json.text(node, "validFrom")), Json.text(node, "basis"), List.copyOf(kinds),
          new Context(Json.strings(context.required("denied")), Json.strings(context.required("feared")), Json.strings(context.required("past")), Json.strings(context.required("now")), Json.strings(context.required("pressing"))),
          new PlaceWords(others(node.path("places").path("others")), Set.copyOf(Json.strings(node.path("places").path("alsoWords")))),
          amendments(node.path("words")),
          new Hold(hold.required("below").doubleValue(), Duration.parse(Json.text(hold, "patience"))),
          new Similar(Duration.parse(Json.text(similar, "within")), similar.required("metres").intValue(), similar.required("alike").doubleValue(), similar.required("most").intValue())));
    }
    versions.sort(Comparator.comparing(Rules::validFrom));
    return new Acceptance(List.copyOf(versions));
  }

  private static Map<String, String> others(JsonNode node) {
    var others = new LinkedHashMap<String, String>();
    node.properties().forEach(other -> others.put(other.getKey(), other.getValue().textValue()));
    return Collections.unmodifiableMap(others);
  }

  private static Map<String, Terms> amendments(JsonNode node) {
    var words = new LinkedHashMap<String, Terms>();
    node.properties().forEach(subject -> words.put(subject.getKey(), Terms.read(subject.getValue())));
    return Collections.unmodifiableMap(words);
  }

  public List<Rules> versions() { return versions; }

  public Rules newest() { return versions.getLast(); }

  public Optional<Rules> find(String version) { return versions.stream().filter(rules -> rules.version().equals(version)).findFirst(); }

  /** The version in force; what is older than the first is read by the first: a late posting has to be filed too. */
  public Rules at(Instant when) {
    return on(when.atZone(WorkingCalendar.BEIJING).toLocalDate());
  }

  /** The same for a day in Beijing. */
  public Rules on(LocalDate day) {
    return versions.reversed().stream().filter(rules -> !rules.validFrom().isAfter(day)).findFirst().orElse(versions.getFirst());
  }
}
