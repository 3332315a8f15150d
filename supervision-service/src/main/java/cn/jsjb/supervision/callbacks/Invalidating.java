package cn.jsjb.supervision.callbacks;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.CallbackInvalidated;
import cn.jsjb.event.SupervisionEvent.Invalidation;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Round;
import java.time.Instant;
import java.util.List;

/** 回访质检: answers that cannot stand are struck out, and the claimant is called again unless he will be anyway. */
public final class Invalidating {
  private Invalidating() {}

  public record Invalidate(String complaintId, int round, String reason, String by) {}

  /** Only the newest answers: what was answered before them has been answered again. */
  public static Decision decide(Oversight o, Invalidate command, Limits.Callback terms, Instant now) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    List<Round> answered = o.rounds().stream().filter(r -> r.answers() != null).toList();
    return answered.isEmpty() || answered.getLast().round() != command.round() ? refuse(Reason.NO_ANSWERS_TO_INVALIDATE, command.round())
        : accept(invalidated(o, command.round(), Invalidation.QUALITY_CHECK, command.reason(), command.by(), terms, now));
  }

  public static CallbackInvalidated invalidated(Oversight o, int round, Invalidation cause, String reason, String by, Limits.Callback terms, Instant now) {
    boolean settled = round == o.life().round() && (o.at(Stage.CALLED_BACK) || o.at(Stage.CLOSED) && o.answers() != null);
    return new CallbackInvalidated(round, cause, reason, settled ? now.plus(terms.latestAfterDue()) : null, by, terms.version());
  }
}
