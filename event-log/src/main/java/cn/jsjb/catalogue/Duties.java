package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who answers together with whom (首接负责、双派双考、社区职责清单), rules F1–F6, DD1–DD4, D9 and D11. The version in force on the day rules. */
public final class Duties {
  /**
   * @param atMostParts parts of one ticket, so that its state stays small
   * @param dual policy of a district by its code, and of all others
   * @param communityMatters prefixes of the categories a committee may be given (REG §17)
   * @param liaison where matters of central bodies go (REG §22, rule D4), by the reported party's beginning
   * @param regional where matters of Tianjin and Hebei go (REG §21, rule D5), by the address's beginning
   * @param pingPongHops, pingPongReturns hand-overs or objections from which a ticket is brought before the district or the bureau
   */
  public record Rules(String version, LocalDate validFrom, String basis, int atMostParts, DualPolicy dual, Map<String, DualPolicy> dualByDistrict, List<String> communityMatters,
      int pingPongHops, int pingPongReturns, Queue liaison, Queue regional, List<Subject> subjects) {
    public DualPolicy dualIn(String districtCode) { return dualByDistrict.getOrDefault(districtCode, dual); }

    /** Kind of the reported party, or null. */
    public String subjectOf(String party) {
      return party == null ? null : subjects.stream().filter(s -> s.ends().stream().anyMatch(party.strip()::endsWith)).map(Subject::kind).findFirst().orElse(null);
    }

    public boolean isCommunityMatter(String category) { return category != null && communityMatters.stream().anyMatch(category::startsWith); }
  }

  /** A queue of the service bureau. @param starts beginnings of the text that lead there */
  public record Queue(String unit, List<String> starts) {
    public boolean takes(String text) { return text != null && starts.stream().anyMatch(text.strip()::startsWith); }
  }

  /** A kind of reported party (主体类型), as catalogue entries name it. @param ends endings of its names */
  public record Subject(String kind, List<String> ends) {}

  private final List<Rules> versions;

  private Duties(List<Rules> versions) { this.versions = versions; }

  static Duties read(JsonNode file) {
    var versions = new ArrayList<Rules>();
    for (var node : file.required("versions")) {
      var dual = node.required("dual");
      var byDistrict = new HashMap<String, DualPolicy>();
      dual.required("districts").properties().forEach(district -> byDistrict.put(district.getKey(), policy(district.getValue())));
      var pingPong = node.required("pingPong");
      versions.add(new Rules(Json.text(node, "version"), LocalDate.parse(Json.text(node, "validFrom")), Json.text(node, "basis"), node.required("atMostParts").intValue(),
          policy(dual.required("default")), Map.copyOf(byDistrict), Json.strings(node.required("communityMatters")), pingPong.required("hops").intValue(), pingPong.required("returns").intValue(),
          queue(node.required("liaison")), queue(node.required("regional")), subjects(node.required("subjects"))));
    }
    versions.sort(Comparator.comparing(Rules::validFrom));
    return new Duties(List.copyOf(versions));
  }

  private static Queue queue(JsonNode node) { return new Queue(Json.text(node, "unit"), Json.strings(node.required("starts"))); }

  private static List<Subject> subjects(JsonNode node) {
    var subjects = new ArrayList<Subject>();
    for (var subject : node) subjects.add(new Subject(Json.text(subject, "kind"), Json.strings(subject.required("ends"))));
    return List.copyOf(subjects);
  }

  private static DualPolicy policy(JsonNode node) {
    return new DualPolicy(node.required("dispatch").booleanValue(), node.required("supervise").booleanValue(), node.required("feedback").booleanValue());
  }

  /** The newest version. */
  /** All of them, the oldest first. */
  public List<Rules> versions() { return versions; }

  public String version() { return versions.getLast().version(); }

  /** The version in force. @throws IllegalStateException before the first one */
  public Rules at(Instant when) {
    var day = when.atZone(WorkingCalendar.BEIJING).toLocalDate();
    return versions.reversed().stream().filter(rules -> !rules.validFrom().isAfter(day)).findFirst()
        .orElseThrow(() -> new IllegalStateException("no duties were in force on " + day));
  }
}
