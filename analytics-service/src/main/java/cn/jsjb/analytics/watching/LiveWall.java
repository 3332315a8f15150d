package cn.jsjb.analytics.watching;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.Mark;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.tracing.FigureId;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Channel;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** 大屏 (A01): what came in today and where it stands, what is open and overdue, the last hour minute by minute. */
@ApplicationScoped
public class LiveWall implements Opening {
  private static final int MINUTES = 60;
  private static final String TODAY = "live:";
  private static final String OVERDUE = "overdue:";

  @Inject Catalogue catalogue;
  @Inject Asked asked;
  @Inject Clock clock;

  /** Of the requests received. @param answered at once, by the hotline; @param dispatched to a unit at least once */
  public record Stream(long received, long registered, long answered, long diverted, long declined, long dispatched, long closed) {
    static final Stream NONE = new Stream(0, 0, 0, 0, 0, 0, 0);

    Stream and(int marks, int figures, long n) {
      return new Stream(received + n, registered + has(marks, Mark.REGISTERED.bit(), n), answered + has(marks, Mark.ANSWERED.bit(), n), diverted + has(marks, Mark.DIVERTED.bit(), n),
          declined + has(marks, Mark.DECLINED.bit(), n), dispatched + has(figures, Figure.DISPATCHED.bit(), n), closed + has(figures, Figure.CLOSED.bit(), n));
    }

    private static long has(int mask, int bit, long n) { return (mask & bit) == 0 ? 0 : n; }
  }

  public record Open(long total, long overdue, String figure) {}

  public record Overdue(Grade grade, String name, String en, long overdue, String figure) {}

  public record OfChannel(String code, String name, String en, @com.fasterxml.jackson.annotation.JsonUnwrapped Stream stream, String figure) {}

  /** Requests of one minute and what became of them. */
  public record Minute(Instant minute, long received, long registered, long answered, long dispatched) {}

  /** Null: no switchboard is connected. */
  public record Telephone(java.math.BigDecimal answeredWithin15Seconds, java.math.BigDecimal connectedWithin24Hours) {}

  public record Live(Instant asOf, long behind, Instant at, LocalDate day, OffsetDateTime from, Stream today, Open open, List<Overdue> overdue, List<OfChannel> channels,
      List<Minute> minutes, Telephone telephone, String figure) {}

  public Uni<Live> now(Mutiny.Session session, Scope scope) {
    Instant at = clock.instant();
    LocalDate day = LocalDate.ofInstant(at, Period.ZONE);
    return today(session, day, scope).flatMap(today -> open(session, scope).flatMap(open -> overdue(session, scope)
        .flatMap(overdue -> minutes(session, at, scope).flatMap(minutes -> asked.fresh(session).map(fresh -> {
          Stream all = today.values().stream().reduce(Stream.NONE, LiveWall::plus);
          return new Live(fresh.asOf(), fresh.behind(), at, day, day.atStartOfDay(Period.ZONE).toOffsetDateTime(), all,
              new Open(open, overdue.stream().mapToLong(Overdue::overdue).sum(), "open"), overdue, channels(day, today), minutes, new Telephone(null, null), TODAY + day);
        })))));
  }

  private static Stream plus(Stream a, Stream b) {
    return new Stream(a.received + b.received, a.registered + b.registered, a.answered + b.answered, a.diverted + b.diverted, a.declined + b.declined, a.dispatched + b.dispatched, a.closed + b.closed);
  }

  private static Condition of(LocalDate day) {
    return Condition.within("receivedAt", day.atStartOfDay(Period.ZONE).toInstant(), day.plusDays(1).atStartOfDay(Period.ZONE).toInstant());
  }

