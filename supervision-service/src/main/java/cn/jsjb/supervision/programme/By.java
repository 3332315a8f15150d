package cn.jsjb.supervision.programme;

import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.PlanEvent;
import java.util.Optional;

/**
 * Who asks, as the rules of the programme see him.
 *
 * @param group the reform group (专项小组, A17); {@code supervision} the supervision office (督查室, A15)
 * @param unit the unit acted for, null for the city's own people
 * @param scoped bound to that unit
 */
public record By(boolean group, boolean supervision, boolean scoped, String unit, String user) {
  /** The lists of a scope are kept by the lead unit for the city, by the district for itself, and by the reform group for all. */
  boolean mayPlan(Topic topic, String scope) {
    return group || unit != null && (scope.equals(PlanEvent.CITY) ? unit.equals(topic.definition().leadUnit()) : unit.equals(scope));
  }

  /** The city's plan is for all to see who work on it; a district's for itself, its units, the lead unit and those who are bound to none. */
  public boolean sees(Topic topic, String scope, Units units) {
    return !scoped || scope.equals(PlanEvent.CITY) || unit != null && (unit.equals(topic.definition().leadUnit()) || district(units).filter(scope::equals).isPresent());
  }

  private Optional<String> district(Units units) { return units.find(unit).map(Unit::districtCode); }
}
