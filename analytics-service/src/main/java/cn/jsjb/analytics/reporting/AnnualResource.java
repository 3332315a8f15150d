package cn.jsjb.analytics.reporting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.ranking.Ranking;
import cn.jsjb.analytics.ranking.Ranking.Ranked;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Categories.Heading;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Population;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import cn.jsjb.rating.Fraction;
import cn.jsjb.rating.ThreeRates;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** 年度体检报告 (A18): a year of twelve assessment periods, beside the year before. The city's; who sees only a part of it is shown none. */
@Path("/api/boards/annual")
@RolesAllowed({Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class AnnualResource {
  /** The dimensions of its rows: departments, a third of all cells, are not among them. */
  private static final List<String> SHOWN = List.of("category:", "channel:", "city", "district:", "locality:", "problem:");
  private static final int SUBJECTS = 20;
  private static final int LOCALITIES = 10;

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Assessment assessment;
  @Inject Counting counting;
  @Inject Asked asked;

  public record Month(String period, long volume, @JsonUnwrapped RatesView rates, Counts counts) {}

  /**
   * A category, a district, a locality, a problem or a channel.
   *
   * @param lastYearVolume null where nothing is on record of the year before
   * @param share of the year's volume; @param per10k residents, null for anything but a district with a population
   * @param rank among its kind by score; null for what is not ranked
   */
  public record Row(String code, String name, String en, long volume, Long lastYearVolume, BigDecimal change, BigDecimal share, BigDecimal per10k, Integer rank, @JsonUnwrapped RatesView rates, Counts counts,
      String figure) {}

  public record Localities(List<Row> most, List<Row> best, List<Row> worst) {}

  public record Report(int year, List<String> periods, Instant asOf, long behind, Formula formula, long volume, Long lastYearVolume, BigDecimal change, @JsonUnwrapped RatesView rates, Counts counts,
      List<Month> months, List<Row> categories, List<Row> subjects, List<Row> districts, Localities localities, List<Row> problems, List<Row> channels, String figure) {}

  private record Counted(int year, Map<String, Counts> now, Map<String, Counts> before, Formula formula) {
    Counts of(String dimension) { return now.getOrDefault(dimension, Counts.NONE); }

    Row row(String dimension, String code, String name, String en, BigDecimal per10k, Integer rank) {
      Counts counts = of(dimension);
      long volume = counts.get(Figure.RECEIVED);
      Long earlier = Parts.then(before, before.getOrDefault(dimension, Counts.NONE));
      return new Row(code, name, en, volume, earlier, Parts.change(volume, earlier), Parts.share(volume, of("city").get(Figure.RECEIVED)), per10k, rank, RatesView.of(ThreeRates.of(counts, formula)), counts,
          "year:%d@%s".formatted(year, dimension));
    }
  }

  @GET
  public Uni<Report> report(@QueryParam("year") String asking) {
    int year = asked.year(asking);
    List<Period> months = IntStream.rangeClosed(1, 12).mapToObj(m -> assessment.period(YearMonth.of(year, m))).toList();
    Formula formula = asked.formula(months.getLast(), null);
    return database.withSession(session -> counting.year(session, year, SHOWN, EnumSet.allOf(Figure.class)).flatMap(now -> counting.year(session, year - 1, SHOWN, EnumSet.of(Figure.RECEIVED))
        .flatMap(before -> counting.tally(session, months, "city").flatMap(monthly -> asked.fresh(session).map(fresh -> report(new Counted(year, now, before, formula), months, monthly, fresh))))));
  }

  private Report report(Counted c, List<Period> months, Map<Period, Map<String, Counts>> monthly, Asked.Fresh fresh) {
    Counts whole = c.of("city");
    long volume = whole.get(Figure.RECEIVED);
    Long earlier = Parts.then(c.before(), c.before().getOrDefault("city", Counts.NONE));
    Comparator<Row> byVolume = Comparator.comparingLong(Row::volume).reversed().thenComparing(Row::code);
    List<Row> localities = ranked(c, "locality:", catalogue.units().localities());
    List<Row> rated = localities.stream().filter(r -> r.rank() != null).sorted(Comparator.comparing(Row::rank).thenComparing(Row::code)).toList();
    return new Report(c.year(), months.stream().map(Period::key).toList(), fresh.asOf(), fresh.behind(), c.formula(), volume, earlier, Parts.change(volume, earlier),
        RatesView.of(ThreeRates.of(whole, c.formula())), whole, months.stream().map(m -> month(m, monthly.get(m).getOrDefault("city", Counts.NONE))).toList(),
        catalogue.categories().headings().stream().filter(h -> h.code().length() == 2).map((Heading h) -> c.row("category:" + h.code(), h.code(), h.name(), h.en(), null, null)).toList(),
        catalogue.categories().all().stream().map(k -> c.row("category:" + k.code(), k.code(), k.name(), k.en(), null, null)).filter(r -> r.volume() > 0).sorted(byVolume).limit(SUBJECTS).toList(),
        ranked(c, "district:", catalogue.units().districts()),
        new Localities(localities.stream().sorted(byVolume).limit(LOCALITIES).toList(), rated.stream().limit(LOCALITIES).toList(), rated.reversed().stream().limit(LOCALITIES).toList()),
        catalogue.problems().all().stream().map(p -> c.row("problem:" + p.id(), p.id(), p.name(), p.en(), null, null)).toList(),
        catalogue.channels().all().stream().map(k -> c.row("channel:" + k.code(), k.code(), k.name(), k.en(), null, null)).toList(), "year:%d@city".formatted(c.year()));
  }

  private Month month(Period period, Counts counts) { return new Month(period.key(), counts.get(Figure.RECEIVED), RatesView.of(ThreeRates.of(counts, asked.formula(period, null))), counts); }

  private List<Row> ranked(Counted c, String dimension, List<Unit> units) {
    Map<String, Integer> ranks = new HashMap<>();
    for (Ranked r : Ranking.of(units.stream().map(u -> Standings.entry(u.code(), c.of(dimension + u.code()), c.formula(), assessment.of(assessment.period(YearMonth.of(c.year(), 12))).scoreV2())).toList())) {
      ranks.put(r.entry().unit(), r.rank());
    }
    Map<String, Long> people = Population.at(LocalDate.of(c.year(), 12, 31)).districts();
    return units.stream().map(u -> {
      Long residents = people.get(u.code());
      BigDecimal per10k = residents == null ? null : Fraction.of(c.of(dimension + u.code()).get(Figure.RECEIVED) * 10_000, residents).rounded(2);
      return c.row(dimension + u.code(), u.code(), u.name(), u.en(), per10k, ranks.get(u.code()));
    }).toList();
  }
}
