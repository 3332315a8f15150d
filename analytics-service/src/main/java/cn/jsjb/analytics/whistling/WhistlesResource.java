package cn.jsjb.analytics.whistling;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.counting.Things;
import cn.jsjb.analytics.whistling.WhistleBoard.Attendance;
import cn.jsjb.analytics.whistling.WhistleBoard.Whistles;
import cn.jsjb.catalogue.BoardRules;
import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.edge.Caller;
import cn.jsjb.rating.Fraction;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** 吹哨报到看板 (A11). The rate is shown with its band and ranks nobody (W8). */
@Path("/api/boards/whistles")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class WhistlesResource {
  private static final Set<Figure> DISPATCHED = Set.of(Figure.DISPATCHED);

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject WhistleBoard board;

  public record Ground(WhistleGround ground, String name, String en, @JsonUnwrapped Whistles whistles) {}

  /** @param dispatched null where it is another's that blew it together with the caller; @param rate whistles per dispatched ticket; null without one; @param withinBand null without a rate */
  public record Place(String code, String name, String en, @JsonUnwrapped Whistles whistles, Long dispatched, BigDecimal rate, Boolean withinBand) {}

  public record Department(String code, String name, String en, @JsonUnwrapped Attendance attendance, String figure) {}

  public record Board(@JsonUnwrapped Basis basis, BoardRules.Band band, Place total, List<Ground> grounds, List<Place> districts, List<Place> localities, List<Department> departments) {}

  @GET
  public Uni<Board> board(@QueryParam("period") String period) {
    Period in = asked.period(period);
    Scope scope = Scope.of(caller);
    return database.withSession(session -> board.things(session, in, scope)
        .flatMap(things -> counting.tally(session, List.of(in), "locality:", DISPATCHED)
            .flatMap(localities -> counting.tally(session, List.of(in), "district:", DISPATCHED)
                .flatMap(districts -> counting.tally(session, List.of(in), scope.dimension(), DISPATCHED)
                    .flatMap(whole -> asked.basis(session, in, asked.formula(in, null)).map(basis -> board(basis, in, scope, things, localities.get(in), districts.get(in), whole.get(in))))))));
  }

  private Board board(Basis basis, Period in, Scope scope, Things things, Map<String, Counts> localities, Map<String, Counts> districts, Map<String, Counts> whole) {
    BoardRules rules = asked.rules(in);
    return new Board(basis, rules.whistleBand(), place(null, things, WhistleBoard.ALL, whole.getOrDefault(scope.dimension(), Counts.NONE).get(Figure.DISPATCHED), rules),
        Arrays.stream(WhistleGround.values()).map(g -> new Ground(g, Names.of(g).chinese(), Names.of(g).english(), Whistles.of(things, WhistleBoard.ALL + ":ground:" + g))).toList(),
        places("district:", things, scope, districts, rules), places("locality:", things, scope, localities, rules),
        things.below(WhistleBoard.ALL + ":department:").stream().map(code -> {
          Unit unit = catalogue.units().find(code).orElse(null);
          String cell = WhistleBoard.ALL + ":department:" + code;
          return new Department(code, unit == null ? code : unit.name(), unit == null ? code : unit.en(), Attendance.of(things, cell), cell);
        }).toList());
  }

  private List<Place> places(String dimension, Things things, Scope scope, Map<String, Counts> counts, BoardRules rules) {
    return things.below(WhistleBoard.ALL + ":" + dimension).stream()
        .map(code -> place(code, things, WhistleBoard.ALL + ":" + dimension + code, scope.seesUnit(code) ? counts.getOrDefault(dimension + code, Counts.NONE).get(Figure.DISPATCHED) : null, rules)).toList();
  }

  private Place place(String code, Things things, String cell, Long dispatched, BoardRules rules) {
    Unit unit = catalogue.units().find(code).orElse(null);
    Whistles whistles = Whistles.of(things, cell);
    Fraction rate = dispatched == null || dispatched == 0 ? null : Fraction.of(whistles.whistles(), dispatched);
    Boolean within = rate == null ? null : rate.compareTo(Fraction.of(rules.whistleBand().low())) >= 0 && rate.compareTo(Fraction.of(rules.whistleBand().high())) <= 0;
    return new Place(code, unit == null ? code : unit.name(), unit == null ? code : unit.en(), whistles, dispatched, dispatched == null ? null : Parts.share(whistles.whistles(), dispatched), within);
  }
}
