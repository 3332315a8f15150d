package cn.jsjb.analytics.scoring;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.locking.ComparedLists;
import cn.jsjb.analytics.ranking.RankedList;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.analytics.ranking.Standings.Place;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.analytics.sending.ObjectionBoard.Objections;
import cn.jsjb.analytics.sending.ObjectionBoard;
import cn.jsjb.analytics.whistling.WhistleBoard.Whistles;
import cn.jsjb.analytics.whistling.WhistleBoard;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit.Kind;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.rating.ThreeRates;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** 承办单位成绩单 (A04): one unit's figures, rank and way there. */
@Path("/api/boards/units")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class ScorecardResource {
  private static final int MONTHS = 12;
  private static final Place NOWHERE = new Place(null, null, null);

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject ObjectionBoard objections;
  @Inject WhistleBoard whistles;
  @Inject ComparedLists lists;
  @Inject Assessment assessment;

  public record Month(String period, long volume, @JsonUnwrapped RatesView rates, Counts counts) {
    static Month of(Period period, Counts counts, Formula formula) { return new Month(period.key(), counts.get(Figure.RECEIVED), RatesView.of(ThreeRates.of(counts, formula)), counts); }
  }

  /** A unit of a district, ranked in its own list. */
  public record Below(String unitCode, String name, String en, Kind kind, Integer rank, long volume, @JsonUnwrapped RatesView rates, Counts counts, String figure) {}

  /** @param rate whistles per dispatched ticket; null for a department, which only comes when whistled for */
  public record Whistling(@JsonUnwrapped Whistles whistles, long dispatched, BigDecimal rate) {}

  /**
   * @param list the unit is ranked in, null for a zone, which has none
   * @param rankGain places gained since the previous period; null when unranked in one of them
   * @param classes of a locality, as published or provisional (see {@code /api/boards/classes}); class → periods in a row
   * @param ranked how many units stand in the list
   */
  public record Scorecard(@JsonUnwrapped Basis basis, String unitCode, String name, String en, Kind kind, String districtCode, String list, Integer rank, Integer previousRank, Integer rankGain,
      Map<String, Integer> classes, int ranked, long volume, @JsonUnwrapped RatesView rates, Counts counts, String figure, Month previous, Month lastYear, List<Month> months, Objections objections, Whistling whistles,
      List<Below> units) {}

  @GET
  @Path("/{code}")
  public Uni<Scorecard> one(@PathParam("code") String code, @QueryParam("period") String period, @QueryParam("formula") String formula) {
    Unit unit = catalogue.units().find(code).orElseThrow(() -> new Refused(Reason.NOT_FOUND, code));
    if (!caller.sees(code)) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    Period in = asked.period(period);
    Formula by = asked.formula(in, formula);
    Period before = asked.monthsBefore(in, 1);
    List<Period> months = IntStream.rangeClosed(0, MONTHS).mapToObj(i -> asked.monthsBefore(in, i)).toList();
    String dimension = TicketFigures.dimension(unit.kind()) + ":";
    String side = unit.kind() == Kind.LOCALITY ? "locality" : unit.kind() == Kind.DISTRICT ? "district" : "department";
    RankedList ranked = RankedList.of(unit.kind()).orElse(null);
    return database.withSession(session -> lists.of(session, in, formula, dimension)
        .flatMap(list -> counting.tally(session, months, dimension + code)
            .flatMap(own -> below(session, unit, in, by)
                // What it objected to and whom it whistled for: the few stories that name it, read once.
                .flatMap(below -> counting.told(session, in, Mark.OBJECTED.bit() | Mark.WHISTLED.bit(), Condition.naming(code))
                    .flatMap(told -> asked.basis(session, in, by).map(basis -> {
                          Map<Period, Counts> mine = new HashMap<>();
                          months.forEach(m -> mine.put(m, own.get(m).getOrDefault(dimension + code, Counts.NONE)));
                          Place place = ranked == null ? NOWHERE : list.now().of(ranked).stream().filter(p -> p.entry().unit().equals(code)).findFirst().orElse(NOWHERE);
                          Counts now = mine.get(in);
                          Period yearAgo = months.getLast();
                          List<Month> way = new ArrayList<>(months.subList(0, MONTHS).reversed().stream().map(m -> Month.of(m, mine.get(m), asked.formula(m, formula))).toList());
                          long dispatched = now.get(Figure.DISPATCHED);
                          Whistles whistled = whistles.of(told, side, code);
                          return new Scorecard(basis, code, unit.name(), unit.en(), unit.kind(), unit.districtCode(), ranked == null ? null : ranked.name(), place.rank(), place.previousRank(), place.gain(),
                              unit.kind() == Kind.LOCALITY ? list.memberships().months(code) : Map.of(), catalogue.units().ofKind(unit.kind()).size(), now.get(Figure.RECEIVED),
                              RatesView.of(ThreeRates.of(now, by)), now, dimension + code, Month.of(before, mine.get(before), asked.formula(before, formula)),
                              Month.of(yearAgo, mine.get(yearAgo), asked.formula(yearAgo, formula)), way, objections.of(told, code),
                              new Whistling(whistled, dispatched, side.equals("department") ? null : Parts.share(whistled.whistles(), dispatched)), below);
                        }))))));
  }

  /** The localities and departments of a district; nothing below other units. */
  private Uni<List<Below>> below(Mutiny.Session session, Unit unit, Period in, Formula formula) {
    if (unit.kind() != Kind.DISTRICT) {
      return Uni.createFrom().item(List.of());
    }
    List<Below> found = new ArrayList<>();
    Uni<List<Below>> all = Uni.createFrom().item(found);
    for (Kind kind : List.of(Kind.LOCALITY, Kind.ZONE, Kind.DISTRICT_DEPARTMENT)) {
      String dimension = TicketFigures.dimension(kind) + ":";
      all = all.flatMap(none -> counting.tally(session, List.of(in), dimension).map(counts -> {
        Map<String, Integer> ranks = RankedList.of(kind).map(Standings.counted(catalogue.units(), counts.get(in), formula, assessment.of(in).scoreV2(), null)::ranks).orElse(Map.of());
        catalogue.units().ofKind(kind).stream().filter(u -> unit.code().equals(u.districtCode())).forEach(u -> {
          Counts c = counts.get(in).getOrDefault(dimension + u.code(), Counts.NONE);
          found.add(new Below(u.code(), u.name(), u.en(), kind, ranks.get(u.code()), c.get(Figure.RECEIVED), RatesView.of(ThreeRates.of(c, formula)), c, dimension + u.code()));
        });
        return found;
      }));
    }
    return all;
  }
}
