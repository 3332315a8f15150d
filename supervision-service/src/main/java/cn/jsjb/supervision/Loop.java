package cn.jsjb.supervision;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.rating.Standing;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What only some tickets have: a standing of their own in the assessment, exclusions and appeals, look-backs, reminders and orders. Each is null
 * or empty as long as nothing happened, so that the many ordinary tickets stay small.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Loop(Standing standing, List<Exclusion> exclusions, List<Appeal> appeals, LookBacks lookBacks, Urging urging, Orders orders) {
  static final Loop NONE = new Loop(null, null, null, null, null, null);

  public Loop {
    exclusions = exclusions == null ? List.of() : exclusions;
    appeals = appeals == null ? List.of() : appeals;
  }

  /** 剔除. @param unit that proposed it */
  public record Exclusion(int number, Status status, String unit, String reason, boolean fromRates, boolean fromVolume) {
    public enum Status { PROPOSED, REFUSED, IN_FORCE, REVERSED }

    Exclusion as(Status next) { return new Exclusion(number, next, unit, reason, fromRates, fromVolume); }
  }

  /** 考核申诉. @param decidedAt, decidedBy, note, afterLock of the decision */
  public record Appeal(int number, Status status, String by, SupervisionEvent.AppealAbout about, int subject, Instant decidedAt, String decidedBy, String note, boolean afterLock) {
    public enum Status { OPEN, /** What follows from it is still to be done. */ UPHELD, CARRIED_OUT, REJECTED }

    Appeal decided(Status next, Instant at, String decider, String why, boolean late) { return new Appeal(number, next, by, about, subject, at, decider, why, late); }

    Appeal as(Status next) { return new Appeal(number, next, by, about, subject, decidedAt, decidedBy, note, afterLock); }
  }

  /** @param before the ticket before the fact; @param round after it */
  Loop after(ComplaintEvent event, Oversight before, int round, Instant at) {
    Loop next = new Loop(Standing.after(standing, event, at), exclusionsAfter(event), appealsAfter(event, at), LookBacks.after(lookBacks, event, at),
        Urging.after(urging, event, before.life().round() != round, at), Orders.after(orders, event, before, at));
    return next.equals(this) ? this : next;
  }

  private List<Exclusion> exclusionsAfter(ComplaintEvent event) {
    return switch (event) {
      case SupervisionEvent.ExclusionProposed e -> and(exclusions, new Exclusion(e.number(), Exclusion.Status.PROPOSED, e.unit(), e.reason(), e.fromRates(), e.fromVolume()));
      case SupervisionEvent.ExclusionRefused e -> changed(exclusions, x -> x.number() == e.number() ? x.as(Exclusion.Status.REFUSED) : x);
      case SupervisionEvent.TicketExcluded e -> changed(exclusions, x -> x.number() == e.number() ? x.as(Exclusion.Status.IN_FORCE) : x);
      case SupervisionEvent.ExclusionReversed e -> changed(exclusions, x -> x.number() == e.number() ? x.as(Exclusion.Status.REVERSED) : x);
      default -> exclusions;
    };
  }

  private List<Appeal> appealsAfter(ComplaintEvent event, Instant at) {
    return switch (event) {
      case SupervisionEvent.AssessmentAppealed e -> and(appeals, new Appeal(e.number(), Appeal.Status.OPEN, e.by(), e.about(), e.subject(), null, null, null, false));
      case SupervisionEvent.AppealUpheld e -> changed(appeals, a -> a.number() == e.number() ? a.decided(Appeal.Status.UPHELD, at, e.by(), e.note(), e.afterLock()) : a);
      case SupervisionEvent.AppealRejected e -> changed(appeals, a -> a.number() == e.number() ? a.decided(Appeal.Status.REJECTED, at, e.by(), e.note(), false) : a);
      case SupervisionEvent.CallbackInvalidated e -> changed(appeals, a -> a.status() == Appeal.Status.UPHELD && a.about() == SupervisionEvent.AppealAbout.CALLBACK
          && a.subject() == e.round() ? a.as(Appeal.Status.CARRIED_OUT) : a);
      case SupervisionEvent.TicketExcluded e when e.appeal() != null -> changed(appeals, a -> a.number() == e.appeal() ? a.as(Appeal.Status.CARRIED_OUT) : a);
      case SupervisionEvent.ExclusionReversed e when e.appeal() != null -> changed(appeals, a -> a.number() == e.appeal() ? a.as(Appeal.Status.CARRIED_OUT) : a);
      default -> appeals;
    };
  }

  public Exclusion exclusion(int number) { return exclusions.stream().filter(x -> x.number() == number).findFirst().orElse(null); }

  public Appeal appeal(int number) { return appeals.stream().filter(a -> a.number() == number).findFirst().orElse(null); }

  /** The one that is proposed or in force, or null. */
  public Exclusion openExclusion() {
    return exclusions.stream().filter(x -> x.status() == Exclusion.Status.PROPOSED || x.status() == Exclusion.Status.IN_FORCE).findFirst().orElse(null);
  }

  /** What somebody has to look at, comma-separated; null for nothing. */
  String marks() {
    List<String> marks = new ArrayList<>();
    for (Exclusion x : exclusions) {
      if (x.status() == Exclusion.Status.PROPOSED) {
        marks.add("EXCLUSION_PROPOSED");
      } else if (x.status() == Exclusion.Status.IN_FORCE) {
        marks.add("EXCLUDED");
      }
    }
    if (appeals.stream().anyMatch(a -> a.status() == Appeal.Status.OPEN)) {
      marks.add("APPEALED");
    }
    if (lookBacks != null && lookBacks.open()) {
      marks.add("LOOK_BACK_DUE");
    }
    if (orders != null && !orders.open().isEmpty()) {
      marks.add("ORDERED");
    }
    return marks.isEmpty() ? null : String.join(",", marks);
  }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }

  private static <T> List<T> changed(List<T> list, UnaryOperator<T> change) { return list.isEmpty() ? list : list.stream().map(change).toList(); }
}