  private Uni<Map<String, Stream>> today(Mutiny.Session session, LocalDate day, Scope scope) {
    Condition which = of(day).and(scope.condition());
    var query = session.createSelectionQuery("select t.channel, t.marks, t.figures, count(*) from TicketRow t where " + which.hql() + " group by t.channel, t.marks, t.figures", Object[].class);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> Stream.NONE.and((Integer) row[1], (Integer) row[2], (Long) row[3]), LiveWall::plus)));
  }

  private List<OfChannel> channels(LocalDate day, Map<String, Stream> today) {
    return catalogue.channels().all().stream().filter(c -> c.isOpenOn(day) || today.containsKey(c.code()))
        .map(c -> channel(c, day, today.getOrDefault(c.code(), Stream.NONE))).toList();
  }

  private static OfChannel channel(Channel c, LocalDate day, Stream stream) { return new OfChannel(c.code(), c.name(), c.en(), stream, TODAY + day + "@channel:" + c.code()); }

  /** Over all periods there are, from the tally. */
  private Uni<Long> open(Mutiny.Session session, Scope scope) {
    return session.createSelectionQuery("select min(t.period), max(t.period) from TicketRow t", Object[].class).getSingleResult().flatMap(ends -> {
      if (ends[0] == null) {
        return Uni.createFrom().item(0L);
      }
      List<String> cells = new ArrayList<>();
      for (YearMonth month = YearMonth.parse((String) ends[0]); !month.isAfter(YearMonth.parse((String) ends[1])); month = month.plusMonths(1)) {
        cells.add("'" + month + "/" + scope.dimension() + "'");
      }
      return session.createNativeQuery("select cast(coalesce(sum(open), 0) as bigint) from projection.tally where cell in (%s)".formatted(String.join(", ", cells)), Long.class).getSingleResult();
    });
  }

  private Uni<List<Overdue>> overdue(Mutiny.Session session, Scope scope) {
    Condition which = scope.condition();
    var query = session.createSelectionQuery("select t.overdueGrade, count(*) from TicketRow t where t.overdueGrade is not null and " + which.hql() + " group by t.overdueGrade", Object[].class);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> {
      Map<String, Long> found = rows.stream().collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
      return Arrays.stream(Grade.values()).map(g -> new Overdue(g, Names.of(g).chinese(), Names.of(g).english(), found.getOrDefault(g.name(), 0L), OVERDUE + g)).toList();
    });
  }

  private Uni<List<Minute>> minutes(Mutiny.Session session, Instant at, Scope scope) {
    Instant first = at.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1));
    Condition which = Condition.within("receivedAt", first, first.plus(Duration.ofMinutes(MINUTES))).and(scope.condition());
    var query = session.createSelectionQuery("select t.receivedAt, t.marks, t.figures from TicketRow t where " + which.hql(), Object[].class);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> {
      Stream[] minutes = new Stream[MINUTES];
      Arrays.fill(minutes, Stream.NONE);
      for (Object[] row : rows) {
        int minute = (int) ChronoUnit.MINUTES.between(first, (Instant) row[0]);
        minutes[minute] = minutes[minute].and((Integer) row[1], (Integer) row[2], 1);
      }
      List<Minute> found = new ArrayList<>();
      for (int i = 0; i < MINUTES; i++) {
        found.add(new Minute(first.plus(Duration.ofMinutes(i)), minutes[i].received, minutes[i].registered, minutes[i].answered, minutes[i].dispatched));
      }
      return found;
    });
  }

  @Override public boolean opens(String figure) { return figure.startsWith(TODAY) || figure.startsWith(OVERDUE) || figure.startsWith("open/"); }

  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) {
    int slash = figure.lastIndexOf('/');
    String cell = figure.substring(0, Math.max(0, slash));
    String count = figure.substring(slash + 1);
    try {
      if (cell.startsWith(TODAY)) {
        int at = cell.indexOf('@');
        Condition day = of(LocalDate.parse(cell.substring(TODAY.length(), at < 0 ? cell.length() : at)));
        return Uni.createFrom().item(Behind.of(day.and(at < 0 ? Condition.ALL : FigureId.dimension(cell.substring(at + 1), catalogue).orElseThrow(LiveWall::unknown)).and(stood(count))));
      }
      if (cell.equals("open") || cell.startsWith(OVERDUE)) {
        return Uni.createFrom().item(Behind.of(count.equals("total") ? Condition.figure(Figure.OPEN)
            : cell.equals("open") ? new Condition("t.overdueGrade is not null", Map.of()) : Condition.is("overdueGrade", Grade.valueOf(cell.substring(OVERDUE.length())).name())));
      }
    } catch (DateTimeException | IllegalArgumentException notOne) {
      // told below
    }
    throw unknown();
  }

  private static Condition stood(String count) {
    return switch (count) {
      case "received" -> Condition.ALL;
      case "registered" -> Condition.mark(Mark.REGISTERED);
      case "answered" -> Condition.mark(Mark.ANSWERED);
      case "diverted" -> Condition.mark(Mark.DIVERTED);
      case "declined" -> Condition.mark(Mark.DECLINED);
      case "dispatched" -> Condition.figure(Figure.DISPATCHED);
      case "closed" -> Condition.figure(Figure.CLOSED);
      default -> throw unknown();
    };
  }

  private static Refused unknown() { return Refused.field("figure", Reason.FIELD_INVALID, "figure", "live:2026-05-06/received, open/overdue, overdue:URGENT_2H/overdue …"); }
}
