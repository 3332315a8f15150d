package cn.jsjb.event;

import cn.jsjb.catalogue.DualPolicy;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.WhistleGround;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What dispatch-service can say about a ticket. */
public sealed interface DispatchEvent extends ComplaintEvent {

  /**
   * 派单 to the one unit that must answer for it (首接单位), with grade and limit on the ticket (REG §13).
   *
   * @param hop 1 for the first dispatch of a round; counts hand-overs after upheld objections
   * @param round 1 for the first handling, 2 after a rework order, …
   * @param copyTo districts that get a copy (REG §12(1)); empty when the unit is a district or a department
   * @param catalogueEntry entry of the dispatch catalogue that named the unit, null when a person did
   * @param versions the versions that decided, e.g. {@code {"dispatch":"2021.1","limits":"…"}}
   * @param signBy sub-limits and limit, all instants
   */
  record TicketDispatched(int hop, int round, String unit, Mode mode, List<String> copyTo, String catalogueEntry,
      Map<String, String> versions, Grade grade, Instant signBy, Instant contactBy, Instant dueAt, String reason)
      implements DispatchEvent {}

  enum Mode {
    /** 直派 */ DIRECT,
    /** 区分转: unit unclear, the district organises (REG §12(2)). */ DISTRICT,
    /** Unit and district unclear, an equal match, or handed on too often: people decide at the service bureau or the district. */ CONSULTATION,
    /** 驻京中央单位: the liaison queue (REG §22). */ LIAISON,
    /** 京津冀: the regional queue (REG §21). */ REGIONAL
  }

  /**
   * 会商: the participants meet to settle who is responsible, before dispatch or on the spot (REG §12).
   *
   * @param number 1, 2, … within the ticket
   */
  record ConsultationOpened(int number, ConsultationKind kind, String matter, List<String> participants, String meetAt, String by) implements DispatchEvent {}

  enum ConsultationKind { BEFORE_DISPATCH, ON_SITE }

  /**
   * @param chosenUnit the one that answers from now on; may be the one that has the ticket
   * @param bindingDesignation the chosen unit cannot give it back (rule D9)
   * @param divisions who does which part under the chosen unit (现场划分责任); each becomes a part with its own clock
   */
  record ConsultationConcluded(int number, String by, List<String> participants, String minutes, String chosenUnit, boolean bindingDesignation, List<Division> divisions)
      implements DispatchEvent {}

  /** @param number number of the part within the ticket */
  record Division(int number, String unit, String part, Instant dueAt) {}

  /**
   * 协办: the first responder has another unit do a part. The unit may not refuse (REG §14).
   *
   * @param number 1, 2, … among all parts of the ticket
   */
  record CoHandlingRequested(int number, String unit, String part, Instant dueAt, String by, String limitsVersion) implements DispatchEvent {}

  record CoHandlingAccepted(int number, String unit, String signer) implements DispatchEvent {}

  /** The part's result, delivered to the first responder. */
  record CoHandlingResultDelivered(int number, String unit, Outcome outcome, String text, List<String> evidence) implements DispatchEvent {}

  /** What a late unit owes (REG §14): the reason, and how far it is. It answers for the part; the result is still to come. */
  record CoHandlingStageReported(int number, String unit, String reason, String progress, Instant expectedAt) implements DispatchEvent {}

  /**
   * 双派: a locality's desk sends the ticket to its own office and to community and property firm in the same moment (rules DD1–DD4).
   *
   * @param number the office's part; the community's is the next number
   * @param office name of the street's office (街道城管办)
   * @param community code of the committee, twelve digits
   * @param property name of the property firm, or null
   */
  record DualDispatched(int number, String by, String office, String community, String property, String matter, Instant dueAt, DualPolicy policy, String dutiesVersion)
      implements DispatchEvent {}

  /** 转办 below the first responder, who stays responsible. @param to a committee of the locality, or a unit below the sender */
  record SubDispatched(int number, String from, String to, String matter, Instant dueAt, String dutiesVersion) implements DispatchEvent {}

  enum PartKind { CO_HANDLING, DUAL_OFFICE, DUAL_COMMUNITY, SUB }

  /** @param unit who signed; the desk may sign for its office or committee */
  record PartSigned(int number, PartKind kind, String unit, String signer) implements DispatchEvent {}

  record PartReported(int number, PartKind kind, String unit, Outcome outcome, String text, List<String> evidence) implements DispatchEvent {}

  record PartStageReported(int number, PartKind kind, String unit, String reason, String progress, Instant expectedAt) implements DispatchEvent {}

