package cn.jsjb.analytics.publishing;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Period;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.rating.ThreeRates;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Categories.Heading;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Open statistics (REG §34, dashboard A19): counts of the whole city, for everybody; nothing of a person; of units what was published. */
@Path("/api/public/statistics")
@PermitAll
public class PublicStatisticsResource {
  private static final int MONTHS = 13;

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject OpenRankings openRankings;
  @Inject Assessment assessment;

  /** @param completed closed in the period, whenever created */
  public record Month(String period, long received, long completed, @JsonUnwrapped RatesView rates) {}

  /** @param category first-level category, two digits; @param received null when so few that they could point at somebody ({@code suppressed}) */
  public record CategoryVolume(String category, String name, String en, Long received, boolean suppressed) {}

  /**
   * @param unclassified tickets of the period that have no category yet; null when they are few, as in {@link CategoryVolume}
   * @param open what is published of the period
   */
  public record Statistics(@JsonUnwrapped Basis basis, long received, long completed, @JsonUnwrapped RatesView rates,
      List<CategoryVolume> categories, Long unclassified, List<Month> months, @JsonUnwrapped OpenRankings.Open open) {}

  /** The period, and the {@value #MONTHS} periods up to it. */
  @GET
  public Uni<Statistics> statistics(@QueryParam("period") String period) {
    Period in = asked.period(period);
    Formula formula = asked.formula(in, null);
    List<Period> periods = IntStream.range(0, MONTHS).mapToObj(i -> asked.monthsBefore(in, i)).toList();
    return database.withSession(session -> counting.tally(session, periods, "city")
        .flatMap(city -> counting.tally(session, List.of(in), "category:")
            .flatMap(categories -> openRankings.of(session, in.key(), assessment.of(in).smallestTold()).flatMap(open -> asked.basis(session, in, formula).map(basis -> {
              List<Month> months = periods.stream().map(p -> month(p, city.get(p).getOrDefault("city", Counts.NONE))).toList();
              Counts now = city.get(in).getOrDefault("city", Counts.NONE);
              List<Heading> headings = catalogue.categories().headings().stream().filter(h -> h.code().length() == 2).toList();
              List<Long> volumes = new ArrayList<>(headings.stream().map(h -> categories.get(in).getOrDefault("category:" + h.code(), Counts.NONE).get(Figure.RECEIVED)).toList());
              volumes.add(now.get(Figure.RECEIVED) - volumes.stream().mapToLong(n -> n).sum());
              Set<Integer> untold = SmallNumbers.untold(volumes, assessment.of(in).smallestTold());
              List<CategoryVolume> told = IntStream.range(0, headings.size()).mapToObj(i -> new CategoryVolume(headings.get(i).code(), headings.get(i).name(), headings.get(i).en(),
                  untold.contains(i) ? null : volumes.get(i), untold.contains(i))).toList();
              return new Statistics(basis, now.get(Figure.RECEIVED), now.get(Figure.COMPLETED), RatesView.of(ThreeRates.of(now, formula)), told,
                  untold.contains(headings.size()) ? null : volumes.getLast(), months, open);
            })))));
  }

  private Month month(Period period, Counts counts) {
    return new Month(period.key(), counts.get(Figure.RECEIVED), counts.get(Figure.COMPLETED),
        RatesView.of(ThreeRates.of(counts, asked.formula(period, null))));
  }
}
