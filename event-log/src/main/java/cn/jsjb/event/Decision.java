package cn.jsjb.event;

/** What a decider answers: one event that is to become a fact, or a refusal. A refusal is a value, not an exception. */
public sealed interface Decision {
  record Accepted(LoggedEvent said) implements Decision {
    /** The event of a complaint. */
    public ComplaintEvent event() { return (ComplaintEvent) said; }
  }

  record Refused(Refusal refusal) implements Decision {}

  static Decision accept(LoggedEvent event) { return new Accepted(event); }

  static Decision refuse(Reason reason, Object... details) { return new Refused(new Refusal(reason, details)); }
}
