package cn.jsjb.analytics.reporting;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Counting;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.tracing.FigureId;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.BoardRules;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts the tickets received, and the answers given, in a day of the daily report, from one noon to the next (rule C-7), and opens them. */
@ApplicationScoped
public class DayCounting implements Opening {
  static final String DAILY = "daily:";
  private static final Set<Figure> CAME = EnumSet.of(Figure.RECEIVED, Figure.CLOSED);
  private static final Set<Figure> GIVEN = EnumSet.copyOf(Arrays.stream(Figure.values()).filter(Figure::isAnswer).toList());

  @Inject Catalogue catalogue;
  @Inject Assessment assessment;
  @Inject Counting counting;
  @Inject Clock clock;

  /** 正午到正午: ends on {@code day} at noon. */
  public record Window(LocalDate day, OffsetDateTime from, OffsetDateTime to) {
    static Window of(LocalDate day, Assessment assessment) {
      Assessment.Day from = assessment.day(day);
      return new Window(day, from.from(), from.to());
    }


    Condition received() { return Condition.within("receivedAt", from.toInstant(), to.toInstant()); }

    Condition answered() { return Condition.within("answeredAt", from.toInstant(), to.toInstant()).and(Condition.figure(Figure.VALID)); }

    String figure() { return DAILY + day; }
  }

  Window before(Window window) { return Window.of(window.day().minusDays(1), assessment); }

  /** The day of this name; the last window that is over when none is named. */
  Window window(String day) {
    if (day == null || day.isBlank()) {
      ZonedDateTime now = clock.instant().atZone(Period.ZONE);
      Window today = Window.of(now.toLocalDate(), assessment);
      return now.toOffsetDateTime().isBefore(today.to()) ? before(today) : today;
    }
    try {
      LocalDate named = LocalDate.parse(day);
      if (named.getYear() >= 1900 && named.getYear() < 2200) {
        return Window.of(named, assessment);
      }
    } catch (DateTimeException notADay) {
      // told below
    }
    throw Refused.field("day", Reason.FIELD_INVALID, "day", "YYYY-MM-DD");
  }

  /** Value of a column → how many tickets were received in the window, and are closed by now. */
  Uni<Map<String, Counts>> received(Mutiny.Session session, Window window, String column, Scope scope) {
    return counting.bits(session, window.received().and(Condition.figure(Figure.RECEIVED)).and(scope.condition()), column, CAME);
  }

  /** Value of a column → the answers given in the window. */
  Uni<Map<String, Counts>> answered(Mutiny.Session session, Window window, String column, Scope scope) { return counting.bits(session, window.answered().and(scope.condition()), column, GIVEN); }

  static Counts sum(Map<String, Counts> counts) { return counts.values().stream().reduce(Counts.NONE, Counts::plus); }

  @Override public boolean opens(String figure) { return figure.startsWith(DAILY); }

  /** {@code daily:2026-05-06@category:010101/received}, {@code daily:2026-05-06@class:HEATING/completed}. */
  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) {
    int slash = figure.lastIndexOf('/');
    if (slash < 0) {
      throw unknown();
    }
    String cell = figure.substring(DAILY.length(), slash);
    int at = cell.indexOf('@');
    Window window = window(at < 0 ? cell : cell.substring(0, at));
    Condition which = at < 0 ? Condition.ALL : which(cell.substring(at + 1), window);
    Condition counted = switch (figure.substring(slash + 1)) {
      case "received", "volume" -> window.received().and(Condition.figure(Figure.RECEIVED));
      case "completed" -> window.received().and(Condition.figure(Figure.RECEIVED)).and(Condition.figure(Figure.CLOSED));
      case String count -> window.answered().and(Condition.figure(Figure.find(count).filter(Figure::isAnswer).orElseThrow(DayCounting::unknown)));
    };
    return Uni.createFrom().item(Behind.of(counted.and(which)));
  }

  private Condition which(String dimension, Window window) {
    return dimension.startsWith("class:")
        ? BoardRules.at(window.day()).urgent().stream().filter(c -> dimension.equals("class:" + c.code())).map(c -> Condition.categoryAmong(c.categories())).findFirst().orElseThrow(DayCounting::unknown)
        : FigureId.dimension(dimension, catalogue).orElseThrow(DayCounting::unknown);
  }

  private static Refused unknown() { return Refused.field("figure", Reason.FIELD_INVALID, "figure", "daily:2026-05-06/received, daily:2026-05-06@category:010101/received, daily:2026-05-06@class:HEATING/resolved …"); }

  /** Rows of tickets that meet a condition, newest first. */
  static <T> Uni<List<T>> newest(Mutiny.Session session, Condition which, Class<T> row, int most) {
    var query = session.createSelectionQuery("select t from TicketRow t where " + which.hql() + " order by t.receivedAt desc, t.id", row).setMaxResults(most);
    which.parameters().forEach(query::setParameter);
    return query.getResultList();
  }
}
