package cn.jsjb.edge;

import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;

/** A refusal on its way to the edge, where it becomes a problem+json answer. Cheap: it carries no stack. */
public final class Refused extends RuntimeException {
  private final transient Refusal refusal;
  private final String field;
  private final long retryAfterSeconds;

  public Refused(Refusal refusal, String field) { this(refusal, field, 0); }

  private Refused(Refusal refusal, String field, long retryAfterSeconds) {
    super(refusal.english(), null, false, false);
    this.refusal = refusal;
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public Refused(Reason reason, Object... details) { this(new Refusal(reason, details), null); }

  /** Bad input: names the field. */
  public static Refused field(String field, Reason reason, Object... details) { return new Refused(new Refusal(reason, details), field); }

  /** Too much asked; says when it is worth asking again. */
  public static Refused tooMany(long retryAfterSeconds) { return new Refused(new Refusal(Reason.TOO_MANY_REQUESTS), null, Math.max(1, retryAfterSeconds)); }

  /** 0 when nothing is known about it. */
  public long retryAfterSeconds() { return retryAfterSeconds; }

  public Refusal refusal() { return refusal; }

  public String field() { return field; }
}
