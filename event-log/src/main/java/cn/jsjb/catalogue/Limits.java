package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The time limits (办理时限), rules T1–T8, D9, W1 and C-1. The version in force when a clock starts rules that clock to its end.
 * Most lengths below the feedback limits are assumptions; each says so in its {@code basis}.
 */
public final class Limits {
  /** How days are counted: all days, or working days of the {@link WorkingCalendar}. */
  public enum Days { CALENDAR, WORKING }

  /** A length of time and the days it counts. Hours always run on the clock. */
  public record Limit(Duration length, Days days) {
    /** Rework (整改) gets half the original limit, rule C-11. */
    public Limit half() {
      return new Limit(length.dividedBy(2), days);
    }
  }

  /**
   * @param sign 签收, from dispatch
   * @param contact 首次联系 of the claimant, from dispatch
   * @param feedback 反馈 to claimant and hotline, from dispatch
   * @param partMargin how long before the due time the parts of others must be in: a locality's internal deadline (T7) and co-handling (F2)
   */
  public record GradeLimit(Duration sign, Duration contact, Limit feedback, Duration partMargin, String basis) {}

  /** 延期, rule T8. @param notFor grades that cannot be extended */
  public record Extension(Duration longest, int times, Set<Grade> notFor, String basis) {}

  /** 待诉求人补充: how long and how often in a round a limit waits for the claimant. */
  public record Pause(Duration longest, int times, Set<Grade> notFor, String basis) {}

  /** 挂账, rules L1 and L2. @param reasons code to name */
  public record Deferral(int longestMonths, Map<String, Words> reasons, String basis) {}

  /** 派单异议, rule D9. @param consultationFromHop the hop from which a consultation must name the unit, with no way back */
  public record Objection(Duration within, Duration decideWithin, int timesPerUnit, int consultationFromHop, Set<Grade> notFor, String basis) {}

  /**
   * 回访, rule C-1.
   *
   * @param early whether to call once both feedbacks exist, {@code earlyAfter} later, without waiting for the limit
   * @param spaced whether attempts lie in different half-days (before and after noon, Beijing)
   * @param surveyFor how long a link to the questions answers
   */
  public record Callback(String version, boolean early, Duration earlyAfter, Duration latestAfterDue, int attempts, boolean spaced, Duration surveyFor, String basis) {}

  /** 吹哨报到, rule W1. @param contact null where the report itself comes sooner */
  public record WhistleLimit(Duration acknowledge, Duration contact, Limit report, String basis) {}

  /** The greatest value of each part of a department's rating (评价), rule W5; together 100. */
  public record WhistleRating(int timeliness, int measures, int result, String basis) {}

  /** 紧急诉求专案, rules U1 and U2. @param headcount from how many people an urgent ticket is one; @param hourly, daily between stage reports */
  public record SpecialCase(int headcount, Duration hourly, Duration daily, String basis) {}

  /** One version of all limits, in force from the start of {@code validFrom} (Beijing) until the next version. */
  public record Rules(String version, LocalDate validFrom, String basis, Map<Grade, GradeLimit> grades, double warnAt, Duration networkAcceptance,
      Extension extension, Pause pause, Deferral deferral, Objection objection, Callback callback, Map<WhistleGround, WhistleLimit> whistles, Limit crossDistrictAgreement,
      WhistleRating whistleRating, SpecialCase specialCase) {}

  private final List<Rules> versions;
  private final WorkingCalendar calendar;

  private Limits(List<Rules> versions, WorkingCalendar calendar) {
    this.versions = versions;
    this.calendar = calendar;
  }

  static Limits read(JsonNode file, WorkingCalendar calendar) {
    var versions = new ArrayList<Rules>();
    for (var node : file.required("versions")) versions.add(rules(node));
    versions.sort(Comparator.comparing(Rules::validFrom));
    return new Limits(List.copyOf(versions), calendar);
  }

  private static Rules rules(JsonNode node) {
    var grades = new EnumMap<Grade, GradeLimit>(Grade.class);
    node.required("grades").properties().forEach(entry -> {
      var grade = entry.getValue();
      grades.put(Grade.valueOf(entry.getKey()), new GradeLimit(duration(grade, "sign"), duration(grade, "contact"),
          limit(grade, "feedback"), duration(grade, "partMargin"), Json.text(grade, "basis")));
    });
    var whistles = new EnumMap<WhistleGround, WhistleLimit>(WhistleGround.class);
    node.required("whistles").properties().forEach(entry -> {
      var whistle = entry.getValue();
      whistles.put(WhistleGround.valueOf(entry.getKey()), new WhistleLimit(duration(whistle, "acknowledge"),
          whistle.has("contact") ? duration(whistle, "contact") : null, limit(whistle, "report"), Json.text(whistle, "basis")));
    });
    var extension = node.required("extension");
    var pause = node.required("pause");
    var deferral = node.required("deferral");
    var objection = node.required("objection");
    var callback = node.required("callback");
    var rating = node.required("whistleRating");
    var special = node.required("specialCase");
    return new Rules(Json.text(node, "version"), LocalDate.parse(Json.text(node, "validFrom")), Json.text(node, "basis"), Map.copyOf(grades),
        node.required("warnAt").doubleValue(),
        duration(node, "networkAcceptance"),
        new Extension(duration(extension, "longest"), extension.required("times").intValue(), gradesIn(extension, "notFor"), Json.text(extension, "basis")),
        new Pause(duration(pause, "longest"), pause.required("times").intValue(), gradesIn(pause, "notFor"), Json.text(pause, "basis")),
        new Deferral(deferral.required("longestMonths").intValue(), reasons(deferral), Json.text(deferral, "basis")),
        new Objection(duration(objection, "within"), duration(objection, "decideWithin"), objection.required("timesPerUnit").intValue(),
            objection.required("consultationFromHop").intValue(), gradesIn(objection, "notFor"),
            Json.text(objection, "basis")),
        new Callback(Json.text(node, "version"), callback.required("early").booleanValue(), duration(callback, "earlyAfter"), duration(callback, "latestAfterDue"),
            callback.required("attempts").intValue(), callback.required("spaced").booleanValue(), duration(callback, "surveyFor"), Json.text(callback, "basis")),
        Map.copyOf(whistles), limit(node.required("crossDistrict"), "agreement"),
        new WhistleRating(rating.required("timeliness").intValue(), rating.required("measures").intValue(), rating.required("result").intValue(), Json.text(rating, "basis")),
        new SpecialCase(special.required("headcount").intValue(), duration(special, "hourly"), duration(special, "daily"), Json.text(special, "basis")));
  }