  /** A part had no result by its time. One fact a part; it counts against its own unit (rule F5). */
  record PartOverdue(int number, PartKind kind, String unit, Instant dueAt) implements DispatchEvent {}

  /**
   * The ticket is being handed to and fro. It is brought before somebody who can end it.
   *
   * @param units all that had it, in order
   * @param escalatedTo the district when all of them are in one, else the service bureau
   */
  record PingPongDetected(int hops, int returns, List<String> units, String escalatedTo, String dutiesVersion) implements DispatchEvent {}

  /** 签收. */
  record AssignmentSigned(String unit, String signer) implements DispatchEvent {}

  /** 联系诉求人 (REG §15(1)); {@code metInPerson} with place and time of the meeting in {@code note}. */
  record ClaimantContacted(String unit, ContactMethod how, ContactOutcome outcome, boolean metInPerson, String note) implements DispatchEvent {}

  enum ContactMethod { PHONE, VISIT, SMS, ONLINE }

  enum ContactOutcome { REACHED, NOT_REACHED }

  /**
   * 派单异议: "not mine". The clock runs on and the unit stays first responder until it is upheld.
   *
   * @param decideBy limit of the review (rule D9)
   */
  record DispatchObjected(int number, String unit, ObjectionGround ground, String legalBasis, String suggestedUnit, String note, List<String> evidence, Instant decideBy)
      implements DispatchEvent {
    public DispatchObjected(int number, String unit, ObjectionGround ground, String legalBasis, String suggestedUnit, String note) {
      this(number, unit, ground, legalBasis, suggestedUnit, note, List.of(), null);
    }
  }

  enum ObjectionGround { NOT_MY_DUTY, NOT_MY_AREA, WRONG_PARTY, NOT_GOVERNMENT_MATTER, DUPLICATE, LEGAL_ROUTE }

  /**
   * @param newUnit the unit that is dispatched to next; from the third hop on only a proposal for the consultation (rule D9)
   * @param by the reviewing unit; never the objector
   */
  record ObjectionUpheld(int number, String newUnit, String reason, String by) implements DispatchEvent {
    public ObjectionUpheld(int number, String newUnit, String reason) { this(number, newUnit, reason, null); }
  }

  record ObjectionRejected(int number, String reason, String by) implements DispatchEvent {
    public ObjectionRejected(int number, String reason) { this(number, reason, null); }
  }

  /** The review of an objection took too long (rule D9). */
  record ObjectionDecisionOverdue(int number, Instant dueAt) implements DispatchEvent {}

  /**
   * 街乡吹哨: a locality summons departments. Each named department gets its own clock (rule W3).
   *
   * @param whistle 1, 2, … within the ticket
   * @param approvedBy the leader of the locality who released it (rule W2)
   */
  record WhistleBlown(int whistle, WhistleGround ground, String matter, List<String> departments, String meetAt,
      Instant acknowledgeBy, Instant reportBy, String by, String approvedBy, String limitsVersion) implements DispatchEvent {}

  record WhistleAcknowledged(int whistle, String department) implements DispatchEvent {}

  /** 部门报到: the arrival is stamped by the locality, not by the department. */
  record DepartmentReported(int whistle, String department, Instant arrivedAt, List<String> persons, String stampedBy) implements DispatchEvent {}

  /** A department did not report by its time. One fact a department (→ clue C07). */
  record WhistleReportMissed(int whistle, String department, Instant dueAt) implements DispatchEvent {}

  /** @param ratings department → 0…100 by the locality (rule W5) */
  record WhistleClosed(int whistle, boolean solved, String summary, Map<String, Integer> ratings) implements DispatchEvent {}

  /** Half of the dual feedback (双反馈): the claimant has been told. */
  record ResultRepliedToClaimant(String unit, String text, String channel) implements DispatchEvent {}

  /** The other half: the hotline has been told. */
  record ResultReportedToHotline(String unit, Outcome outcome, String text, List<String> evidence) implements DispatchEvent {}

  enum Outcome { RESOLVED, PARTLY, UNRESOLVED, EXPLAINED }

  /** @param legalBasis the lawful ground (REG §15(2)) */
  record TimeLimitExtended(String unit, Instant newDueAt, String legalBasis, Instant claimantToldAt) implements DispatchEvent {}

  record SignOverdue(String unit, Instant dueAt) implements DispatchEvent {}

  record ContactOverdue(String unit, Instant dueAt) implements DispatchEvent {}

  record FeedbackOverdue(String unit, Instant dueAt) implements DispatchEvent {}
}
