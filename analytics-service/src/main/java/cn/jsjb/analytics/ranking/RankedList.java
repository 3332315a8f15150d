package cn.jsjb.analytics.ranking;

import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.catalogue.Unit.Kind;
import java.util.Arrays;
import java.util.Optional;

/** The lists, never mixed (domain 4.11). DEPARTMENT is the municipal ones; districts' own are apart. */
public enum RankedList {
  LOCALITY(Kind.LOCALITY), DISTRICT(Kind.DISTRICT), DEPARTMENT(Kind.CITY_DEPARTMENT), DISTRICT_DEPARTMENT(Kind.DISTRICT_DEPARTMENT), UTILITY(Kind.UTILITY);

  private final Kind kind;

  RankedList(Kind kind) { this.kind = kind; }

  public Kind kind() { return kind; }

  /** First part of the cells of its units, with the colon. */
  public String dimension() { return TicketFigures.dimension(kind) + ":"; }

  /** None for a zone. */
  public static Optional<RankedList> of(Kind kind) { return Arrays.stream(values()).filter(l -> l.kind == kind).findFirst(); }

  public static Optional<RankedList> find(String name) { return Arrays.stream(values()).filter(l -> l.name().equals(name)).findFirst(); }
}
