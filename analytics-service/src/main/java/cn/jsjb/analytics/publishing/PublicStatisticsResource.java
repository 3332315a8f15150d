package cn.jsjb.analytics.publishing;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.catalogue.Period;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Categories.Heading;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Open statistics (REG §34, dashboard A19): counts of the whole city, for everybody; nothing of a person; of units what was published. Of periods that have ended, and
 * their rates once they may be locked: of a running one two looks would tell what the ticket between them was answered.
 */
@Path("/api/public/statistics")
@PermitAll
public class PublicStatisticsResource {
  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Counting counting;
  @Inject CityMonths city;
  @Inject Asked asked;
  @Inject OpenRankings openRankings;
  @Inject Assessment assessment;
  @Inject Clock clock;

  /** @param completed closed in the period, whenever created */
  public record Month(String period, long received, long completed, @JsonUnwrapped RatesView rates) {}

  /** @param category first-level category, two digits; @param received null when so few that they could point at somebody ({@code suppressed}) */
  public record CategoryVolume(String category, String name, String en, Long received, boolean suppressed) {}

  /**
   * @param rates null with their fractions when they rest on few answers or more may come in
   * @param unclassified tickets of the period that have no category yet; null when they are few, as in {@link CategoryVolume}
   * @param open what is published of the period
   */
  public record Statistics(@JsonUnwrapped Basis basis, long received, long completed, @JsonUnwrapped RatesView rates,
      List<CategoryVolume> categories, Long unclassified, List<Month> months, @JsonUnwrapped OpenRankings.Open open) {}

  /** The period, and the {@value CityMonths#MONTHS} periods up to it. @param period the last that has ended when none is named */
  @GET
  public Uni<Statistics> statistics(@QueryParam("period") String period) {
    Period in = ended(period);
    int smallest = assessment.of(in).smallestTold();
    List<Period> periods = city.periods(in);
    return database.withSession(session -> city.counts(session, periods).flatMap(counts -> counting.tally(session, List.of(in), "category:")
        .flatMap(categories -> openRankings.of(session, in.key(), smallest).flatMap(open -> asked.basis(session, in, asked.formula(in, null)).map(basis -> {
          Counts now = counts.get(in);
          List<Heading> headings = catalogue.categories().headings().stream().filter(h -> h.code().length() == 2).toList();
          List<Long> volumes = new ArrayList<>(headings.stream().map(h -> categories.get(in).getOrDefault("category:" + h.code(), Counts.NONE).get(Figure.RECEIVED)).toList());
          volumes.add(now.get(Figure.RECEIVED) - volumes.stream().mapToLong(n -> n).sum());
          Set<Integer> untold = SmallNumbers.untold(volumes, smallest);
          List<CategoryVolume> told = IntStream.range(0, headings.size()).mapToObj(i -> new CategoryVolume(headings.get(i).code(), headings.get(i).name(), headings.get(i).en(),
              untold.contains(i) ? null : volumes.get(i), untold.contains(i))).toList();
          return new Statistics(basis, now.get(Figure.RECEIVED), now.get(Figure.COMPLETED), rates(in, now), told, untold.contains(headings.size()) ? null : volumes.getLast(),
              periods.stream().map(p -> new Month(p.key(), counts.get(p).get(Figure.RECEIVED), counts.get(p).get(Figure.COMPLETED), rates(p, counts.get(p)))).toList(), open);
        })))));
  }

  private Period ended(String named) {
    Period last = asked.monthsBefore(asked.period(null), 1);
    Period in = named == null || named.isBlank() ? last : asked.period(named);
    if (in.month().isAfter(last.month())) {
      throw Refused.field("period", Reason.FIELD_INVALID, "period", "≤ " + last.key());
    }
    return in;
  }

  private RatesView rates(Period period, Counts counts) {
    boolean told = SmallNumbers.areRatesTold(counts.valid(), assessment.of(period).smallestTold(), assessment.lockedAt(period.key()), clock.instant());
    return told ? city.rates(period, counts) : RatesView.UNTOLD;
  }
}
