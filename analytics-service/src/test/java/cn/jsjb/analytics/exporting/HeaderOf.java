package cn.jsjb.analytics.exporting;

import cn.jsjb.analytics.Figure;

/** What the column of a figure is called. */
public final class HeaderOf {
  private HeaderOf() {}

  public static String figure(Figure figure) { return Words.of("counts." + figure.json(), "zh").name(); }
}
