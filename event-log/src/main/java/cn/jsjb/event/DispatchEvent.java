package cn.jsjb.event;

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
    /** Unit and district unclear, or an equal match: a person decides at the service bureau. */ CONSULTATION
  }

  /** 签收. */
  record AssignmentSigned(String unit, String signer) implements DispatchEvent {}

  /** 联系诉求人 (REG §15(1)); {@code metInPerson} with place and time of the meeting in {@code note}. */
  record ClaimantContacted(String unit, ContactMethod how, ContactOutcome outcome, boolean metInPerson, String note) implements DispatchEvent {}

  enum ContactMethod { PHONE, VISIT, SMS, ONLINE }

  enum ContactOutcome { REACHED, NOT_REACHED }

  /** 派单异议: "not mine". The clock runs on and the unit stays first responder until it is upheld. */
  record DispatchObjected(int number, String unit, ObjectionGround ground, String legalBasis, String suggestedUnit, String note)
      implements DispatchEvent {}

  enum ObjectionGround { NOT_MY_DUTY, NOT_MY_AREA, WRONG_PARTY, NOT_GOVERNMENT_MATTER, DUPLICATE, LEGAL_ROUTE }

  /** @param newUnit the unit that is dispatched to next */
  record ObjectionUpheld(int number, String newUnit, String reason) implements DispatchEvent {}

  record ObjectionRejected(int number, String reason) implements DispatchEvent {}

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
