package cn.jsjb.intake.disposing;

import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.Disposition;
import cn.jsjb.event.IntakeEvent.DispositionKind;
import cn.jsjb.event.IntakeEvent.EmergencyRiskReported;
import cn.jsjb.event.IntakeEvent.Ground;
import cn.jsjb.event.IntakeEvent.InquiryAnswered;
import cn.jsjb.event.IntakeEvent.ScopeOversightReferred;
import cn.jsjb.event.IntakeEvent.Target;
import cn.jsjb.event.IntakeEvent.TicketDeclined;
import cn.jsjb.event.IntakeEvent.TicketDiverted;
import cn.jsjb.event.IntakeEvent.TicketReleased;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * 处置: what the hotline decides about a request itself, in the order of the regulation (REG §11, rule I1): an emergency before
 * everything, and dispatch when nothing else applies. Possible until a unit has signed; from then on the unit answers for it.
 */
public final class Disposing {
  private Disposing() {}

  public static final int TEXT = 2_000;
  private static final Set<Stage> BEFORE_A_UNIT_SIGNED = EnumSet.of(Stage.REGISTERED, Stage.PENDING_DISPATCH, Stage.CONSULTING, Stage.DISPATCHED);

  /** What may be said without a look at other tickets. */
  public static boolean looksAtOtherTickets(Ground ground) { return ground == Ground.NO_NEW_FACTS || ground == Ground.HARASSMENT; }

  /** Whether what the operator decided during the call fits what the words say; if not, the request goes the ordinary way. */
  public static boolean fits(Disposition decided, RequestType type, Grade grade) {
    return switch (decided.kind()) {
      case DIVERSION -> decided.target().isEmergency() || grade != Grade.URGENT_2H;
      case ANSWER -> type == RequestType.INQUIRY && grade != Grade.URGENT_2H;
      case REFUSAL, HOLD -> grade != Grade.URGENT_2H;
    };
  }

  /** The fact that an operator's decision during the call becomes; never for HOLD. */
  public static IntakeEvent fact(Disposition decided) {
    return switch (decided.kind()) {
      case ANSWER -> new InquiryAnswered(decided.text(), decided.item(), decided.version());
      case DIVERSION -> new TicketDiverted(decided.target(), decided.text());
      case REFUSAL -> new TicketDeclined(decided.ground(), decided.text(), null);
      case HOLD -> throw new IllegalArgumentException("what is held has not been decided");
    };
  }

  public static Decision answer(Complaint complaint, String answer, String item, String version) {
    Decision no = notNow(complaint, "直接答复 / answered", false);
    if (no != null) {
      return no;
    }
    RequestType type = complaint.ticket().requestType();
    return type != RequestType.INQUIRY ? Decision.refuse(Reason.ONLY_INQUIRIES_ARE_ANSWERED, type) : Decision.accept(new InquiryAnswered(answer, item, version));
  }

  public static Decision divert(Complaint complaint, Target target, String advice) {
    Decision no = notNow(complaint, "转办 / diverted", target.isEmergency());
    return no != null ? no : Decision.accept(new TicketDiverted(target, advice));
  }

  /**
   * What is known of an earlier ticket that a NO_NEW_FACTS refusal points to; looked up, because it is another stream.
   *
   * @param lastMoved when its status last changed
   */
  public record Earlier(String complaintId, String ticketNo, String phoneHash, String category, boolean open, Instant receivedAt, Instant lastMoved) {
    public static Earlier of(String complaintId, Complaint c) {
      Complaint.Ticket t = c.ticket();
      return new Earlier(complaintId, t.ticketNo(), t.phoneHash(), Disposing.category(c), t.life().stage().isOpen(), t.receivedAt(), t.steps().getLast().at());
    }
  }

  /**
   * @param earlier for NO_NEW_FACTS, null when there is no such ticket
   * @param confirmed for NO_NEW_FACTS: no new fact or reason, and the progress of the earlier ticket was told
   * @param warned for HARASSMENT: the caller was dissuaded at least once before
   */
  public record Decline(Ground ground, String explanation, String earlierTicketNo, Earlier earlier, boolean confirmed, boolean warned) {}

