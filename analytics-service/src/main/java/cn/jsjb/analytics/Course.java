package cn.jsjb.analytics;

import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.SupervisionEvent;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * 经过: what only some tickets go through, one entry a thing, so that boards can count things and not only tickets. Null for most tickets. Written with
 * every fact, hence the short names; times are epoch milliseconds (UTC), 0 = not.
 *
 * @param deferral the newest one asked for, or null
 * @param lookBacks, held looked back at, and found to hold
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Course(@JsonProperty("w") List<Whistle> whistles, @JsonProperty("o") List<Objection> objections, @JsonProperty("d") Deferral deferral, @JsonProperty("l") int lookBacks,
    @JsonProperty("h") int held, @JsonProperty("i") int interviews, @JsonProperty("s") int sanctions, @JsonProperty("e") int enforcements) {
  static final Course NONE = new Course(null, null, null, 0, 0, 0, 0, 0);
  private static final ObjectWriter WRITER = EventTypes.JSON.writerFor(Course.class);
  private static final ObjectReader READER = EventTypes.JSON.readerFor(Course.class);

  public Course {
    whistles = whistles == null ? List.of() : whistles;
    objections = objections == null ? List.of() : objections;
  }

  /**
   * @param by localities that blew it; @param blown 0 while a cross-district one is only proposed
   * @param reportBy when the departments had to be there; @param solved null while it is open
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Whistle(@JsonProperty("n") int number, @JsonProperty("g") WhistleGround ground, @JsonProperty("b") List<String> by, @JsonProperty("t") long blown,
      @JsonProperty("a") long acknowledgeBy, @JsonProperty("r") long reportBy, @JsonProperty("d") List<Summoned> departments, @JsonProperty("s") @JsonInclude(JsonInclude.Include.NON_NULL) Boolean solved) {}

  /** @param acknowledged 0 = not; @param rating 0…100 by the locality, null while there is none */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Summoned(@JsonProperty("u") String unit, @JsonProperty("a") long acknowledged, @JsonProperty("r") Report report, @JsonProperty("q") @JsonInclude(JsonInclude.Include.NON_NULL) Integer rating) {}

  /** Where a summoned department stands; {@code null} is waiting. Who comes after all has come. */
  public enum Report { IN_TIME, LATE, MISSED, REFUSED }

  /** @param late the review took too long; @param upheld null while it is open */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Objection(@JsonProperty("n") int number, @JsonProperty("u") String unit, @JsonProperty("l") boolean late, @JsonProperty("y") @JsonInclude(JsonInclude.Include.NON_NULL) Boolean upheld) {}

  public record Deferral(@JsonProperty("n") int number, @JsonProperty("u") String unit, @JsonProperty("r") String reason, @JsonProperty("p") long promisedBy, @JsonProperty("s") Step step) {
    Deferral at(Step next) { return new Deferral(number, unit, reason, promisedBy, next); }
  }

  public enum Step { REQUESTED, DISTRICT_AGREED, REFUSED, IN_FORCE, CLEARED, EXPIRED }

  /** @param course null for none; the same object when the fact is about nothing of it */
  static Course after(Course course, ComplaintEvent event, Instant at) {
    Course c = course == null ? NONE : course;
    Course next = switch (event) {
      case DispatchEvent e -> c.after(e, at);
      case SupervisionEvent.LookBackRecorded e -> new Course(c.whistles, c.objections, c.deferral, c.lookBacks + 1, c.held + (e.result() == SupervisionEvent.LookBackResult.HOLDS ? 1 : 0),
          c.interviews, c.sanctions, c.enforcements);
      default -> c;
    };
    return next == c ? course : next;
  }

  private Course after(DispatchEvent event, Instant at) {
    return switch (event) {
      case DispatchEvent.WhistleBlown e -> and(new Whistle(e.whistle(), e.ground(), List.of(e.by()), at.toEpochMilli(), millis(e.acknowledgeBy()), millis(e.reportBy()), summoned(e.departments()), null));
      case DispatchEvent.CrossDistrictWhistleProposed e -> and(new Whistle(e.whistle(), e.ground(), e.localities(), 0, 0, 0, summoned(e.departments()), null));
      case DispatchEvent.CrossDistrictWhistleBlown e -> whistle(e.whistle(), w ->
          new Whistle(w.number, w.ground, e.localities(), at.toEpochMilli(), millis(e.acknowledgeBy()), millis(e.reportBy()), w.departments, w.solved));
      case DispatchEvent.CrossDistrictLeadDesignated e when e.acknowledgeBy() != null -> whistle(e.whistle(), w ->
          new Whistle(w.number, w.ground, w.by, at.toEpochMilli(), millis(e.acknowledgeBy()), millis(e.reportBy()), w.departments, w.solved));
      case DispatchEvent.WhistleAcknowledged e -> department(e.whistle(), e.department(), (w, d) -> d.acknowledged > 0 ? d : new Summoned(d.unit, at.toEpochMilli(), d.report, d.rating));
      case DispatchEvent.DepartmentReported e -> department(e.whistle(), e.department(), (w, d) ->
          new Summoned(d.unit, d.acknowledged, e.arrivedAt().toEpochMilli() <= w.reportBy ? Report.IN_TIME : Report.LATE, d.rating));
      case DispatchEvent.WhistleReportMissed e -> department(e.whistle(), e.department(), (w, d) -> d.report != null ? d : new Summoned(d.unit, d.acknowledged, Report.MISSED, d.rating));
      case DispatchEvent.WhistleReportRefused e -> department(e.whistle(), e.department(), (w, d) -> new Summoned(d.unit, d.acknowledged, Report.REFUSED, d.rating));
      case DispatchEvent.DepartmentRated e -> department(e.whistle(), e.department(), (w, d) -> new Summoned(d.unit, d.acknowledged, d.report, e.score()));
      case DispatchEvent.WhistleClosed e -> whistle(e.whistle(), w -> new Whistle(w.number, w.ground, w.by, w.blown, w.acknowledgeBy, w.reportBy, rated(w.departments, e.ratings()), e.solved()));

      case DispatchEvent.DispatchObjected e -> objected(append(objections, new Objection(e.number(), e.unit(), false, null)));
      case DispatchEvent.ObjectionUpheld e -> objection(e.number(), o -> new Objection(o.number, o.unit, o.late, true));
      case DispatchEvent.ObjectionRejected e -> objection(e.number(), o -> new Objection(o.number, o.unit, o.late, false));
      case DispatchEvent.ObjectionDecisionOverdue e -> objection(e.number(), o -> new Objection(o.number, o.unit, true, o.upheld));

      case DispatchEvent.DeferralRequested e -> deferred(new Deferral(e.number(), e.unit(), e.reason(), millis(e.promisedBy()), Step.REQUESTED));
      case DispatchEvent.DeferralApproved e when deferral != null -> deferred(e.level() == DispatchEvent.ApprovalLevel.DISTRICT ? deferral.at(Step.DISTRICT_AGREED)
          : new Deferral(deferral.number, deferral.unit, deferral.reason, millis(e.promisedBy()), Step.IN_FORCE));
      case DispatchEvent.DeferralRefused e when deferral != null -> deferred(deferral.at(Step.REFUSED));
      case DispatchEvent.DeferralCleared e when deferral != null -> deferred(deferral.at(Step.CLEARED));
      case DispatchEvent.DeferralExpired e when deferral != null -> deferred(deferral.at(Step.EXPIRED));

      case DispatchEvent.JointInterviewHeld e -> measured(1, 0, 0);
      case DispatchEvent.EnterpriseSanctionRecorded e -> measured(0, 1, 0);
      case DispatchEvent.EnforcementRecorded e -> measured(0, 0, 1);
      default -> this;
    };
  }

  /** As the column {@code story} keeps it. */
  String toText() {
    try {
      return WRITER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a course that cannot be written", e);
    }
  }

  /** @param story see {@link TicketFigures#story()}; null for none */
  public static Course of(String story) {
    try {
      return story == null ? NONE : READER.readValue(story);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored course cannot be read; rebuild the service", e);
    }
  }

  private static long millis(Instant at) { return at == null ? 0 : at.toEpochMilli(); }

  private static List<Summoned> summoned(List<String> departments) { return departments.stream().map(d -> new Summoned(d, 0, null, null)).toList(); }

  /** What was said at the closing stands where nothing was said before. */
  private static List<Summoned> rated(List<Summoned> departments, Map<String, Integer> ratings) {
    return ratings == null ? departments : departments.stream().map(d -> d.rating != null || !ratings.containsKey(d.unit) ? d : new Summoned(d.unit, d.acknowledged, d.report, ratings.get(d.unit))).toList();
  }

  private interface Change { Summoned of(Whistle whistle, Summoned department); }

  private Course department(int number, String unit, Change change) {
    return whistle(number, w -> new Whistle(w.number, w.ground, w.by, w.blown, w.acknowledgeBy, w.reportBy,
        w.departments.stream().map(d -> d.unit.equals(unit) ? change.of(w, d) : d).toList(), w.solved));
  }

  private Course whistle(int number, UnaryOperator<Whistle> change) { return whistled(changed(whistles, w -> w.number == number, change)); }

  private Course and(Whistle whistle) { return whistled(append(whistles, whistle)); }

  private Course objection(int number, UnaryOperator<Objection> change) { return objected(changed(objections, o -> o.number == number, change)); }

  private static <T> List<T> append(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }

  /** The newest that is meant. */
  private static <T> List<T> changed(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (which.test(list.get(i))) {
        List<T> next = new ArrayList<>(list);
        next.set(i, change.apply(list.get(i)));
        return List.copyOf(next);
      }
    }
    return list;
  }

  private Course whistled(List<Whistle> next) { return new Course(next, objections, deferral, lookBacks, held, interviews, sanctions, enforcements); }

  private Course objected(List<Objection> next) { return new Course(whistles, next, deferral, lookBacks, held, interviews, sanctions, enforcements); }

  private Course deferred(Deferral next) { return new Course(whistles, objections, next, lookBacks, held, interviews, sanctions, enforcements); }

  private Course measured(int interview, int sanction, int enforcement) {
    return new Course(whistles, objections, deferral, lookBacks, held, interviews + interview, sanctions + sanction, enforcements + enforcement);
  }
}
