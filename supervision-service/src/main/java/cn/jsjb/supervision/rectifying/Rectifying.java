package cn.jsjb.supervision.rectifying;

import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Words;
import cn.jsjb.event.Decision;
import cn.jsjb.event.InspectionEvent.AccountabilityDecided;
import cn.jsjb.event.InspectionEvent.Finding;
import cn.jsjb.event.InspectionEvent.GoodFaithExempted;
import cn.jsjb.event.InspectionEvent.InspectionMode;
import cn.jsjb.event.InspectionEvent.InspectionRecorded;
import cn.jsjb.event.InspectionEvent.Measure;
import cn.jsjb.event.InspectionEvent.RectificationAccepted;
import cn.jsjb.event.InspectionEvent.RectificationOrdered;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.matters.Inspection;
import cn.jsjb.supervision.matters.Inspection.Course;
import java.time.Instant;
import java.util.List;

/** Inspections (SP9, SP10): from what was found to what was put right and who answers for it (REG §35, §36). */
public final class Rectifying {
  private Rectifying() {}

  public static Decision record(Inspection s, InspectionRecorded recorded, Instant now) {
    if (s != null) {
      return refuse(Reason.RECORDED_ALREADY, Words.same(recorded.site()));
    }
    if (recorded.at().isAfter(now)) {
      return refuse(Reason.FIELD_INVALID, "at", "不能晚于现在 / cannot lie in the future");
    }
    // A group is more than one body's people; who comes unannounced comes with nobody of the place.
    if (recorded.mode() == InspectionMode.JOINT && recorded.members().size() < 2) {
      return refuse(Reason.FIELD_INVALID, "members", "联合检查至少两方 / a joint group has two members or more");
    }
    return Decision.accept(recorded);
  }

  public static Decision order(Inspection s, RectificationOrdered order, Instant now) {
    Finding finding = s.finding(order.finding()).orElse(null);
    if (finding == null) {
      return refuse(Reason.NO_SUCH_FINDING, order.finding());
    }
    Course course = s.course(order.finding());
    if (course.acceptedAt() != null) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, "已整改 / rectified", "责令整改 / ordered to be put right");
    }
    return order.dueAt().isAfter(now) ? Decision.accept(order) : refuse(Reason.FIELD_INVALID, "dueAt", "须晚于现在 / has to lie in the future");
  }

  /** @param callerUnit unit of the caller, or null */
  public static Decision accept(Inspection s, int finding, String note, List<String> evidence, String verifiedBy, String callerUnit) {
    Finding found = s.finding(finding).orElse(null);
    if (found == null) {
      return refuse(Reason.NO_SUCH_FINDING, finding);
    }
    Course course = s.course(finding);
    if (course.orders() == 0 || course.acceptedAt() != null) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, course.orders() == 0 ? "未责令整改 / not ordered" : "已整改 / rectified", "验收 / accepted");
    }
    return found.unit().equals(callerUnit) ? refuse(Reason.VERIFIER_IS_INVOLVED, callerUnit) : Decision.accept(new RectificationAccepted(finding, note, evidence, verifiedBy));
  }

  /** First to be corrected; punished where the effect was bad, or where an order to correct was not heeded in time (REG §35). */
  public static Decision account(Inspection s, AccountabilityDecided decided, Instant now) {
    Finding found = s.finding(decided.finding()).orElse(null);
    if (found == null) {
      return refuse(Reason.NO_SUCH_FINDING, decided.finding());
    }
    Course course = s.course(decided.finding());
    if (course.exempted() != null) {
      return refuse(Reason.EXEMPTED_ALREADY, decided.finding());
    }
    boolean unheeded = course.orders() > 0 && course.acceptedAt() == null && course.dueAt().isBefore(now);
    if (decided.measure() == Measure.DISCIPLINARY_PUNISHMENT && !decided.badEffect() && !unheeded) {
      return refuse(Reason.CORRECTION_FIRST);
    }
    return Decision.accept(decided);
  }

  /** An error in good faith: not after somebody was punished for it, and never a leak or a reprisal. */
  public static Decision exempt(Inspection s, GoodFaithExempted exempted) {
    Finding found = s.finding(exempted.finding()).orElse(null);
    if (found == null) {
      return refuse(Reason.NO_SUCH_FINDING, exempted.finding());
    }
    Course course = s.course(exempted.finding());
    if (course.exempted() != null) {
      return refuse(Reason.EXEMPTED_ALREADY, exempted.finding());
    }
    if (!course.accounts().isEmpty()) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, "已问责 / accounted for", "免责 / exempted");
    }
    return found.conduct() != null && switch (found.conduct()) {
      case K4, K5 -> true;
      case K1, K2, K3, K6 -> false;
    } ? refuse(Reason.NOT_IN_GOOD_FAITH, found.conduct()) : Decision.accept(exempted);
  }
}
