package cn.jsjb.analytics.locking;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads what is locked. A version never changes, so its standings are kept in memory by its hash. */
@ApplicationScoped
public class Periods {
  @Inject Pool pool;

  private final Cache<String, Standings> standings = Caffeine.newBuilder().maximumSize(64).build();

  /** Period → what is said of it, without the locked lists, newest last. */
  public Uni<TreeMap<String, AssessmentPeriod>> briefs(Mutiny.Session session, List<String> periods) {
    return session.createSelectionQuery("select r.brief from ProgrammeRow r where r.id in :ids and r.brief is not null", String.class)
        .setParameter("ids", periods.stream().map(AssessmentPeriod::stream).toList()).getResultList().map(briefs -> {
          TreeMap<String, AssessmentPeriod> found = new TreeMap<>();
          briefs.stream().map(Periods::parse).forEach(p -> found.put(p.opened().period(), p));
          return found;
        });
  }

  /** All of them, newest first, likewise. Blocks its (virtual) thread. */
  List<AssessmentPeriod> all() {
    List<AssessmentPeriod> all = new ArrayList<>();
    PlacedCount.await(pool.query("SELECT brief FROM projection.programme WHERE kind = 'PERIOD' AND brief IS NOT NULL ORDER BY id DESC").execute()).forEach(row -> all.add(parse(row.getString(0))));
    return all;
  }

  private Uni<AssessmentPeriod> whole(Mutiny.Session session, String period) {
    return session.createSelectionQuery("select r.state from ProgrammeRow r where r.id = :id and r.brief is not null", String.class).setParameter("id", AssessmentPeriod.stream(period))
        .getSingleResultOrNull().map(state -> {
          if (state == null) {
            throw new Refused(Reason.NOT_FOUND, period);
          }
          return parse(state);
        });
  }

  /** The lists of these versions as they were locked; period → standings. Reads only what is not in memory. */
  public Uni<Map<String, Standings>> locked(Mutiny.Session session, Map<String, AssessmentPeriod.Version> versions) {
    Map<String, Standings> found = new HashMap<>();
    Uni<Map<String, Standings>> all = Uni.createFrom().item(found);
    for (Map.Entry<String, AssessmentPeriod.Version> one : versions.entrySet()) {
      Standings known = standings.getIfPresent(one.getValue().hash());
      if (known != null) {
        found.put(one.getKey(), known);
      } else {
        all = all.flatMap(sofar -> whole(session, one.getKey()).map(period -> {
          sofar.put(one.getKey(), of(period.version(one.getValue().number()).orElseThrow()));
          return sofar;
        }));
      }
    }
    return all;
  }

  /** The lists of a version with its snapshot. */
  public Standings of(AssessmentPeriod.Version version) { return standings.get(version.hash(), hash -> Standings.locked(version.snapshot())); }

  private static AssessmentPeriod parse(String json) {
    try {
      return (AssessmentPeriod) EventTypes.JSON.readValue(json, ProgrammeStream.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored period cannot be read; rebuild the service", e);
    }
  }

  /** Names of periods up to this one, oldest first. */
  public static List<String> upTo(Period period, int months) {
    return IntStream.range(0, months).mapToObj(i -> period.month().minusMonths(months - 1L - i).toString()).toList();
  }
}
