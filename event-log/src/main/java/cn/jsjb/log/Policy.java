package cn.jsjb.log;

import cn.jsjb.event.Decision;
import java.time.Instant;

/**
 * An automatic reaction, named as a sentence: {@code WhenComplaintIsRegisteredThenDispatch}. A timer is a policy whose time has not
 * come yet. Both read their work off the state, so that a crash between a fact and its reaction loses nothing: the state still
 * needs it.
 */
public interface Policy<S> {
  /** Since when this state needs the reaction; null when it does not. Pure. */
  Instant dueAt(S state);

  /** The reaction. Pure; has to lead to a state that no longer needs it. */
  Decision decide(S state, Instant now);

  /** What the reaction answers to; with the stream and the name it makes the event id, so two nodes and a replay agree on it. */
  default String occasion(S state) { return dueAt(state).toString(); }

  default String name() { return getClass().getSimpleName(); }
}
