package cn.jsjb.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * 常住人口 of the districts ({@code population.json}), for figures per 10,000 residents; versions in effect from a day on.
 *
 * @param districts code → residents; a district-level unit that the census does not count apart is missing
 */
public record Population(String version, LocalDate validFrom, String title, int year, String source, String basis, Map<String, Long> districts) {
  private static final class Holder {
    static final List<Population> VERSIONS = read();
  }

  /** The count used for a day; before the first, the first. */
  public static Population at(LocalDate day) {
    return Holder.VERSIONS.stream().filter(p -> !p.validFrom.isAfter(day)).reduce((older, newer) -> newer).orElse(Holder.VERSIONS.getFirst());
  }

  public long total() { return districts.values().stream().mapToLong(Long::longValue).sum(); }

  private static List<Population> read() {
    var versions = new ArrayList<Population>();
    for (var node : Json.resource("population.json").required("versions")) {
      var districts = new TreeMap<String, Long>();
      node.required("districts").properties().forEach(d -> districts.put(d.getKey(), d.getValue().longValue()));
      versions.add(new Population(Json.text(node, "version"), LocalDate.parse(Json.text(node, "validFrom")), Json.text(node, "title"), node.required("year").intValue(),
          Json.text(node, "source"), Json.text(node, "basis"), Collections.unmodifiableMap(districts)));
    }
    versions.sort(Comparator.comparing(Population::validFrom));
    return List.copyOf(versions);
  }
}
