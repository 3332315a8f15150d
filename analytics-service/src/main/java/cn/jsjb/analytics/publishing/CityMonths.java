package cn.jsjb.analytics.publishing;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Period;
import cn.jsjb.rating.ThreeRates;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The whole city, a period and those before it: what leaders read; the public is told a part of it. */
@ApplicationScoped
public class CityMonths {
  static final int MONTHS = 13;

  @Inject Counting counting;
  @Inject Asked asked;

  /** @param completed closed in the period, whenever created */
  public record Month(String period, long received, long completed, @JsonUnwrapped RatesView rates) {}

  public record Whole(@JsonUnwrapped Basis basis, long received, long completed, @JsonUnwrapped RatesView rates, List<Month> months) {}

  /** The period and the {@value #MONTHS} − 1 before it, newest first. */
  List<Period> periods(Period in) { return IntStream.range(0, MONTHS).mapToObj(i -> asked.monthsBefore(in, i)).toList(); }

  /** Period → counts of the city. */
  Uni<Map<Period, Counts>> counts(Mutiny.Session session, List<Period> periods) {
    return counting.tally(session, periods, "city").map(found -> periods.stream().collect(Collectors.toMap(p -> p, p -> found.get(p).getOrDefault("city", Counts.NONE))));
  }

  public Uni<Whole> of(Mutiny.Session session, Period in) {
    List<Period> periods = periods(in);
    return counts(session, periods).flatMap(city -> asked.basis(session, in, asked.formula(in, null)).map(basis -> new Whole(basis, city.get(in).get(Figure.RECEIVED), city.get(in).get(Figure.COMPLETED),
        rates(in, city.get(in)), periods.stream().map(p -> new Month(p.key(), city.get(p).get(Figure.RECEIVED), city.get(p).get(Figure.COMPLETED), rates(p, city.get(p)))).toList())));
  }

  RatesView rates(Period period, Counts counts) { return RatesView.of(ThreeRates.of(counts, asked.formula(period, null))); }
}
