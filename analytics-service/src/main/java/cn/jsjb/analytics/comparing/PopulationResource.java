package cn.jsjb.analytics.comparing;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.rating.RatesView.Exact;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Population;
import cn.jsjb.catalogue.Unit;
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
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** 万人诉求比 (A08): tickets that the units of a district answer for, per 10,000 of its residents. Lowest first; a district sees its own row with its place. */
@Path("/api/boards/population")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class PopulationResource {
  private static final String DISTRICT = "district:";
  private static final long PER = 10_000;

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Assessment assessment;
  @Inject Caller caller;

  public record Source(String version, LocalDate validFrom, String title, int year, String source, String basis) {}

  /** @param per10k two decimals, half up; what is of last year is null where nothing is on record of it */
  public record District(Integer rank, String districtCode, String name, String en, long volume, long population, BigDecimal per10k, Exact per10kExact, Long lastYearVolume,
      BigDecimal lastYearPer10k, String figure) {}

  public record City(long volume, long population, BigDecimal per10k, Exact per10kExact) {}

  /** Not counted apart in the census. */
  public record Without(String code, String name, String en, long volume, String figure) {}

  /** @param basis of a year: from its first period to its last, whose name and rules it has; @param year null for a period; @param city of the districts that have a population */
  public record Board(@JsonUnwrapped Basis basis, Integer year, Source source, List<District> items, int total, City city, List<Without> without) {}

  @GET
  public Uni<Board> board(@QueryParam("period") String period, @QueryParam("year") String year) {
    boolean scoped = !Scope.of(caller).isAll();
    Period in = asked.period(period);
    Integer whole = year == null || year.isBlank() ? null : Integer.valueOf(asked.year(year));
    Period yearAgo = asked.monthsBefore(in, 12);
    return database.withSession(session -> (whole == null
        ? counting.tally(session, List.of(in, yearAgo), DISTRICT).map(found -> List.of(found.get(in), found.get(yearAgo)))
        : counting.years(session, List.of(whole, whole - 1), DISTRICT).map(found -> List.of(found.get(whole), found.get(whole - 1))))
        .flatMap(counts -> basis(session, in, whole).map(basis -> board(basis, whole, scoped, counts.get(0), counts.get(1),
            Population.at(whole == null ? in.firstDay().plusMonths(1).minusDays(1) : LocalDate.of(whole, 12, 31))))));
  }

  /** Of a year: from its first period to its last. */
  private Uni<Basis> basis(Mutiny.Session session, Period in, Integer year) {
    if (year == null) {
      return asked.basis(session, in, asked.formula(in, null));
    }
    Period first = assessment.period(YearMonth.of(year, 1));
    Period last = assessment.period(YearMonth.of(year, 12));
    return asked.basis(session, last, asked.formula(last, null)).map(b -> new Basis(b.period(), first.from(), b.to(), b.formula(), b.asOf(), b.behind()));
  }

  private Board board(Basis basis, Integer year, boolean scoped, Map<String, Counts> now, Map<String, Counts> before, Population residents) {
    List<District> ranked = new ArrayList<>();
    List<Unit> districts = catalogue.units().districts().stream().filter(u -> residents.districts().containsKey(u.code()))
        .sorted(Comparator.comparing((Unit u) -> per(volume(now, u), residents.districts().get(u.code()))).thenComparing(Unit::code)).toList();
    for (Unit u : districts) {
      long people = residents.districts().get(u.code());
      Fraction index = per(volume(now, u), people);
      District above = ranked.isEmpty() ? null : ranked.getLast();
      Long then = Parts.then(before, before.getOrDefault(DISTRICT + u.code(), Counts.NONE));
      boolean tie = above != null && per(above.volume(), above.population()).compareTo(index) == 0;
      ranked.add(new District(tie ? above.rank() : Integer.valueOf(ranked.size() + 1), u.code(), u.name(), u.en(), volume(now, u), people, index.rounded(2), exact(index), then,
          then == null ? null : per(then, people).rounded(2), year == null ? DISTRICT + u.code() : "year:%d@%s%s".formatted(year, DISTRICT, u.code())));
    }
    long volume = ranked.stream().mapToLong(District::volume).sum();
    Fraction city = per(volume, residents.total());
    List<District> items = ranked.stream().filter(d -> caller.sees(d.districtCode())).toList();
    return new Board(basis, year, new Source(residents.version(), residents.validFrom(), residents.title(), residents.year(), residents.source(), residents.basis()), items, items.size(),
        scoped ? null : new City(volume, residents.total(), city.rounded(2), exact(city)),
        catalogue.units().districts().stream().filter(u -> !residents.districts().containsKey(u.code()) && caller.sees(u.code()))
            .map(u -> new Without(u.code(), u.name(), u.en(), volume(now, u), year == null ? DISTRICT + u.code() : "year:%d@%s%s".formatted(year, DISTRICT, u.code()))).toList());
  }

  private static long volume(Map<String, Counts> counts, Unit unit) { return counts.getOrDefault(DISTRICT + unit.code(), Counts.NONE).get(Figure.RECEIVED); }

  private static Fraction per(long volume, long people) { return Fraction.of(volume * PER, people); }

  private static Exact exact(Fraction fraction) { return new Exact(fraction.numerator(), fraction.denominator()); }
}
