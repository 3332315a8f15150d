package cn.jsjb.dispatch.cohandling;

import cn.jsjb.dispatch.Duty;
import cn.jsjb.dispatch.Part;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.CoHandlingAccepted;
import cn.jsjb.event.DispatchEvent.CoHandlingResultDelivered;
import cn.jsjb.event.DispatchEvent.CoHandlingStageReported;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.DispatchEvent.PartKind;
import cn.jsjb.event.DispatchEvent.PartReported;
import cn.jsjb.event.DispatchEvent.PartSigned;
import cn.jsjb.event.DispatchEvent.PartStageReported;
import cn.jsjb.event.Reason;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What a unit does with its part: sign, report the stage, deliver. Who is late owes the reason and the stage before the result (REG §14, rule F3). */
public final class PartWork {
  private PartWork() {}

  /** @param coHandling whether a part of that kind is meant, or one of the others (双派、转办) */
  public record Sign(String by, int number, boolean coHandling, String signer) {}

  public record ReportStage(String by, int number, boolean coHandling, String reason, String progress, Instant expectedAt) {}

  public record Deliver(String by, int number, boolean coHandling, Outcome outcome, String text, List<String> evidence) {}

  public static Decision decide(Ticket ticket, Sign c) {
    return own(ticket, c.number(), c.coHandling(), c.by(), part -> part.signedAt() != null ? Decision.refuse(Reason.ALREADY_SIGNED, part.unit())
        : Decision.accept(c.coHandling() ? new CoHandlingAccepted(c.number(), c.by(), c.signer()) : new PartSigned(c.number(), part.kind(), c.by(), c.signer())));
  }

  public static Decision decide(Ticket ticket, ReportStage c) {
    return signed(ticket, c.number(), c.coHandling(), c.by(), part -> Decision.accept(c.coHandling() ? new CoHandlingStageReported(c.number(), c.by(), c.reason(), c.progress(), c.expectedAt())
        : new PartStageReported(c.number(), part.kind(), c.by(), c.reason(), c.progress(), c.expectedAt())));
  }

  public static Decision decide(Ticket ticket, Deliver c, Instant now) {
    return signed(ticket, c.number(), c.coHandling(), c.by(), part -> now.isAfter(part.dueAt()) && part.stagedAt() == null ? Decision.refuse(Reason.PART_OWES_A_STAGE_REPORT, c.number())
        : Decision.accept(c.coHandling() ? new CoHandlingResultDelivered(c.number(), c.by(), c.outcome(), c.text(), c.evidence())
            : new PartReported(c.number(), part.kind(), c.by(), c.outcome(), c.text(), c.evidence())));
  }

  /** What the unit may say about a part of its own that is open. */
  private static Decision own(Ticket ticket, int number, boolean coHandling, String by, Function<Part, Decision> decide) {
    Part part = part(ticket, number, coHandling);
    if (part == null) {
      return Decision.refuse(Reason.NO_SUCH_PART, number);
    }
    return may(ticket, part, by) ? decide.apply(part) : Decision.refuse(Reason.NOT_YOUR_PART, number, part.unit());
  }

  private static Decision signed(Ticket ticket, int number, boolean coHandling, String by, Function<Part, Decision> decide) {
    return own(ticket, number, coHandling, by, part -> part.signedAt() == null ? Decision.refuse(Reason.PART_NOT_ACCEPTED, number) : decide.apply(part));
  }

  private static Part part(Ticket ticket, int number, boolean coHandling) {
    return ticket instanceof Ticket.Handling t && t.stage().isOpen()
        ? t.duty().open(number).filter(p -> (p.kind() == PartKind.CO_HANDLING) == coHandling).orElse(null) : null;
  }

  /** The unit itself; for an office or a committee, which may have no console, also its desk. */
  private static boolean may(Ticket ticket, Part part, String by) {
    return part.unit().equals(by) || Duty.isCommittee(part.unit()) && ((Ticket.Handling) ticket).heldBy(by);
  }
}
