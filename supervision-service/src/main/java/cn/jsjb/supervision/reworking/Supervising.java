package cn.jsjb.supervision.reworking;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Limits;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.event.SupervisionEvent.SupervisionLevel;
import cn.jsjb.event.SupervisionEvent.SupervisionOrdered;
import cn.jsjb.event.SupervisionEvent.TicketReopened;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.ordering.Ordering;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A person puts a ticket under supervision (督办) or opens a closed one again. */
public final class Supervising {
  private Supervising() {}

  /** Stages in which a unit has, or has just answered, the ticket. */
  private static final Set<Stage> WITH_SOMEBODY = Set.of(Stage.DISPATCHED, Stage.SIGNED, Stage.HANDLING, Stage.DEFERRED, Stage.REPLIED, Stage.AWAITING_CALLBACK);

  /**
   * @param dueAt the limit of the supervised round; null for half the original
   * @param sees whether the caller may touch a ticket of this unit
   */
  public record OrderSupervision(String complaintId, String reason, String opinion, Instant dueAt, SupervisionLevel level, Predicate<String> sees) {
    public OrderSupervision(String complaintId, String reason, String opinion, Instant dueAt, Predicate<String> sees) {
      this(complaintId, reason, opinion, dueAt, SupervisionLevel.CITY, sees);
    }
  }

  public record Reopen(String complaintId, String reason) {}

  public static Decision decide(Oversight o, OrderSupervision command, Limits limits, Instant now) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    if (!command.sees().test(o.life().unit())) {
      return refuse(Reason.OTHER_UNIT);
    }
    if (!WITH_SOMEBODY.contains(o.life().stage())) {
      return refuse(Reason.NOT_IN_THIS_STATE, o.life().stage(), "督办 / put under supervision");
    }
    if (command.dueAt() != null && !command.dueAt().isAfter(now)) {
      return refuse(Reason.FIELD_INVALID, "dueAt", "须晚于现在 / has to lie in the future");
    }
    Instant due = command.dueAt() == null ? limit(o, limits, now) : command.dueAt();
    return accept(new SupervisionOrdered(o.life().round() + 1, command.reason(), command.opinion(), due, Ordering.next(o), command.level(), SupervisionCause.BY_HAND,
        List.of(o.life().unit()), due, limits.at(now).version()));
  }

  /** New facts, a failed look-back or an inspector's finding open it again; the next round is dispatched by dispatch-service. */
  public static Decision decide(Oversight o, Reopen command) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    if (!o.at(Stage.CLOSED)) {
      return refuse(Reason.NOT_IN_THIS_STATE, o.life().stage(), "重新办理 / reopened");
    }
    return accept(new TicketReopened(command.reason()));
  }

  /** The limit of a supervised round: half the original, from now (assumption). */
  static Instant limit(Oversight o, Limits limits, Instant now) {
    return limits.reworkDue(o.subject().grade() == null ? Grade.GENERAL_7D : o.subject().grade(), now);
  }
}
