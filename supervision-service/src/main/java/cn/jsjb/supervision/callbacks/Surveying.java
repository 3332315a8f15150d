package cn.jsjb.supervision.callbacks;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.CallbackCompleted;
import cn.jsjb.event.SupervisionEvent.SurveyLinkSent;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Round;
import cn.jsjb.supervision.callbacks.CallingBack.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.function.IntFunction;

/** 短信、网络回访: a link with a one-time token answers the three questions once, until it expires or a newer one is sent. */
public final class Surveying {
  private Surveying() {}

  /** @param agentUnit unit of the token of whoever sends it; null for the hotline's own people */
  public record SendLink(String complaintId, String agentUnit, CallbackChannel channel) {}

  /** Where a link stands. */
  public enum State { OPEN, ANSWERED, EXPIRED, UNKNOWN }

  /** @param tokenHash of the token of the n-th link */
  public static Decision decide(Oversight o, SendLink command, Limits.Callback terms, IntFunction<String> tokenHash, Instant now) {
    if (o == null) {
      return refuse(Reason.NOT_FOUND, command.complaintId());
    }
    if (command.agentUnit() != null && o.units().contains(command.agentUnit())) {
      return refuse(Reason.AGENT_OF_THE_HANDLING_UNIT, command.agentUnit());
    }
    if (!o.mayBeCalledBack()) {
      return o.life().stage().isOpen() ? refuse(Reason.CALLBACK_TOO_EARLY) : refuse(Reason.NOT_IN_THIS_STATE, o.life().stage(), "回访 / called back");
    }
    if (!o.claimant().onFile()) {
      return refuse(Reason.NOWHERE_TO_SEND);
    }
    int number = next(o);
    return accept(new SurveyLinkSent(o.life().round(), number, command.channel(), tokenHash.apply(number), now.plus(terms.surveyFor()), terms.version()));
  }

  /** Number of the link that would be sent next. */
  public static int next(Oversight o) { return o.rounds().stream().map(Round::survey).filter(Objects::nonNull).mapToInt(s -> s.number()).max().orElse(0) + 1; }

  /** The claimant answers by his link. */
  public static Decision decide(Oversight o, String tokenHash, Call.Answered a, Instant now) {
    return switch (state(o, tokenHash, now)) {
      case UNKNOWN -> refuse(Reason.NOT_FOUND, "链接 / the link");
      case ANSWERED -> refuse(Reason.SURVEY_ANSWERED);
      case EXPIRED -> refuse(Reason.SURVEY_EXPIRED);
      case OPEN -> accept(new CallbackCompleted(o.life().round(), a.contacted(), a.resolved(), a.partly(), a.satisfaction(), o.present().survey().channel(), a.reasons(), null, a.processSatisfaction(), null,
          a.reports() == null || a.reports().isEmpty() ? null : a.reports(), o.present().survey().number()));
    };
  }

  public static State state(Oversight o, String tokenHash, Instant now) {
    Round of = o == null ? null : o.rounds().stream().filter(r -> r.survey() != null && same(r.survey().tokenHash(), tokenHash)).findFirst().orElse(null);
    if (of == null) {
      return State.UNKNOWN;
    }
    if (of.answers() != null) {
      return State.ANSWERED;
    }
    return of.round() != o.life().round() || !o.mayBeCalledBack() || !of.survey().expiresAt().isAfter(now) ? State.EXPIRED : State.OPEN;
  }

  private static boolean same(String a, String b) { return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII)); }
}
