package cn.jsjb.catalogue;

import java.util.regex.Pattern;

/**
 * A residents' or villagers' committee (社区居委会、村委会): it assists and is never the main unit outside its own list, article 17.
 *
 * @param code twelve digits; the first nine are its locality
 * @param name the committee's full name, such as 多福巷社区居委会
 */
public record Community(String code, String name, String localityCode) {
  private static final Pattern SUFFIX = Pattern.compile("(社区)?(居民|村民|家属)?(委员会|居委会|村委会|家委会)$|社区$");

  /** The name as citizens say it, without the suffix of the committee: 多福巷. A name that is nothing but a suffix stays whole. */
  public String shortName() {
    var shortName = SUFFIX.matcher(name).replaceFirst("");
    return shortName.isEmpty() ? name : shortName;
  }
}
