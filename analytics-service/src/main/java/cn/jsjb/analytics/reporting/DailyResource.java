package cn.jsjb.analytics.reporting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Parts;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.ranking.Ranking;
import cn.jsjb.analytics.ranking.Ranking.Ranked;
import cn.jsjb.analytics.rating.Answers;
import cn.jsjb.analytics.reporting.DayCounting.Window;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Category;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
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
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** 日报 (A02): from noon to noon. */
@Path("/api/boards/daily")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class DailyResource {
  private static final int SUBJECTS = 5;
  private static final int BEST = 3;
  private static final int ENTERPRISES = 50;

  @Inject Mutiny.SessionFactory database;
  @Inject Catalogue catalogue;
  @Inject Assessment assessment;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject DayCounting days;

  public record Subject(String category, String name, String en, List<String> path, long received, BigDecimal share, String figure) {}

  public record Locality(String unitCode, String name, String en, long received, @JsonUnwrapped Answers answers, String figure) {}

  public record Enterprise(String name, long received, String figure) {}

  /** @param answers given in the window, whenever the tickets came in; @param top, bottom localities by the score of these answers */
  public record Daily(LocalDate day, OffsetDateTime from, OffsetDateTime to, Formula formula, Instant asOf, long behind, long volume, long previousVolume, BigDecimal change, Answers answers,
      Answers previousAnswers, List<Subject> categories, List<Locality> top, List<Locality> bottom, List<Enterprise> enterprises, String figure) {}

  @GET
  public Uni<Daily> report(@QueryParam("day") String day) {
    Window window = days.window(day);
    Scope scope = Scope.of(caller);
    Formula formula = asked.formula(assessment.periodOf(window.to().toInstant().minusMillis(1)), null);
    return database.withSession(session -> days.received(session, window, "category", scope)
        .flatMap(categories -> days.received(session, window, "unit", scope)
            .flatMap(units -> days.received(session, window, "enterprise", scope)
                .flatMap(enterprises -> days.answered(session, window, "unit", scope)
                    .flatMap(answers -> days.received(session, days.before(window), "channel", scope)
                        .flatMap(before -> days.answered(session, days.before(window), "channel", scope)
                            .flatMap(answersBefore -> asked.fresh(session).map(fresh -> {
                              long volume = DayCounting.sum(categories).get(Figure.RECEIVED);
                              long previous = DayCounting.sum(before).get(Figure.RECEIVED);
                              List<Locality> ranked = localities(window, units, answers, formula);
                              return new Daily(window.day(), window.from(), window.to(), formula, fresh.asOf(), fresh.behind(), volume, previous, Parts.change(volume, previous),
                                  Answers.of(DayCounting.sum(answers), formula), Answers.of(DayCounting.sum(answersBefore), formula), subjects(window, categories, volume),
                                  ranked.stream().limit(BEST).toList(), ranked.reversed().stream().limit(BEST).toList(), enterprises(window, enterprises), window.figure());
                            }))))))));
  }

  private List<Subject> subjects(Window window, Map<String, Counts> categories, long volume) {
    return categories.entrySet().stream().filter(e -> e.getKey() != null && e.getValue().get(Figure.RECEIVED) > 0)
        .sorted(Comparator.comparingLong((Map.Entry<String, Counts> e) -> e.getValue().get(Figure.RECEIVED)).reversed().thenComparing(Map.Entry::getKey)).limit(SUBJECTS)
        .map(e -> {
          Category category = catalogue.categories().find(e.getKey()).orElse(null);
          long received = e.getValue().get(Figure.RECEIVED);
          return new Subject(e.getKey(), category == null ? null : category.name(), category == null ? null : category.en(), category == null ? List.of() : catalogue.categories().path(e.getKey()),
              received, Parts.share(received, volume), window.figure() + "@category:" + e.getKey());
        }).toList();
  }

  /** Those with an answer, best first. */
  private List<Locality> localities(Window window, Map<String, Counts> units, Map<String, Counts> answers, Formula formula) {
    List<Ranking.Entry> entries = catalogue.units().localities().stream().filter(u -> answers.containsKey(u.code()))
        .map(u -> new Ranking.Entry(u.code(), units.getOrDefault(u.code(), Counts.NONE).plus(answers.get(u.code())), ThreeRates.of(answers.get(u.code()), formula))).toList();
    return Ranking.of(entries).stream().map(Ranked::entry).map(e -> {
      Unit unit = catalogue.units().require(e.unit());
      return new Locality(e.unit(), unit.name(), unit.en(), e.counts().get(Figure.RECEIVED), Answers.of(answers.get(e.unit()), formula), window.figure() + "@locality:" + e.unit());
    }).toList();
  }

  private static List<Enterprise> enterprises(Window window, Map<String, Counts> enterprises) {
    return enterprises.entrySet().stream().filter(e -> e.getKey() != null && e.getValue().get(Figure.RECEIVED) > 0)
        .map(e -> new Enterprise(e.getKey(), e.getValue().get(Figure.RECEIVED), window.figure() + "@enterprise:" + e.getKey()))
        .sorted(Comparator.comparingLong(Enterprise::received).reversed().thenComparing(Enterprise::name)).limit(ENTERPRISES).toList();
  }
}
