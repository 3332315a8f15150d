package cn.jsjb.edge;

import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;

/** A refusal on its way to the edge, where it becomes a problem+json answer. Cheap: it carries no stack. */
public final class Refused extends RuntimeException {
  private final transient Refusal refusal;
  private final String field;

  public Refused(Refusal refusal, String field) {
    super(refusal.english(), null, false, false);
    this.refusal = refusal;
    this.field = field;
  }

  public Refused(Reason reason, Object... details) { this(new Refusal(reason, details), null); }

  /** Bad input: names the field. */
  public static Refused field(String field, Reason reason, Object... details) { return new Refused(new Refusal(reason, details), field); }

  public Refusal refusal() { return refusal; }

  public String field() { return field; }
}
