package cn.jsjb.analytics.scoring;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.ranking.Ranking;
import cn.jsjb.analytics.ranking.Ranking.Ranked;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** 街乡镇历年 (A07): volume and rank of a locality by year and by month. */
@Path("/api/boards/localities")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class HistoryResource {
  private static final String LOCALITY = "locality:";
  private static final int MONTHS = 13;
  private static final int MOST_YEARS = 10;

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Assessment assessment;
  @Inject Caller caller;

  /** @param year its assessment periods 01 to 12 */
  public record Year(int year, long volume, Integer rank, int ranked, @JsonUnwrapped RatesView rates, Counts counts, String figure) {}

  public record Month(String period, long volume, Integer rank, int ranked, @JsonUnwrapped RatesView rates, Counts counts, String figure) {}

  public record History(Instant asOf, long behind, Formula formula, String unitCode, String name, String en, List<Year> years, List<Month> months) {}

  @GET
  @Path("/{code}")
  public Uni<History> one(@PathParam("code") String code, @QueryParam("years") String years, @QueryParam("period") String period) {
    Unit unit = catalogue.units().find(code).filter(u -> u.kind() == Unit.Kind.LOCALITY).orElseThrow(() -> new Refused(Reason.NOT_FOUND, code));
    if (!caller.sees(code)) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    Integer asking = Input.number("years", years);
    int back = asking == null ? 5 : asking;
    if (back < 1 || back > MOST_YEARS) {
      throw Refused.field("years", Reason.FIELD_INVALID, "years", "1…" + MOST_YEARS);
    }
    Period in = asked.period(period);
    Formula formula = asked.formula(in, null);
    int last = in.month().getYear();
    List<Integer> all = IntStream.rangeClosed(last - back + 1, last).boxed().toList();
    List<Period> months = IntStream.range(0, MONTHS).mapToObj(i -> asked.monthsBefore(in, MONTHS - 1 - i)).toList();
    List<Period> read = Stream.concat(all.stream().flatMap(y -> IntStream.rangeClosed(1, 12).mapToObj(m -> assessment.period(YearMonth.of(y, m)))), months.stream()).distinct().toList();
    return database.withSession(session -> counting.tally(session, read, LOCALITY, Standings.RANKED).flatMap(lists -> counting.tally(session, read, LOCALITY + code).flatMap(own -> asked.fresh(session).map(fresh -> {
      // All of its own figures, and of the others what ranks them.
      read.forEach(m -> lists.get(m).putAll(own.get(m)));
      return new History(fresh.asOf(), fresh.behind(), formula, code, unit.name(), unit.en(), all.stream().map(y -> year(y, of(code, summed(y, lists), formula, in))).toList(),
          months.stream().map(m -> month(m, of(code, lists.get(m), asked.formula(m, null), m))).toList());
    }))));
  }

  private static Map<String, Counts> summed(int year, Map<Period, Map<String, Counts>> months) {
    Map<String, Counts> sums = new HashMap<>();
    months.forEach((month, counts) -> {
      if (month.month().getYear() == year) {
        counts.forEach((dimension, count) -> sums.merge(dimension, count, Counts::plus));
      }
    });
    return sums;
  }

  private static Year year(int year, Ranked r) {
    return new Year(year, r.entry().counts().get(Figure.RECEIVED), r.rank(), Catalogue.get().units().localities().size(), RatesView.of(r.entry().rates()), r.entry().counts(),
        "year:%d@%s%s".formatted(year, LOCALITY, r.entry().unit()));
  }

  private static Month month(Period month, Ranked r) {
    return new Month(month.key(), r.entry().counts().get(Figure.RECEIVED), r.rank(), Catalogue.get().units().localities().size(), RatesView.of(r.entry().rates()), r.entry().counts(), LOCALITY + r.entry().unit());
  }

  /** Its place among all localities. */
  private Ranked of(String code, Map<String, Counts> counts, Formula formula, Period rules) {
    return Ranking.placeOf(code, catalogue.units().localities().stream()
        .map(u -> Standings.entry(u.code(), counts.getOrDefault(LOCALITY + u.code(), Counts.NONE), formula, assessment.of(rules).scoreV2())).toList());
  }
}
