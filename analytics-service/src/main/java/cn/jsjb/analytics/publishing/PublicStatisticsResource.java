package cn.jsjb.analytics.publishing;

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
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Open statistics (REG §34, dashboard A19): counts of the whole city, for everybody; nothing of a person, a unit or a place. */
@Path("/api/public/statistics")
@PermitAll
public class PublicStatisticsResource {
  private static final int MONTHS = 13;

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject Asked asked;

  /** @param completed closed in the period, whenever created */
  public record Month(String period, long received, long completed, @JsonUnwrapped RatesView rates) {}

  /** @param category first-level category, two digits */
  public record CategoryVolume(String category, String name, String en, long received) {}

  /** @param unclassified tickets of the period that have no category yet */
  public record Statistics(@JsonUnwrapped Basis basis, long received, long completed, @JsonUnwrapped RatesView rates,
      List<CategoryVolume> categories, long unclassified, List<Month> months) {}

  /** The period, and the {@value #MONTHS} periods up to it. */
  @GET
  public Uni<Statistics> statistics(@QueryParam("period") String period) {
    Period in = asked.period(period);
    Formula formula = asked.formula(in, null);
    List<Period> periods = IntStream.range(0, MONTHS).mapToObj(i -> asked.monthsBefore(in, i)).toList();
    return database.withSession(session -> counting.tally(session, periods, "city")
        .flatMap(city -> counting.tally(session, List.of(in), "category:")
            .flatMap(categories -> asked.basis(session, in, formula).map(basis -> {
              List<Month> months = periods.stream().map(p -> month(p, city.get(p).getOrDefault("city", Counts.NONE))).toList();
              Counts now = city.get(in).getOrDefault("city", Counts.NONE);
              List<CategoryVolume> volumes = catalogue.categories().headings().stream().filter(h -> h.code().length() == 2)
                  .map(h -> volume(h, categories.get(in).getOrDefault("category:" + h.code(), Counts.NONE))).toList();
              long classified = volumes.stream().mapToLong(CategoryVolume::received).sum();
              return new Statistics(basis, now.get(Figure.RECEIVED), now.get(Figure.COMPLETED), RatesView.of(ThreeRates.of(now, formula)), volumes,
                  now.get(Figure.RECEIVED) - classified, months);
            }))));
  }

  private Month month(Period period, Counts counts) {
    return new Month(period.key(), counts.get(Figure.RECEIVED), counts.get(Figure.COMPLETED),
        RatesView.of(ThreeRates.of(counts, asked.formula(period, null))));
  }

  private static CategoryVolume volume(Heading heading, Counts counts) {
    return new CategoryVolume(heading.code(), heading.name(), heading.en(), counts.get(Figure.RECEIVED));
  }
}
