package cn.jsjb.rating;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.Contribution.Absence;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;

/**
 * What decides beside the answers whether a ticket counts in the three rates. Every service that counts embeds this fold, so that no two of them
 * can disagree. Most tickets have none of it: {@code null} stands for {@link #NONE}, so that they stay small.
 *
 * @param anonymous cannot be called back, so never valid (rule P5)
 * @param deferral 挂账 of the ticket
 * @param offRates, offVolume 剔除
 * @param invalidated the newest answers were found invalid and nobody has answered since
 * @param ratedAt a time in the period in which the answers count, when that is not the period of creation (rule L4); null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Standing(@JsonProperty("an") boolean anonymous, @JsonProperty("df") Deferral deferral, @JsonProperty("or") boolean offRates,
    @JsonProperty("ov") boolean offVolume, @JsonProperty("in") boolean invalidated, @JsonProperty("ra") Instant ratedAt) {
  public static final Standing NONE = new Standing(false, null, false, false, false, null);

  public enum Deferral { IN_FORCE, /** The promise was broken: unresolved at once (rule L5), until the claimant answers again (assumption). */ BROKEN }

  /** The three answers (rule C-2). */
  public interface Answered {
    boolean contacted();

    boolean resolved();

    boolean partly();

    Satisfaction satisfaction();
  }

  /** @param standing null for {@link #NONE}; so is the answer */
  public static Standing after(Standing standing, ComplaintEvent event, Instant at) {
    Standing before = standing == null ? NONE : standing;
    Standing next = before.after(event, at);
    return next == before ? standing : next.equals(NONE) ? null : next;
  }

  private Standing after(ComplaintEvent event, Instant at) {
    return switch (event) {
      case IntakeEvent.RequestReceived e -> e.claimant() == null || e.claimant().anonymous() ? new Standing(true, deferral, offRates, offVolume, invalidated, ratedAt) : this;
      case DispatchEvent.DeferralApproved e when e.level() == DispatchEvent.ApprovalLevel.CITY -> deferred(Deferral.IN_FORCE, ratedAt);
      case DispatchEvent.DeferralExpired e when deferral == Deferral.IN_FORCE -> deferred(Deferral.BROKEN, at);
      case SupervisionEvent.CallbackCompleted e -> {
        Standing valid = invalidated ? new Standing(anonymous, deferral, offRates, offVolume, false, ratedAt) : this;
        yield deferral == null ? valid : valid.deferred(null, deferral == Deferral.IN_FORCE ? at : ratedAt);
      }
      case SupervisionEvent.CallbackInvalidated e -> new Standing(anonymous, deferral, offRates, offVolume, true, ratedAt);
      case SupervisionEvent.TicketExcluded e -> new Standing(anonymous, deferral, e.fromRates(), e.fromVolume(), invalidated, ratedAt);
      case SupervisionEvent.ExclusionReversed e -> new Standing(anonymous, deferral, false, false, invalidated, ratedAt);
      default -> this;
    };
  }

  private Standing deferred(Deferral next, Instant rated) { return new Standing(anonymous, next, offRates, offVolume, invalidated, rated); }

  /**
   * Rule C-3. Resolved in part is not resolved. A broken promise counts as told, unresolved and dissatisfied (rule L5; that it was told follows
   * from L2, dissatisfied is an assumption).
   *
   * @param standing null for {@link #NONE}
   * @param created when the ticket was created: the rules of that period judge it
   * @param answer the newest answers, null while there are none
   */
  public static Contribution contribution(Standing standing, Assessment assessment, Instant created, RequestType type, boolean found, Answered answer) {
    Standing s = standing == null ? NONE : standing;
    Assessment.Version rules = assessment.of(assessment.periodOf(created));
    Absence why = found ? Absence.NO_CLAIMANT : type == null || !rules.assessedTypes().contains(type) ? Absence.TYPE_NOT_ASSESSED : s.offRates ? Absence.EXCLUDED
        : s.deferral == Deferral.IN_FORCE ? Absence.DEFERRED : s.deferral == Deferral.BROKEN ? null : s.anonymous ? Absence.ANONYMOUS : answer == null ? Absence.NOT_ANSWERED
        : s.invalidated ? Absence.CALLBACK_INVALIDATED : answer.satisfaction() == null ? Absence.ANSWERS_MISSING : null;
    String period = assessment.periodOf(Objects.requireNonNullElse(s.ratedAt, created)).key();
    if (why != null) {
      return new Contribution(period, false, why, false, false, null, !s.offVolume, rules.version());
    }
    if (s.deferral == Deferral.BROKEN) {
      return new Contribution(period, true, null, true, false, Satisfaction.DISSATISFIED, !s.offVolume, rules.version());
    }
    return new Contribution(period, true, null, answer.contacted(), answer.resolved() && !answer.partly(), answer.satisfaction(), !s.offVolume, rules.version());
  }
}