  public static Decision decline(String complaintId, Complaint complaint, Decline command, DeskRules.Rules rules, Instant now) {
    Decision no = notNow(complaint, "不予受理 / declined", false);
    if (no != null) {
      return no;
    }
    if (command.ground() == Ground.HARASSMENT && !command.warned()) {
      return Decision.refuse(Reason.WARN_FIRST, "劝阻 / dissuade the caller");
    }
    if (command.ground() == Ground.NO_NEW_FACTS) {
      if (command.earlier() == null || command.earlier().complaintId().equals(complaintId)) {
        return Decision.refuse(Reason.NOT_FOUND, command.earlierTicketNo());
      }
      if (!isSameMatter(complaint, command.earlier(), rules.sameMatter().days(), now)) {
        return Decision.refuse(Reason.NOT_THE_SAME_MATTER, command.earlier().ticketNo(), rules.sameMatter().days());
      }
      if (!command.confirmed()) {
        return Decision.refuse(Reason.NEW_FACTS_MAY_EXIST);
      }
    }
    return Decision.accept(new TicketDeclined(command.ground(), command.explanation(), command.ground() == Ground.NO_NEW_FACTS ? command.earlier().ticketNo() : null));
  }

  /** Rule I2, as far as a machine can tell: the same claimant, the same category, and not long ended. The place is for the operator's eye. */
  static boolean isSameMatter(Complaint complaint, Earlier earlier, int days, Instant now) {
    String caller = complaint.ticket().phoneHash();
    return caller != null && caller.equals(earlier.phoneHash()) && category(complaint) != null && category(complaint).equals(earlier.category())
        && !earlier.receivedAt().isAfter(complaint.ticket().receivedAt()) && (earlier.open() || earlier.lastMoved().plus(Duration.ofDays(days)).isAfter(now));
  }

  /** @param unitName for the reported party is never asked to oversee itself (rule P2) */
  public static Decision refer(Complaint complaint, String unit, String unitName, String advice) {
    Decision no = notNow(complaint, "转请指导监督 / referred", false);
    if (no != null) {
      return no;
    }
    return unitName.equals(complaint.ticket().reportedParty()) ? Decision.refuse(Reason.UNIT_IS_THE_REPORTED_PARTY, unit)
        : complaint.ticket().desk().disposal() != null && unit.equals(complaint.ticket().desk().disposal().unit()) ? Decision.refuse(Reason.SAME_UNIT, unit)
        : Decision.accept(new ScopeOversightReferred(unit, advice));
  }

  /** At any time while the ticket is open, whoever has it. */
  public static Decision reportRisk(Complaint complaint, String facts, List<String> toUnits) {
    return complaint == null ? Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket")
        : !complaint.ticket().life().stage().isOpen() ? refuse(complaint, "报告突发风险 / reported as a risk") : Decision.accept(new EmergencyRiskReported(facts, toUnits));
  }

  public static Decision release(Complaint complaint, String reason) {
    return complaint == null ? Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket")
        : complaint.ticket().life().stage() != Stage.REGISTERED ? refuse(complaint, "转派单 / released to dispatch") : Decision.accept(new TicketReleased(reason));
  }

  /** Null when the desk may decide now. */
  private static Decision notNow(Complaint complaint, String what, boolean emergency) {
    if (complaint == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    if (!(complaint instanceof Complaint.Registered registered) || !BEFORE_A_UNIT_SIGNED.contains(complaint.ticket().life().stage())) {
      return refuse(complaint, what);
    }
    return !emergency && registered.classification().grade() == Grade.URGENT_2H ? Decision.refuse(Reason.EMERGENCY_GOES_FIRST) : null;
  }

  private static Decision refuse(Complaint complaint, String what) {
    Stage stage = complaint.ticket().life().stage();
    return Decision.refuse(Reason.NOT_IN_THIS_STATE, stage, what);
  }

  static String category(Complaint complaint) { return complaint instanceof Complaint.Registered r && r.classification() != null ? r.classification().category() : null; }
}
