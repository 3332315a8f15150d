package cn.jsjb.analytics;

import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.event.Place;
import cn.jsjb.event.Spot;
import com.uber.h3core.H3Core;
import com.uber.h3core.util.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** 网格: at which spot a place is counted, and where a cell lies. Positions are taken as WGS-84 (see {@link Place}). */
public final class Cells {
  private static final int CELL = 15, COMMUNITY = 12;
  private static final H3Core H3 = load();

  private Cells() {}

  private static H3Core load() {
    try {
      return H3Core.newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("the H3 library cannot be unpacked; is the folder for temporary files writable?", e);
    }
  }

  /** The code of the spot by the rules of that time: the cell where the position is believed, else community, else locality; null where nothing is known. */
  public static String spotOf(Place place, Instant at) {
    if (place.lon() != null && place.lat() != null) {
      HotspotRules.Cells cells = HotspotRules.get().at(at).cells();
      if (cells.contains(place.lon(), place.lat())) {
        return H3.latLngToCellAddress(place.lat(), place.lon(), cells.resolution());
      }
    }
    return place.communityCode() != null ? place.communityCode() : place.localityCode();
  }

  /** What a code of a spot stands for, told by its length. */
  public static Spot.Kind kindOf(String code) {
    return switch (code.length()) {
      case CELL -> Spot.Kind.CELL;
      case COMMUNITY -> Spot.Kind.COMMUNITY;
      default -> Spot.Kind.LOCALITY;
    };
  }

  /** Longitude and latitude of the middle. */
  public static double[] middle(String cell) {
    LatLng at = H3.cellToLatLng(cell);
    return new double[] {rounded(at.lng), rounded(at.lat)};
  }

  /** The ring of a cell, as GeoJSON has it: longitude first, closed. */
  public static List<double[]> ring(String cell) {
    List<double[]> ring = new ArrayList<>();
    H3.cellToBoundary(cell).forEach(corner -> ring.add(new double[] {rounded(corner.lng), rounded(corner.lat)}));
    ring.add(ring.getFirst());
    return ring;
  }

  /** A tenth of a metre. */
  private static double rounded(double degrees) { return Math.round(degrees * 1e6) / 1e6; }
}
