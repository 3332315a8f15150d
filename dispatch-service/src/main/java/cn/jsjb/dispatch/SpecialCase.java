package cn.jsjb.dispatch;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * 紧急诉求专案 that this ticket leads.
 *
 * @param members complaints of the case, this one included; each keeps its own result and callback
 * @param reportBy when the next stage report is due
 * @param missed whether its lateness is a fact
 */
public record SpecialCase(String by, List<String> members, List<String> sources, int headcount, DispatchEvent.Risk risk, List<String> taskForce, String speaker,
    DispatchEvent.Rhythm rhythm, Instant reportBy, boolean missed, boolean closed) {

  static SpecialCase evolve(SpecialCase c, ComplaintEvent event) {
    return switch (event) {
      case DispatchEvent.SpecialCaseOpened e -> new SpecialCase(e.by(), e.members(), e.sources(), e.headcount(), e.risk(), e.taskForce(), e.speaker(), e.rhythm(), e.reportBy(), false, false);
      case ComplaintEvent e when c == null -> null;
      case DispatchEvent.SpecialCaseMemberAdded e -> new SpecialCase(c.by, and(c.members, e.complaintId()), e.source() == null ? c.sources : and(c.sources, e.source()), c.headcount, c.risk, c.taskForce, c.speaker,
          c.rhythm, c.reportBy, c.missed, c.closed);
      case DispatchEvent.SpecialCaseStageReported e -> c.next(e.nextBy(), false, c.closed);
      case DispatchEvent.SpecialCaseReportMissed e -> c.next(c.reportBy, true, c.closed);
      case DispatchEvent.SpecialCaseClosed e -> c.next(c.reportBy, c.missed, true);
      default -> c;
    };
  }

  private SpecialCase next(Instant due, boolean late, boolean end) {
    return new SpecialCase(by, members, sources, headcount, risk, taskForce, speaker, rhythm, due, late, end);
  }

  private static List<String> and(List<String> list, String one) {
    List<String> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }
}
