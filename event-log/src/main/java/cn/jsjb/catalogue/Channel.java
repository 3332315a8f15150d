package cn.jsjb.catalogue;

/**
 * A way in (受理渠道).
 *
 * @param id the list's own number: PHONE, NET01 … NET15, EXT01 …
 * @param code what events and messages carry: PHONE, WECHAT, GRID …
 * @param basis FACT when a source names it, else ASSUMPTION
 */
public record Channel(String id, String code, String name, String en, Kind kind, String basis) {

  /** Telephone and internet make the sixteen channels; extra sources are counted apart. */
  public enum Kind { PHONE, INTERNET, EXTRA }
}
