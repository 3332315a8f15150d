package cn.jsjb.event;

import cn.jsjb.catalogue.Names;

/** The states of a ticket (domain 3.4). A projection of the events, the same in every service; see {@link LifeCycle}. */
public enum Stage {
  RECEIVED, /** At the hotline's desk: the operator decides. */ REGISTERED,
  /** 直接答复 */ ANSWERED, DIVERTED, DECLINED, /** Lives on through its group. */ LINKED,
  PENDING_DISPATCH, CONSULTING, DISPATCHED,
  SIGNED, HANDLING, DEFERRED, REPLIED, AWAITING_CALLBACK,
  CALLED_BACK, REWORK, SUPERVISED, REOPENED,
  WITHDRAWN, CLOSED;

  /** The name people read. */
  public String chinese() { return Names.of(this).chinese(); }

  public String english() { return Names.of(this).english(); }

  /** The unit has it and has not yet given both feedbacks. */
  public boolean isWithUnit() {
    return this == DISPATCHED || this == SIGNED || this == HANDLING || this == DEFERRED || this == SUPERVISED;
  }

  /** Answered, diverted or declined by the desk: nobody handles it, supervision closes it. */
  public boolean isSettledAtDesk() { return this == ANSWERED || this == DIVERTED || this == DECLINED; }

  public boolean isOpen() { return this != CLOSED && this != WITHDRAWN && !isSettledAtDesk(); }
}
