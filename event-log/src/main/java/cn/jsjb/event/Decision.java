package cn.jsjb.event;

/** What a decider answers: one event that is to become a fact, or a refusal. A refusal is a value, not an exception. */
public sealed interface Decision {
  record Accepted(ComplaintEvent event) implements Decision {}

  record Refused(Refusal refusal) implements Decision {}

  static Decision accept(ComplaintEvent event) { return new Accepted(event); }

  static Decision refuse(Reason reason, Object... details) { return new Refused(new Refusal(reason, details)); }
}
