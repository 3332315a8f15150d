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
   * @param pingPongHops, pingPongReturns hand-overs or objections from which a ticket is brought before the district or the bureau
   */
  public record Rules(String version, LocalDate validFrom, String basis, int atMostParts, DualPolicy dual, Map<String, DualPolicy> dualByDistrict, List<String> communityMatters,
      int pingPongHops, int pingPongReturns) {
    public DualPolicy dualIn(String districtCode) { return dualByDistrict.getOrDefault(districtCode, dual); }

    public boolean isCommunityMatter(String category) { return category != null && communityMatters.stream().anyMatch(category::startsWith); }
  }

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
          policy(dual.required("default")), Map.copyOf(byDistrict), Json.strings(node.required("communityMatters")), pingPong.required("hops").intValue(), pingPong.required("returns").intValue()));
    }
    versions.sort(Comparator.comparing(Rules::validFrom));
    return new Duties(List.copyOf(versions));
  }

  private static DualPolicy policy(JsonNode node) {
    return new DualPolicy(node.required("dispatch").booleanValue(), node.required("supervise").booleanValue(), node.required("feedback").booleanValue());
  }

  /** The newest version. */
  public String version() { return versions.getLast().version(); }

  /** The version in force. @throws IllegalStateException before the first one */
  public Rules at(Instant when) {
    var day = when.atZone(WorkingCalendar.BEIJING).toLocalDate();
    return versions.reversed().stream().filter(rules -> !rules.validFrom().isAfter(day)).findFirst()
        .orElseThrow(() -> new IllegalStateException("no duties were in force on " + day));
  }
}
