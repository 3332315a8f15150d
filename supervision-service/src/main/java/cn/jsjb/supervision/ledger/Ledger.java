package cn.jsjb.supervision.ledger;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Words;
import cn.jsjb.event.Decision;
import cn.jsjb.event.LedgerEvent.LedgerEntryCleared;
import cn.jsjb.event.LedgerEvent.LedgerEntryOpened;
import cn.jsjb.event.LedgerEvent.LedgerEntryProgressed;
import cn.jsjb.event.LedgerEvent.LedgerEntryReturned;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.matters.LedgerEntry;
import cn.jsjb.supervision.matters.LedgerEntry.Standing;
import java.time.Instant;
import java.util.List;

/** Keeping the municipal ledger (市级挂账督办, SP8): who solves it does not say that it is solved. */
public final class Ledger {
  private Ledger() {}

  /** @param reportedBy who of the owner said so; @param writtenBy the caller */
  public record Progress(String note, boolean goalReached, List<String> evidence, String reportedBy) {}

  /** @param verifier the caller, @param verifierUnit his unit, null for the supervision office itself */
  public record Verification(String finding, List<String> evidence, String verifier, String verifierUnit) {}

  public static Decision open(LedgerEntry entry, LedgerEntryOpened opening, Instant now) {
    if (entry != null) {
      return refuse(Reason.RECORDED_ALREADY, Words.same(entry.about().title()));
    }
    return opening.dueAt().isAfter(now) ? accept(opening) : future();
  }

  public static Decision progress(LedgerEntry entry, Progress progress) {
    if (entry.standing() == Standing.CLEARED) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, entry.status(), "登记进展 / progressed");
    }
    return accept(new LedgerEntryProgressed(progress.note(), progress.goalReached(), progress.evidence(), progress.reportedBy()));
  }

  public static Decision clear(LedgerEntry entry, Verification v) {
    if (entry.standing() != Standing.GOAL_REPORTED) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, entry.status(), "销账 / cleared");
    }
    Decision partial = impartial(entry, v.verifier(), v.verifierUnit());
    return partial != null ? partial : accept(new LedgerEntryCleared(v.finding(), v.evidence(), v.verifier(), v.verifierUnit()));
  }

  /** What was reported is not so; or, of a cleared entry, a look-back failed. */
  public static Decision giveBack(LedgerEntry entry, String reason, Instant dueAt, String verifier, String verifierUnit, Instant now) {
    if (entry.standing() == Standing.OPEN) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, entry.status(), "退回 / returned");
    }
    Decision partial = impartial(entry, verifier, verifierUnit);
    if (partial != null) {
      return partial;
    }
    return dueAt.isAfter(now) ? accept(new LedgerEntryReturned(reason, dueAt, verifier, entry.standing() == Standing.CLEARED)) : future();
  }

  /** Null when it is somebody else. */
  private static Decision impartial(LedgerEntry entry, String verifier, String unit) {
    boolean ofTheOwner = unit != null && (unit.equals(entry.about().owner()) || entry.about().supporting().contains(unit));
    return ofTheOwner || verifier.equals(entry.reportedBy()) || verifier.equals(entry.writtenBy()) ? refuse(Reason.VERIFIER_IS_INVOLVED, ofTheOwner ? unit : verifier) : null;
  }

  private static Decision future() { return refuse(Reason.FIELD_INVALID, "dueAt", "须晚于现在 / has to lie in the future"); }
}
