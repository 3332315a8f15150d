package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Community;
import cn.jsjb.catalogue.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where people live and complain: every street and town, some busier than others. */
final class City {
  /** Where a matter is at home. */
  enum Surroundings { URBAN, RURAL, ANY }

  /**
   * A street, a town, a zone, or 经开区, which has none of them.
   *
   * @param localityCode null in 经开区
   */
  record Spot(String districtCode, String districtName, String localityCode, String localityName, List<Community> communities) {}

  /** A town has its estates too, only fewer of them (assumption). */
  private static final double URBAN_MATTERS_IN_TOWNS = 0.35;
  private static final double ZONE_TO_STREET = 0.3;

  private final List<Spot> spots = new ArrayList<>();
  private final Map<Surroundings, double[]> cumulative = new EnumMap<>(Surroundings.class);

  City(Catalogue catalogue, Delays delays, long seed) {
    double sigma = delays.number("/localityWeight/sigma");
    // The mean of a log-normal is exp(σ²/2).
    double largest = delays.number("/localityWeight/largestOverMean") * StrictMath.exp(sigma * sigma / 2);
    Chance chance = Chance.of(seed, "city", 0);
    List<Unit> places = new ArrayList<>(catalogue.units().localities());
    places.addAll(catalogue.units().ofKind(Unit.Kind.ZONE));
    catalogue.units().districts().stream().filter(d -> d.code().length() == 9).forEach(places::add);
    for (Surroundings s : Surroundings.values()) {
      cumulative.put(s, new double[places.size()]);
    }
    Map<Surroundings, Double> sums = new EnumMap<>(Surroundings.class);
    for (Unit place : places) {
      boolean district = place.kind() == Unit.Kind.DISTRICT;
      double weight = Math.min(largest, StrictMath.exp(sigma * chance.gaussian())) * (place.kind() == Unit.Kind.ZONE ? ZONE_TO_STREET : 1);
      boolean rural = place.name().endsWith("镇") || place.name().endsWith("乡");
      boolean urban = !rural;
      for (Surroundings s : Surroundings.values()) {
        double here = switch (s) {
          case URBAN -> urban ? weight : weight * URBAN_MATTERS_IN_TOWNS;
          case RURAL -> rural ? weight : place.name().endsWith("地区") ? weight * URBAN_MATTERS_IN_TOWNS : 0;
          case ANY -> weight;
        };
        cumulative.get(s)[spots.size()] = sums.merge(s, here, Double::sum);
      }
      spots.add(new Spot(place.districtCode(), catalogue.units().require(place.districtCode()).name(), district ? null : place.code(), place.name(),
          catalogue.communities().of(place.code())));
    }
  }

  Spot spot(Surroundings surroundings, Chance chance) { return spots.get(chance.index(cumulative.get(surroundings))); }

  List<Spot> spots() { return List.copyOf(spots); }
}