  /** What a reason to defer is called, whatever version it is of. */
  Optional<Words> deferralReason(String code) { return versions.reversed().stream().map(v -> v.deferral().reasons().get(code)).filter(Objects::nonNull).findFirst(); }

  private static Map<String, Words> reasons(JsonNode deferral) {
    var reasons = new LinkedHashMap<String, Words>();
    for (var reason : deferral.required("reasons")) reasons.put(Json.text(reason, "code"), new Words(Json.text(reason, "name"), Json.text(reason, "en")));
    return Collections.unmodifiableMap(reasons);
  }

  private static Duration duration(JsonNode node, String field) {
    return Duration.parse(Json.text(node, field));
  }

  private static Limit limit(JsonNode node, String field) {
    return new Limit(duration(node, field), Days.valueOf(Json.text(node, "days")));
  }

  private static Set<Grade> gradesIn(JsonNode node, String field) {
    var grades = EnumSet.noneOf(Grade.class);
    for (var name : Json.strings(node.required(field))) grades.add(Grade.valueOf(name));
    return Set.copyOf(grades);
  }

  /** The newest version. Events carry the version of {@link #at}, which may be an older one. */
  public String version() {
    return versions.getLast().version();
  }

  public Collection<Rules> versions() {
    return versions;
  }

  public Optional<Rules> find(String version) {
    return versions.stream().filter(rules -> rules.version().equals(version)).findFirst();
  }

  /** The version in force. @throws IllegalStateException before the first one */
  public Rules at(Instant when) {
    var day = when.atZone(WorkingCalendar.BEIJING).toLocalDate();
    return versions.reversed().stream().filter(rules -> !rules.validFrom().isAfter(day)).findFirst()
        .orElseThrow(() -> new IllegalStateException("no limits were in force on " + day));
  }

  public Instant signDue(Grade grade, Instant from) {
    return from.plus(of(grade, from).sign());
  }

  public Instant contactDue(Grade grade, Instant from) {
    return from.plus(of(grade, from).contact());
  }

  public Instant feedbackDue(Grade grade, Instant from) {
    return due(of(grade, from).feedback(), from);
  }

  /** Rework after a callback that says unresolved or dissatisfied: half the limit. */
  public Instant reworkDue(Grade grade, Instant from) {
    return due(of(grade, from).feedback().half(), from);
  }

  /** When co-handling units and a locality's own teams must be done, so that the first responder can answer by {@code due}. */
  public Instant partDue(Grade grade, Instant from, Instant due) {
    return due.minus(of(grade, from).partMargin());
  }

  /** When to warn: after the share {@link Rules#warnAt} of the time from start to due. */
  public Instant warnAt(Instant from, Instant due) {
    return from.plusMillis(Math.round(Duration.between(from, due).toMillis() * at(from).warnAt()));
  }

  public Instant whistleAcknowledgeDue(WhistleGround ground, Instant from) {
    return from.plus(at(from).whistles().get(ground).acknowledge());
  }

  public Instant whistleReportDue(WhistleGround ground, Instant from) {
    return due(at(from).whistles().get(ground).report(), from);
  }

  /** When localities of several districts must have agreed, before the city takes over. */
  public Instant crossDistrictAgreementDue(Instant from) {
    return due(at(from).crossDistrictAgreement(), from);
  }

  /**
   * Working days where the calendar knows them. Into a year whose holidays are not published (or not loaded) yet it counts calendar
   * days instead: never longer than the rule, so never at the claimant's cost. {@link #countedAs} says which of the two it was.
   */
  public Instant due(Limit limit, Instant from) {
    if (limit.days() == Days.WORKING) {
      try {
        return calendar.plusWorking(from, limit.length());
      } catch (WorkingCalendar.UnknownYear notPublished) {
        return from.plus(limit.length());
      }
    }
    return from.plus(limit.length());
  }

  /** How the days of this limit were counted, with the version of the calendar: to be recorded with the limit. */
  public String countedAs(Limit limit, Instant from) {
    if (limit.days() == Days.CALENDAR) return Days.CALENDAR.name();
    try {
      calendar.plusWorking(from, limit.length());
      return Days.WORKING + "/" + calendar.version();
    } catch (WorkingCalendar.UnknownYear notPublished) {
      return Days.CALENDAR + "/" + calendar.version() + " ends";
    }
  }

  /** The feedback limit of a first handling, or of a rework (round 2 and up). */
  public Limit feedback(Grade grade, int round, Instant from) {
    var limit = of(grade, from).feedback();
    return round > 1 ? limit.half() : limit;
  }

  private GradeLimit of(Grade grade, Instant from) {
    return at(from).grades().get(grade);
  }
}
