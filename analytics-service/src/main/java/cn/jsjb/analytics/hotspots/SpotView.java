package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Cells;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Community;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.Spot;
import java.util.List;

/**
 * A place as a map and people need it.
 *
 * @param lon, lat of the middle, {@code boundary} a GeoJSON ring; null unless it is a cell
 */
public record SpotView(Spot.Kind kind, String code, String name, String en, Double lon, Double lat, List<double[]> boundary, String datum) {
  private static final String DATUM = "WGS-84";

  public static SpotView of(Spot spot, Catalogue catalogue) { return of(spot.kind(), spot.code(), spot.locality() != null ? spot.locality() : spot.district(), catalogue); }

  /** @param in unit it lies in, for a cell, or null */
  public static SpotView of(Spot.Kind kind, String code, String in, Catalogue catalogue) {
    Unit unit = catalogue.units().find(in).orElse(null);
    return switch (kind) {
      case CITY -> new SpotView(kind, code, "全市", "The whole city", null, null, null, null);
      case CELL -> {
        double[] middle = Cells.middle(code);
        yield new SpotView(kind, code, "%s（%.4f，%.4f）附近".formatted(unit == null ? "" : unit.name(), middle[0], middle[1]).strip(), "around %.4f, %.4f%s".formatted(middle[0], middle[1], unit == null ? "" : ", " + unit.en()),
            middle[0], middle[1], Cells.ring(code), DATUM);
      }
      case COMMUNITY -> {
        Community community = catalogue.communities().find(code).orElse(null);
        yield community == null ? new SpotView(kind, code, code, code, null, null, null, null)
            : new SpotView(kind, code, catalogue.units().find(community.localityCode()).map(Unit::name).orElse("") + " " + community.name(), community.name(), null, null, null, null);
      }
      case LOCALITY -> {
        Unit is = catalogue.units().find(code).orElse(null);
        yield new SpotView(kind, code, is == null ? code : is.name(), is == null ? code : is.en(), null, null, null, null);
      }
    };
  }
}
