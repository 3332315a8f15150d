package cn.jsjb.supervision;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.IntakeEvent;

/**
 * What a callback agent may know about the claimant before opening the box.
 *
 * @param onFile there is something sealed to reach him by; false after an erasure
 */
public record ClaimantFacts(boolean anonymous, boolean confidential, boolean onFile) {
  static final ClaimantFacts NONE = new ClaimantFacts(true, false, false);

  ClaimantFacts after(ComplaintEvent event) {
    return switch (event) {
      case IntakeEvent.RequestReceived e -> e.claimant() == null ? NONE
          : new ClaimantFacts(e.claimant().anonymous(), e.claimant().confidential(), e.claimant().box() != null);
      case IntakeEvent.ConfidentialityRequested e -> new ClaimantFacts(anonymous, true, onFile);
      case IntakeEvent.ClaimantErased e -> new ClaimantFacts(anonymous, confidential, false);
      default -> this;
    };
  }
}
