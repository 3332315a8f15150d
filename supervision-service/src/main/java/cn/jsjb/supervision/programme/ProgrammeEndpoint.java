package cn.jsjb.supervision.programme;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Units;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What all resources of the programme share: the year of the path, who asks, days in Beijing, the scopes in sight. */
public abstract class ProgrammeEndpoint {
  protected static final int ID = 40, NAME = 200, NOTE = 1_000, MEASURES = 40;
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");

  @Inject protected LogService<Programme> service;
  @Inject protected Caller caller;
  @Inject protected Clock clock;
  @PathParam("year") protected int year;
  @HeaderParam("Idempotency-Key") protected String idempotencyKey;
  @HeaderParam("If-Match") protected String ifMatch;

  protected static Units units() { return Catalogue.get().units(); }

  protected LocalDate today() { return Programme.day(clock.instant()); }

  protected By by() { return new By(caller.is(Caller.LEADER), caller.is(Caller.SUPERVISOR), caller.isScoped(), caller.unit(), caller.user()); }

  /** The year as it stands; 404 while it is not published. */
  protected Row<Programme> published() {
    Row<Programme> row = service.follower().load(Programme.yearId(year));
    if (row == null || !(row.state() instanceof Year)) {
      throw new Refused(Reason.NOT_FOUND, Programme.yearId(year));
    }
    return row;
  }

  /** One problem as it stands; 404 when this year has none of this id, or it is not defined yet. */
  protected Row<Programme> row(String problem) {
    Row<Programme> row = Programme.isOf(year, problem) ? service.follower().load(problem) : null;
    if (row == null || !(row.state() instanceof Topic)) {
      throw new Refused(Reason.NOT_FOUND, problem);
    }
    return row;
  }

  /** The year's problems that are defined, in the order of their ids. */
  protected Map<String, Topic> topics() {
    Map<String, Topic> topics = new LinkedHashMap<>();
    Catalogue.get().problems().year(year).ifPresent(list -> list.problems().forEach(problem -> {
      Row<Programme> row = service.follower().load(problem.id());
      if (row != null && row.state() instanceof Topic topic) {
        topics.put(problem.id(), topic);
      }
    }));
    return topics;
  }

  /** The scopes a list is asked for: the one named, else all in sight. 403 when the one named is not. */
  protected Predicate<String> scopes(Topic topic, String scope) {
    By by = by();
    if (scope == null || scope.isBlank()) {
      return s -> by.sees(topic, s, units());
    }
    if (!Planning.isScope(scope, units())) {
      throw Refused.field("scope", Reason.NOT_A_SCOPE, scope);
    }
    if (!by.sees(topic, scope, units())) {
      throw new Refused(Reason.OTHER_SCOPE, scope);
    }
    return scope::equals;
  }

  protected Response handle(String problem, BiFunction<Topic, LocalDate, Decision> decide, BiFunction<String, Topic, Object> view) {
    if (!Programme.isOf(year, problem) || Catalogue.get().problems().find(problem).isEmpty()) {
      throw new Refused(Reason.NOT_FOUND, problem);
    }
    return command(problem, (state, day) -> decide.apply((Topic) state, day), row -> view.apply(row.id(), (Topic) row.state()), "/api/programmes/%d/problems/%s".formatted(year, problem));
  }

  protected Response command(String stream, BiFunction<Programme, LocalDate, Decision> decide, java.util.function.Function<Row<Programme>, Object> view, String location) {
    Input.atMost("Idempotency-Key", idempotencyKey, 200);
    return Answers.of(service.commands().handle(new Command<>(stream, caller.actor(), idempotencyKey, Answers.head(ifMatch),
        (state, now) -> decide.apply(state, Programme.day(now)))), location, view);
  }

  protected static Response page(Row<?> row, List<?> found, Integer page, Integer size) {
    List<?> items = found.stream().skip((long) Input.page(page) * Input.size(size)).limit(Input.size(size)).toList();
    return Response.ok(Map.of("items", items, "total", found.size())).header("ETag", Answers.etag(row.head())).build();
  }

  // Checks of what came in.

  protected static String code(String field, String value) {
    if (!CODE.matcher(Input.required(field, value)).matches()) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "字母、数字、._-，最多 40 个 / letters, digits, ._-, at most 40");
    }
    return value;
  }

  /** On one line and without blanks around, as a workbook keeps it. */
  protected static String words(String field, String value, int atMost) { return atMost(field, Input.required(field, value), atMost); }

  protected static String atMost(String field, String value, int atMost) {
    String words = value == null ? "" : value.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return Input.atMost(field, words.isEmpty() ? null : words, atMost);
  }

  protected static String scope(String scope) { return scope == null || scope.isBlank() ? PlanEvent.CITY : scope; }

  /** A day in Beijing, ISO; null is null. */
  protected static LocalDate day(String field, String value) {
    try {
      return value == null || value.isBlank() ? null : LocalDate.parse(value.strip());
    } catch (DateTimeException e) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "2021-06-20");
    }
  }

  protected LocalDate dayOrToday(String field, String value) {
    LocalDate day = day(field, value);
    return day == null ? today() : day;
  }

  /** Without the zeros behind the point, so that 120 and 120.0 are the same target. */
  public static BigDecimal plain(BigDecimal number) {
    if (number == null) {
      return null;
    }
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** A number of a list: between 0 and 10¹⁵, at most four decimals. */
  protected static BigDecimal number(String field, BigDecimal number) {
    BigDecimal plain = plain(number);
    if (plain != null && (plain.signum() < 0 || plain.precision() - plain.scale() > 15 || plain.scale() > 4)) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "0…10^15, 0.0001");
    }
    return plain;
  }

  protected static List<String> unitsOf(String field, List<String> codes) {
    return codes == null ? List.of() : codes.stream().map(code -> Input.unit(field, code)).distinct().toList();
  }
}
