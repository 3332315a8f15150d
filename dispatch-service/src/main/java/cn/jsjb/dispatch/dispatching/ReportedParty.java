package cn.jsjb.dispatch.dispatching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Matter;
import java.util.regex.Pattern;

/** 被反映单位: a unit never gets the report about itself (rule P2). People write its name with city, district and office around it. */
public final class ReportedParty {
  private static final Pattern OFFICE = Pattern.compile("(办事处|街道办|人民政府|政府|机关)$");

  private ReportedParty() {}

  public static boolean is(Unit unit, Matter matter, Catalogue rules) {
    String party = matter.reportedParty();
    if (party == null || party.isBlank()) {
      return false;
    }
    String name = party.strip();
    if (name.equals(unit.code()) || plain(name, unit).equals(plain(unit.name(), unit))) {
      return true;
    }
    return rules.units().find(unit.districtCode()).filter(d -> !d.equals(unit)).map(d -> without(d.name(), plain(name, unit))).filter(n -> n.equals(plain(without(d(rules, unit), unit.name()), unit))).isPresent();
  }

  private static String d(Catalogue rules, Unit unit) { return rules.units().require(unit.districtCode()).name(); }

  private static String plain(String name, Unit unit) {
    String office = OFFICE.matcher(without("北京市", name)).replaceFirst("");
    // 鲁谷街道办 is the street without its last word.
    return unit.kind() == Unit.Kind.LOCALITY && unit.name().equals(office + "街道") ? unit.name() : office;
  }

  private static String without(String prefix, String name) { return name.startsWith(prefix) && name.length() > prefix.length() ? name.substring(prefix.length()) : name; }
}
