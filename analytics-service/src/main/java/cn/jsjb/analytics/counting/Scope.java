package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Caller;

/** What a caller may see: a unit what it answers for, a district that of all its units, everybody else all. @param unit null for all */
public record Scope(String unit, boolean district) {
  public static final Scope ALL = new Scope(null, false);

  public static Scope of(Caller caller) { return caller.isScoped() ? new Scope(caller.ownUnit(), caller.is(Caller.DISTRICT)) : ALL; }

  public boolean isAll() { return unit == null; }

  public Condition condition() { return isAll() ? Condition.ALL : Condition.is(district ? "unitDistrict" : "unit", unit); }

  /** Its own tickets, and those in whose story it, or one of its units, is named. */
  public Condition named() { return isAll() ? Condition.ALL : new Condition("(" + condition().hql() + " or " + Condition.naming(unit).hql() + ")", condition().parameters()); }

  public boolean sees(Told ticket) { return isAll() || unit.equals(district ? ticket.unitDistrict() : ticket.unit()); }

  public boolean seesUnit(String code) { return isAll() || unit.equals(code) || district && Catalogue.get().units().isWithin(code, unit); }

  /** The dimension that counts exactly what is in sight: {@code city}, {@code district:110107}, {@code locality:110107011}. */
  public String dimension() { return isAll() ? "city" : district ? "district:" + unit : TicketFigures.dimension(Catalogue.get().units().require(unit).kind()) + ":" + unit; }
}
