package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Cells;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Spot;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * 热力图 (dashboard A13): how many tickets of which category lie where, from how many claimants, how many of them called again and again, and how many matters many
 * people called about. The whole city is counted anew at most every ten seconds; {@code asOf} says how old it is.
 */
@Path("/api/boards/heat")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class HeatResource {
  private static final int PLACES = 200;
  private static final Cache<Asking, Board> COUNTED = Caffeine.newBuilder().maximumSize(200).expireAfterWrite(Duration.ofSeconds(10)).build();

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Asked asked;
  @Inject Caller caller;

  /** CELL: the spot, that is the cell where coordinates are known, else community, else locality. */
  public enum Level {
    DISTRICT("place_district"), LOCALITY("place_locality"), CELL("spot");

    final String column;

    Level(String column) { this.column = column; }

    @com.fasterxml.jackson.annotation.JsonValue public String json() { return name().toLowerCase(Locale.ROOT); }
  }

  private record Asking(String period, Level level, int depth, String district, String category, int size) {}

  /** @param claimants different ones; anonymous tickets are of none @param repeatCallers claimants with three or more tickets of one matter @param manyCallers matters (L3) of five or more claimants */
  public record Place(Spot.Kind kind, String code, String name, String en, String districtCode, String districtName, Double lon, Double lat, List<double[]> boundary, String datum, long volume, long claimants,
      long repeatCallers, long manyCallers, String figure) {}

  public record CategoryVolume(String code, String name, String en, long volume) {}

  public record Cell(String place, String category, long volume, long claimants, long repeatCallers, long manyCallers, String figure) {}

  /** @param unplaced tickets whose place is not known at this level; {@code total} how many places there are, of which the busiest are shown */
  public record Board(@JsonUnwrapped Basis basis, Level level, int depth, List<Place> places, List<CategoryVolume> categories, List<Cell> cells, long unplaced, int total) {}

  @GET
  public Uni<Board> heat(@QueryParam("period") String period, @QueryParam("level") String level, @QueryParam("depth") String depth, @QueryParam("district") String district,
      @QueryParam("category") String category, @QueryParam("size") String size) {
    Period in = asked.period(period);
    Integer digits = Input.number("depth", depth);
    if (digits != null && digits != 2 && digits != 4 && digits != 6) {
      throw Refused.field("depth", Reason.FIELD_INVALID, "depth", "2, 4, 6");
    }
    if (category != null && !category.matches("\\d{2}(\\d{2}){0,2}")) {
      throw Refused.field("category", Reason.FIELD_INVALID, "category", "02, 0203, 020301");
    }
    if (district != null) {
      Input.unit("district", district);
    }
    Integer places = Input.number("size", size);
    Asking asking = new Asking(in.key(), level == null || level.isBlank() ? Level.LOCALITY : Input.oneOf("level", Level.class, level.toUpperCase(Locale.ROOT)), digits == null ? 2 : digits, district, category,
        places == null ? PLACES : Input.size(places));
    Condition mine = Condition.visibleTo(caller);
    Board counted = mine == Condition.ALL ? COUNTED.getIfPresent(asking) : null;
    if (counted != null) {
      return Uni.createFrom().item(counted);
    }
    return database.withSession(session -> count(session, asking, mine).flatMap(rows -> asked.basis(session, in, asked.formula(in, null)).map(basis -> board(basis, asking, rows)))).invoke(board -> {
      if (mine == Condition.ALL) {
        COUNTED.put(asking, board);
      }
    });
  }

  /** Rows of (place, category or null for all, tickets, claimants, repeat callers, matters of many). The categories and the callers are counted in one look at the tickets. */
  private Uni<List<Object[]>> count(Mutiny.Session session, Asking asking, Condition mine) {
    HotspotRules.Version rules = HotspotRules.get().at(asked.period(asking.period).from().toInstant());
    String scope = mine == Condition.ALL ? "" : mine.parameters().containsKey("unitDistrict") ? " AND unit_district = :own" : " AND unit = :own";
    String sql = """
        WITH t AS MATERIALIZED (SELECT %1$s AS place, category, claimant FROM projection.ticket WHERE period = :period AND (figures & 1) <> 0 AND category IS NOT NULL%2$s%3$s%4$s),
        s AS (SELECT place, category, claimant, count(*) AS n FROM t WHERE claimant IS NOT NULL AND place IS NOT NULL GROUP BY 1, 2, 3),
        c AS (SELECT place, category, count(*) AS claimants, count(*) FILTER (WHERE n >= :times) AS repeats FROM s GROUP BY 1, 2),
        v AS (SELECT place, left(category, :depth) AS category, count(*) AS tickets, count(DISTINCT claimant) AS claimants FROM t GROUP BY GROUPING SETS ((1, 2), (1))),
        r AS (SELECT place, left(category, :depth) AS category, sum(repeats) AS repeats, count(*) FILTER (WHERE claimants >= :many) AS many FROM c GROUP BY GROUPING SETS ((1, 2), (1)))
        SELECT v.place, v.category, v.tickets, v.claimants, coalesce(r.repeats, 0), coalesce(r.many, 0) FROM v LEFT JOIN r ON r.place = v.place AND r.category IS NOT DISTINCT FROM v.category"""
        .formatted(asking.level.column, scope, asking.district == null ? "" : " AND place_district = :district", asking.category == null ? "" : " AND category LIKE :category");
    Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(sql, Object[].class).setParameter("period", asking.period).setParameter("depth", asking.depth)
        .setParameter("times", rules.rule("H3").get("times")).setParameter("many", rules.rule("H4").get("claimants"));
    if (!scope.isEmpty()) {
      query.setParameter("own", mine.parameters().values().iterator().next());
    }
    if (asking.district != null) {
      query.setParameter("district", asking.district);
    }
    if (asking.category != null) {
      query.setParameter("category", asking.category + "%");
    }
    return query.getResultList();
  }

  private Board board(Basis basis, Asking asking, List<Object[]> rows) {
    List<Place> places = new ArrayList<>();
    Map<String, Long> categories = new TreeMap<>();
    long unplaced = 0;
    for (Object[] row : rows) {
      String code = (String) row[0];
      String category = (String) row[1];
      if (code == null) {
        unplaced += category == null ? number(row[2]) : 0;
      } else if (category == null) {
        places.add(place(asking, code, row));
      } else {
        categories.merge(category, number(row[2]), Long::sum);
      }
    }
    places.sort(Comparator.comparingLong(Place::volume).reversed().thenComparing(Place::code));
    List<Place> shown = places.subList(0, Math.min(asking.size, places.size()));
    Map<String, Integer> order = new HashMap<>();
    shown.forEach(place -> order.put(place.code(), order.size()));
    List<Cell> cells = rows.stream().filter(row -> row[1] != null && order.containsKey(row[0])).map(row -> new Cell((String) row[0], (String) row[1], number(row[2]), number(row[3]), number(row[4]), number(row[5]),
        dimension(asking.level, (String) row[0]) + "@category:" + row[1])).sorted(Comparator.comparing((Cell cell) -> order.get(cell.place())).thenComparing(Cell::category)).toList();
    return new Board(basis, asking.level, asking.depth, List.copyOf(shown), categories.entrySet().stream().map(e -> volume(e.getKey(), e.getValue())).collect(Collectors.toList()), cells, unplaced, places.size());
  }

  private Place place(Asking asking, String code, Object[] row) {
    Spot.Kind kind = asking.level == Level.CELL ? Cells.kindOf(code) : Spot.Kind.LOCALITY;
    SpotView spot = SpotView.of(kind, code, null, catalogue);
    String district = kind == Spot.Kind.CELL ? null : catalogue.units().districtOf(code.length() > 9 ? code.substring(0, 9) : code).map(d -> d.code()).orElse(null);
    return new Place(kind, code, spot.name(), spot.en(), district, HotspotView.name(district, catalogue), spot.lon(), spot.lat(), spot.boundary(), spot.datum(), number(row[2]), number(row[3]), number(row[4]),
        number(row[5]), dimension(asking.level, code));
  }

  private static String dimension(Level level, String code) { return "place:%s:%s".formatted(level.json(), code); }

  private CategoryVolume volume(String code, long tickets) {
    return code.length() == 6 ? catalogue.categories().find(code).map(c -> new CategoryVolume(code, c.name(), c.en(), tickets)).orElseGet(() -> new CategoryVolume(code, code, code, tickets))
        : catalogue.categories().heading(code).map(h -> new CategoryVolume(code, h.name(), h.en(), tickets)).orElseGet(() -> new CategoryVolume(code, code, code, tickets));
  }

  private static long number(Object value) { return ((Number) value).longValue(); }
}
