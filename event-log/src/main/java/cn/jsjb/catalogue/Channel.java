package cn.jsjb.catalogue;

import java.time.LocalDate;

/**
 * A way in (受理渠道).
 *
 * @param id the list's own number: PHONE, NET01 … NET15, EXT01 …
 * @param code what events and messages carry: PHONE, WECHAT, GRID …
 * @param basis FACT when a source names it, else ASSUMPTION
 * @param validFrom first day on which it takes requests
 * @param validTo first day on which it takes none any more; null while it is open
 */
public record Channel(String id, String code, String name, String en, Kind kind, String basis, LocalDate validFrom, LocalDate validTo) {
  /** Whether it takes requests on this day (Asia/Shanghai). */
  public boolean isOpenOn(LocalDate day) { return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo)); }

  /** Telephone and internet make the sixteen channels; extra sources are counted apart. */
  public enum Kind { PHONE, INTERNET, EXTRA }
}
