package cn.jsjb.event;

import cn.jsjb.event.SupervisionEvent.Satisfaction;

/**
 * What one ticket brings into the three rates (三率), as it stood when it was written down: a callback is valid (有效回访, rule C-3) or says why not.
 *
 * @param period assessment month in which it counts: {@code 2026-05}
 * @param why null when valid
 * @param satisfaction null unless valid
 * @param inVolume counts in the volume of requests
 * @param rules version of the assessment rules that decided
 */
public record Contribution(String period, boolean valid, Absence why, boolean contacted, boolean resolved, Satisfaction satisfaction, boolean inVolume, String rules) {

  /** Why a ticket does not count in the rates. */
  public enum Absence {
    /** Found by the locality: nobody asked for it. */ NO_CLAIMANT, TYPE_NOT_ASSESSED, EXCLUDED, /** Rule L4. */ DEFERRED,
    /** Rule P5. */ ANONYMOUS, NOT_ANSWERED, CALLBACK_INVALIDATED, ANSWERS_MISSING
  }
}
