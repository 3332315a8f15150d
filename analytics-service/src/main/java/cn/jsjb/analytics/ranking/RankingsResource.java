package cn.jsjb.analytics.ranking;

import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Period;
import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.rating.ThreeRates;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Unit.Kind;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * 排名: units of one kind in one list, never mixed (domain 4.11; dashboards A04, A05). Ranks are made over the whole list; a unit is shown
 * its own row, a district those of its units.
 */
@Path("/api/rankings")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class RankingsResource {
  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Caller caller;

  /** The lists. DEPARTMENT is the municipal ones; districts' own are apart. */
  public enum RankedList {
    LOCALITY(Kind.LOCALITY), DISTRICT(Kind.DISTRICT), DEPARTMENT(Kind.CITY_DEPARTMENT), DISTRICT_DEPARTMENT(Kind.DISTRICT_DEPARTMENT), UTILITY(Kind.UTILITY);

    final Kind kind;

    RankedList(Kind kind) { this.kind = kind; }

    static RankedList of(String name) {
      return Arrays.stream(values()).filter(l -> l.name().equals(name)).findFirst()
          .orElseThrow(() -> Refused.field("list", Reason.FIELD_INVALID, "list", Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }
  }

  /** @param rankGain places gained since the previous period; null when unranked in one of them */
  public record Standing(Integer rank, Integer previousRank, Integer rankGain, String unitCode, String name, String en, String districtCode, long volume,
      @JsonUnwrapped RatesView rates, Counts counts, String figure) {}

  /**
   * @param pooled the list as one: counts summed (rule C-8)
   * @param mean the other choice: mean of the units' rates
   */
  public record Summary(long volume, RatesView pooled, RatesView mean, Counts counts) {}

  public record Rankings(@JsonUnwrapped Basis basis, RankedList list, List<Standing> items, int total, Summary summary) {}

  @GET
  public Uni<Rankings> ranking(@QueryParam("list") String list, @QueryParam("period") String period, @QueryParam("formula") String formula) {
    RankedList which = RankedList.of(Input.required("list", list));
    Period in = asked.period(period);
    Formula by = asked.formula(in, formula);
    Period before = asked.monthsBefore(in, 1);
    Formula byThen = asked.formula(before, formula);
    boolean scoped = caller.isScoped();
    List<String> visible = catalogue.units().ofKind(which.kind).stream().map(Unit::code).filter(caller::sees).toList();
    String dimension = TicketFigures.dimension(which.kind) + ":";
    return database.withSession(session -> counting.tally(session, List.of(in, before), dimension)
        .flatMap(counts -> asked.basis(session, in, by).map(basis -> {
          List<Ranking.Ranked> now = ranked(which, dimension, counts.get(in), by);
          Map<String, Integer> earlier = new HashMap<>();
          ranked(which, dimension, counts.get(before), byThen).forEach(r -> earlier.put(r.entry().unit(), r.rank()));
          List<Standing> items = now.stream().filter(r -> !scoped || visible.contains(r.entry().unit()))
              .map(r -> standing(r, earlier.get(r.entry().unit()), dimension)).toList();
          return new Rankings(basis, which, items, items.size(), scoped ? null : summary(now, by));
        })));
  }

  /** @param side OFFICE or COMMUNITY @param name of the office, or of the committee */
  public record Side(Integer rank, String side, String code, String name, long volume, @JsonUnwrapped RatesView rates, Counts counts, String figure) {}

  public record Inner(@JsonUnwrapped Basis basis, String locality, List<Side> offices, List<Side> communities) {}

  /** 双考 (rule DD3): the two sides of a locality's dual dispatches, each ranked among its kind. The same result counts for both; in the city's list it counts once. */
  @GET
  @Path("inner")
  public Uni<Inner> inner(@QueryParam("locality") String locality, @QueryParam("period") String period, @QueryParam("formula") String formula) {
    Input.unit("locality", locality);
    if (!caller.sees(locality)) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    Period in = asked.period(period);
    Formula by = asked.formula(in, formula);
    String dimension = "inner:" + locality + ":";
    return database.withSession(session -> counting.tally(session, List.of(in), dimension).flatMap(counts -> asked.basis(session, in, by)
        .map(basis -> new Inner(basis, locality, sides("office", dimension, counts.get(in), by), sides("community", dimension, counts.get(in), by)))));
  }

  private List<Side> sides(String side, String dimension, Map<String, Counts> counts, Formula formula) {
    String prefix = dimension + side + ":";
    return Ranking.of(counts.entrySet().stream().filter(e -> e.getKey().startsWith(prefix))
        .map(e -> new Ranking.Entry(e.getKey().substring(prefix.length()), e.getValue(), ThreeRates.of(e.getValue(), formula))).toList()).stream()
        .map(r -> new Side(r.rank(), side.toUpperCase(Locale.ROOT), r.entry().unit(), catalogue.communities().find(r.entry().unit()).map(c -> c.name()).orElse(r.entry().unit()),
            r.entry().volume(), RatesView.of(r.entry().rates()), r.entry().counts(), prefix + r.entry().unit())).toList();
  }

  private List<Ranking.Ranked> ranked(RankedList list, String dimension, Map<String, Counts> counts, Formula formula) {
    return Ranking.of(catalogue.units().ofKind(list.kind).stream().map(unit -> {
      Counts counted = counts.getOrDefault(dimension + unit.code(), Counts.NONE);
      return new Ranking.Entry(unit.code(), counted, ThreeRates.of(counted, formula));
    }).toList());
  }

  private Standing standing(Ranking.Ranked ranked, Integer previousRank, String dimension) {
    Unit unit = catalogue.units().require(ranked.entry().unit());
    Integer gain = ranked.rank() == null || previousRank == null ? null : Integer.valueOf(previousRank - ranked.rank());
    return new Standing(ranked.rank(), previousRank, gain, unit.code(), unit.name(), unit.en(), unit.districtCode(), ranked.entry().volume(),
        RatesView.of(ranked.entry().rates()), ranked.entry().counts(), dimension + unit.code());
  }

  private static Summary summary(List<Ranking.Ranked> ranked, Formula formula) {
    Counts pooled = ranked.stream().map(r -> r.entry().counts()).reduce(Counts.NONE, Counts::plus);
    return new Summary(pooled.get(Figure.RECEIVED), RatesView.of(ThreeRates.of(pooled, formula)),
        RatesView.of(ThreeRates.mean(ranked.stream().map(r -> r.entry().rates()).toList())), pooled);
  }
}
