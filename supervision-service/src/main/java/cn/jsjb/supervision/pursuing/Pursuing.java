package cn.jsjb.supervision.pursuing;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.event.ClueEvent.ClueAssigned;
import cn.jsjb.event.ClueEvent.ClueDismissed;
import cn.jsjb.event.ClueEvent.ClueVerified;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.matters.Clue;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** 线索办理: a clue is assigned, and then verified or dismissed, with a reason and never by a unit that it concerns. */
public final class Pursuing {
  private Pursuing() {}

  /** The conducts of REG §35. */
  public static final Set<String> CONDUCTS = Set.of("K1", "K2", "K3", "K4", "K5", "K6");

  public record Assign(String to, String note, Instant dueAt) {}

  /** @param by unit of the caller's token, or null */
  public record Verify(String finding, List<String> conducts, String by) {}

  public record Dismiss(String reason, String by) {}

  /** May be assigned again, to somebody else. */
  public static Decision decide(Clue clue, Assign command, Instant now) {
    if (clue.isDecided()) {
      return closed(clue, "分办 / assigned");
    }
    if (command.dueAt() != null && !command.dueAt().isAfter(now)) {
      return refuse(Reason.FIELD_INVALID, "dueAt", "须晚于现在 / has to lie in the future");
    }
    return accept(new ClueAssigned(command.to(), command.note(), command.dueAt()));
  }

  public static Decision decide(Clue clue, Verify command) {
    if (concerns(clue, command.by())) {
      return refuse(Reason.CLUE_OF_OWN_UNIT, command.by());
    }
    if (clue.isDecided()) {
      return closed(clue, "核实 / verified");
    }
    List<String> conducts = command.conducts() == null ? clue.raised().conducts() : command.conducts();
    return CONDUCTS.containsAll(conducts) ? accept(new ClueVerified(command.finding(), conducts.stream().distinct().sorted().toList()))
        : refuse(Reason.FIELD_INVALID, "conducts", "K1…K6");
  }

  public static Decision decide(Clue clue, Dismiss command) {
    if (concerns(clue, command.by())) {
      return refuse(Reason.CLUE_OF_OWN_UNIT, command.by());
    }
    if (clue.isDecided()) {
      return closed(clue, "排除 / dismissed");
    }
    return command.reason() == null || command.reason().isBlank() ? refuse(Reason.FIELD_MISSING, "reason") : accept(new ClueDismissed(command.reason()));
  }

  private static boolean concerns(Clue clue, String unit) { return unit != null && clue.raised().units().contains(unit); }

  private static Decision closed(Clue clue, String what) { return refuse(Reason.NOT_IN_THIS_STATE, clue.status(), what); }
}
