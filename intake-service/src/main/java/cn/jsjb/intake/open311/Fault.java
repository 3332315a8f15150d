package cn.jsjb.intake.open311;

import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;

/** A no on its way to the errors document. GeoReport v2 knows 400, 403 and 404 where our own API says 422; cheap: it carries no stack. */
final class Fault extends RuntimeException {
  private final transient Refusal refusal;

  Fault(Refusal refusal) {
    super(null, null, false, false);
    this.refusal = refusal;
  }

  static Fault of(Reason reason, Object... details) { return new Fault(new Refusal(reason, details)); }

  int status() { return refusal.reason().status() == 422 ? 400 : refusal.reason().status(); }

  GeoReport.Fault document() { return new GeoReport.Fault(status(), refusal.english() + " " + refusal.chinese()); }
}
