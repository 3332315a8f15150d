package cn.jsjb.supervision.joint;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Words;
import cn.jsjb.event.Decision;
import cn.jsjb.event.JointEvent.JointSupervisionClosed;
import cn.jsjb.event.JointEvent.JointSupervisionOpened;
import cn.jsjb.event.JointEvent.JointSupervisionReplied;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.matters.JointSupervision;
import java.time.Instant;
import java.util.List;

/** 日常联合督办 (SP3). */
public final class JointSupervising {
  private JointSupervising() {}

  public static Decision open(JointSupervision s, JointSupervisionOpened opening, Instant now) {
    if (s != null) {
      return refuse(Reason.RECORDED_ALREADY, Words.same(s.about().title()));
    }
    if (opening.complaints().isEmpty() && opening.ledgerEntries().isEmpty()) {
      return refuse(Reason.FIELD_MISSING, "complaints, ledgerEntries");
    }
    return opening.dueAt().isAfter(now) ? accept(opening) : refuse(Reason.FIELD_INVALID, "dueAt", "须晚于现在 / has to lie in the future");
  }

  public static Decision reply(JointSupervision s, String unit, String measures, List<String> evidence) {
    if (s.result() != null) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, s.status(), "答复 / replied to");
    }
    return s.about().units().contains(unit) ? accept(new JointSupervisionReplied(unit, measures, evidence)) : refuse(Reason.NOT_ASKED, unit);
  }

  /** Solved takes an answer of everybody who was asked. */
  public static Decision close(JointSupervision s, boolean solved, String result) {
    if (s.result() != null) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, s.status(), "办结 / closed");
    }
    return solved && !s.unanswered().isEmpty() ? refuse(Reason.ANSWERS_MISSING, s.unanswered()) : accept(new JointSupervisionClosed(solved, result, s.unanswered()));
  }
}
