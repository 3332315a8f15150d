package cn.jsjb.catalogue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * By what the boards of the monthly topic are coloured (domain 6.4, assumption); versions in effect from a day on.
 *
 * @param redBehindPoints red when completed tasks are more than so many percentage points behind the elapsed share of the year
 * @param yellowBehindPoints yellow from so many on
 * @param redGrowthPercent red when volume is up by so many percent on the same month a year before
 */
public record ProgrammeRules(String version, LocalDate validFrom, int redBehindPoints, int yellowBehindPoints, int redGrowthPercent) {
  public enum Colour { RED, YELLOW, GREEN }

  private static final class Holder {
    static final List<ProgrammeRules> VERSIONS = read();
  }

  /** The rules of a day; before the first, the first. */
  public static ProgrammeRules at(LocalDate day) {
    return Holder.VERSIONS.stream().filter(r -> !r.validFrom.isAfter(day)).reduce((older, newer) -> newer).orElse(Holder.VERSIONS.getFirst());
  }

  private static List<ProgrammeRules> read() {
    var versions = new ArrayList<ProgrammeRules>();
    for (var node : Json.resource("programme.json").required("versions"))
      versions.add(new ProgrammeRules(Json.text(node, "version"), LocalDate.parse(Json.text(node, "validFrom")), node.required("redBehindPoints").intValue(),
          node.required("yellowBehindPoints").intValue(), node.required("redGrowthPercent").intValue()));
    versions.sort(Comparator.comparing(ProgrammeRules::validFrom));
    return List.copyOf(versions);
  }

  /** Whether volume alone makes it red. Without a year before there is nothing to compare with. */
  public boolean isRed(long volume, long yearBefore) {
    return yearBefore > 0 && BigInteger.valueOf(volume).multiply(BigInteger.valueOf(100)).compareTo(BigInteger.valueOf(yearBefore).multiply(BigInteger.valueOf(100L + redGrowthPercent))) >= 0;
  }

  /**
   * By the tasks alone; null when there are none: nothing planned is not green. All in whole numbers: behind = elapsed − done, in percentage points.
   *
   * @param year the programme's; before it begins nothing has elapsed, after its end all of it
   */
  public Colour colour(long done, long total, int year, LocalDate asOf) {
    if (total == 0) return null;
    long days = LocalDate.of(year, 1, 1).lengthOfYear();
    long elapsed = asOf.getYear() < year ? 0 : asOf.getYear() > year ? days : asOf.getDayOfYear();
    // behind × days × total, exact
    var behind = BigDecimal.valueOf(elapsed).multiply(BigDecimal.valueOf(total)).subtract(BigDecimal.valueOf(done).multiply(BigDecimal.valueOf(days))).movePointRight(2);
    var unit = BigDecimal.valueOf(days).multiply(BigDecimal.valueOf(total));
    if (behind.compareTo(unit.multiply(BigDecimal.valueOf(redBehindPoints))) > 0) return Colour.RED;
    return behind.compareTo(unit.multiply(BigDecimal.valueOf(yellowBehindPoints))) >= 0 ? Colour.YELLOW : Colour.GREEN;
  }
}
