package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Freshness;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.rating.ThreeRates;
import cn.jsjb.runtime.FollowingHealth;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.reactive.mutiny.Mutiny;

/** Candidates for next year's topics (每月一题, domain 6.2): much complained of, badly answered, passed between units, in several districts. Counted anew every ten minutes. */
@Path("/api/topic-candidates")
@RolesAllowed({Caller.BUREAU, Caller.SUPERVISOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class CandidatesResource {
  private static final String CATEGORY = "category:";
  private static final int FIRST_LEVEL = 2;
  private static final Cache<Integer, Board> COUNTED = Caffeine.newBuilder().maximumSize(20).expireAfterWrite(Duration.ofMinutes(10)).build();

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Assessment assessment;
  @Inject Counting counting;
  @Inject Asked asked;
  @Inject Freshness freshness;
  @Inject @Readiness FollowingHealth following;

  /** @param year whose topics are looked for; the tickets are those of the twelve periods of the year before */
  public record Board(int year, OffsetDateTime from, OffsetDateTime to, Instant asOf, long behind, HotspotRules.Candidates formula, List<Choosing.Candidate> items, int total) {}

  @GET
  public Uni<Board> candidates(@QueryParam("year") String year) {
    Integer of = Input.number("year", Input.required("year", year));
    if (of < 2000 || of > 2199) {
      throw Refused.field("year", Reason.FIELD_INVALID, "year", "2027");
    }
    Board counted = COUNTED.getIfPresent(of);
    if (counted != null) {
      return Uni.createFrom().item(counted);
    }
    List<Period> periods = IntStream.rangeClosed(1, 12).mapToObj(month -> assessment.period(YearMonth.of(of - 1, month))).toList();
    HotspotRules.Candidates formula = HotspotRules.get().at(periods.getLast().from().toInstant()).candidates();
    return database.withSession(session -> counts(session, of - 1).flatMap(counts -> spread(session, periods, formula).flatMap(spread -> freshness.asOf(session).map(asOf -> {
      List<Choosing.Candidate> items = Choosing.of(of - 1, counts, spread, formula, c -> ThreeRates.of(c, asked.formula(periods.getLast(), null)).satisfaction(), catalogue);
      return new Board(of, periods.getFirst().from(), periods.getLast().to(), asOf.orElse(null), following.lag(), formula, items, items.size());
    })))).invoke(board -> COUNTED.put(of, board));
  }

  /** Of the third level; the first level is their sum. */
  private Uni<Map<String, Counts>> counts(Mutiny.Session session, int year) {
    return counting.years(session, List.of(year), CATEGORY).map(years -> {
      Map<String, Counts> found = new HashMap<>();
      years.get(year).forEach((dimension, counts) -> {
        String category = dimension.substring(CATEGORY.length());
        if (category.length() > FIRST_LEVEL) {
          found.put(category, counts);
        }
      });
      return found;
    });
  }

  /** Category → tickets that more than one unit had to do with, and the districts in which they lie. */
  private Uni<Map<String, Choosing.Spread>> spread(Mutiny.Session session, List<Period> periods, HotspotRules.Candidates formula) {
    int several = formula.crossUnit().stream().mapToInt(name -> Figure.find(name).orElseThrow().bit()).reduce(0, (a, b) -> a | b);
    return session.createSelectionQuery("""
        select t.category, sum(case when bitand(t.figures, :several) <> 0 then 1 else 0 end), count(distinct t.placeDistrict) from TicketRow t
        where t.category is not null and t.period in :periods and bitand(t.figures, :received) <> 0 group by t.category""", Object[].class)
        .setParameter("several", several).setParameter("received", Figure.RECEIVED.bit()).setParameter("periods", periods.stream().map(Period::key).toList()).getResultList().map(rows -> {
          Map<String, Choosing.Spread> found = new HashMap<>();
          rows.forEach(row -> found.put((String) row[0], new Choosing.Spread(((Number) row[1]).longValue(), ((Number) row[2]).intValue())));
          return found;
        });
  }
}
