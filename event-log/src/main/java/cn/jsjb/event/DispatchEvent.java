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

  /** 拒不报到: a summoned department says that it will not come; told to the district like an absence (→ clue C07). */
  record WhistleReportRefused(int whistle, String department, String reason) implements DispatchEvent {}

  /**
   * 指挥权: the locality gives a summoned department something to do.
   *
   * @param task 1, 2, … within the whistle
   * @param generalise 举一反三: not this place alone, but every place of its kind
   */
  record WhistleTaskAssigned(int whistle, int task, String department, String what, Instant dueAt, boolean generalise, String by) implements DispatchEvent {}

  record WhistleTaskDone(int whistle, int task, String department, String result, List<String> evidence) implements DispatchEvent {}

  /**
   * 考核权: the locality lets a department go, with what the facts say about it. Nobody is released with an open task.
   *
   * @param inTime it reported by its time
   */
  record DepartmentReleased(int whistle, String department, boolean inTime, int tasksDone, int tasksInTime, String by) implements DispatchEvent {}

  /** 评价权 (STREET §44). The parts and their greatest values stand in the limits' {@code whistleRating}; {@code score} is their sum, 0…100. */
  record DepartmentRated(int whistle, String department, int timeliness, int measures, int result, int score, String note, String by) implements DispatchEvent {}

  /**
   * 双考核 (REG §33): the district assesses the whistling locality, and the departments that were to come.
   *
   * @param necessary, specific, prepared whether the whistle was
   * @param departments department → 0…100 by the district
   */
  record WhistleReviewed(int whistle, boolean necessary, boolean specific, boolean prepared, String note, Map<String, Integer> departments, String by) implements DispatchEvent {}

  /**
   * 跨区吹哨: a locality proposes to whistle together with localities of other districts. Nobody is summoned before all have signed.
   *
   * @param localities two or more, of two districts or more; the proposer first
   * @param agreeBy when the city takes over if they have not agreed by then (rule W9)
   */
  record CrossDistrictWhistleProposed(int whistle, WhistleGround ground, String matter, List<String> localities, List<String> districts,
      List<String> departments, String meetAt, String by, String approvedBy, Instant agreeBy, String limitsVersion) implements DispatchEvent {}

  /** One of the localities signs; others still have to. */
  record CrossDistrictWhistleCoSigned(int whistle, String locality, String approvedBy) implements DispatchEvent {}

  /** The last locality has signed: the departments are summoned and their clocks run. */
  record CrossDistrictWhistleBlown(int whistle, List<String> localities, List<String> districts, List<String> departments,
      Instant acknowledgeBy, Instant reportBy, String by, String approvedBy, String limitsVersion) implements DispatchEvent {}

  /** The closing decision as one locality signs it; when all have signed the same, the whistle is closed. */
  record WhistleClosureSigned(int whistle, String locality, boolean solved, String summary, Map<String, Integer> ratings, Instant agreeBy) implements DispatchEvent {}

  /** The localities have not agreed in time. @param city the unit of the city that now designates */
  record CrossDistrictDisagreementRaised(int whistle, Agreement about, Instant agreeBy, String city) implements DispatchEvent {}

  enum Agreement { BLOWING, CLOSING }

  /**
   * The city designates the locality that leads alone from now on.
   *
   * @param acknowledgeBy, reportBy when the departments are summoned by this; null when they had been already
   */
  record CrossDistrictLeadDesignated(int whistle, String locality, String reason, Instant acknowledgeBy, Instant reportBy, String by) implements DispatchEvent {}

  /** A ticket of either side hangs on a whistle that stands in another ticket; result and callback stay its own. */
  record CrossDistrictWhistleJoined(String complaintId, int whistle, String by) implements DispatchEvent {}

  /** Half of the dual feedback (双反馈): the claimant has been told. */
  record ResultRepliedToClaimant(String unit, String text, String channel) implements DispatchEvent {}

  /** The other half: the hotline has been told. */
  record ResultReportedToHotline(String unit, Outcome outcome, String text, List<String> evidence) implements DispatchEvent {}

  enum Outcome { RESOLVED, PARTLY, UNRESOLVED, EXPLAINED }

  /** @param legalBasis the lawful ground (REG §15(2)) */
  record TimeLimitExtended(String unit, Instant newDueAt, String legalBasis, Instant claimantToldAt) implements DispatchEvent {}

  /**
   * 待诉求人补充: the unit asks the claimant and the limit waits for the answer, at most until {@code until}.
   *
   * @param dueAt the limit if nobody answers: at every moment the ticket has one definite limit, so that no timer decides about it
   */
  record ClaimantAsked(int number, String unit, String question, Instant until, Instant dueAt) implements DispatchEvent {}

  /** The claimant answered: the limit runs on. @param dueAt moved by the time that was waited, no more */
  record ClaimantAnswered(int number, String answer, Instant dueAt) implements DispatchEvent {}

  /** The claimant did not answer in time; the limit runs on by itself. */
  record ClaimantAnswerMissed(int number, Instant until) implements DispatchEvent {}

  /**
   * 挂账 of one ticket (not the municipal ledger): it cannot be solved now for an objective reason (REG §15(2); rules L1–L6).
   *
   * @param reason a code of the list of reasons in the limits
   * @param promisedBy the promised date, at most twelve months ahead
   * @param explanation what the claimant was told
   */
  record DeferralRequested(int number, String unit, String reason, Instant promisedBy, List<Milestone> milestones, String explanation, Instant explainedAt) implements DispatchEvent {}

  record Milestone(String what, Instant by) {}

  /** First the district, then the city's service bureau; the ticket is deferred with the second. */
  record DeferralApproved(int number, ApprovalLevel level, Instant promisedBy, String note, String by) implements DispatchEvent {}

  record DeferralRefused(int number, ApprovalLevel level, String reason, String by) implements DispatchEvent {}

  enum ApprovalLevel { DISTRICT, CITY }

  /** @param milestone 1, 2, … in the order of the request */
  record DeferralMilestoneReported(int number, int milestone, String unit, String text, List<String> evidence) implements DispatchEvent {}

  /** 销账: only after a new callback, which counts in its own period (rule L4). */
  record DeferralCleared(int number, String note, String by) implements DispatchEvent {}

  /** The promised date has passed: counted unresolved at once (rule L5, clue C06). */
  record DeferralExpired(int number, String unit, Instant promisedBy) implements DispatchEvent {}

  /**
   * 无错优先: the innocent are served first, whoever is at fault is pursued apart. Neither track waits for the other (rule N1).
   *
   * @param innocent, atFault, unlawful the households, premises or persons by eligibility (rule N2); only the innocent go through
   * @param tracks one or more liability tracks
   */
  record LiabilitySeparated(String unit, String matter, List<String> innocent, List<String> atFault, List<String> unlawful, List<LiabilityTrack> tracks) implements DispatchEvent {}

  /** @param unit who pursues it, code of the directory */
  record LiabilityTrack(int number, String wrongdoer, String matter, String unit) {}

  /** Some of the innocent have got what they asked for. */
  record CitizensServed(String unit, List<String> served, String note) implements DispatchEvent {}

  /** 谁违法、谁担责. @param concluded whether the track ends with this */
  record LiabilityPursued(int track, String unit, String text, boolean concluded) implements DispatchEvent {}

  /** 容缺办理: goes on with named items missing. */
  record TolerantHandlingStarted(int number, String unit, String matter, List<MissingItem> items) implements DispatchEvent {}

  record MissingItem(String what, String owner, Instant dueAt, String consequence) {}

  /** @param item 1, 2, … in the order of the start */
  record MissingItemSupplied(int number, int item, String unit, String note) implements DispatchEvent {}

  record TolerantHandlingFailed(int number, int item, Instant dueAt) implements DispatchEvent {}

  /**
   * 政府承诺: a government body answers in writing for the later cure, so that citizens are served now. Outlives the ticket.
   *
   * @param excluded who is not covered: all that are not innocent
   */
  record CommitmentIssued(int number, String issuer, List<Obligation> obligations, List<String> covered, List<String> excluded, Instant until, List<String> evidence) implements DispatchEvent {}

  record Obligation(String what, Instant dueAt) {}

  record CommitmentObligationFulfilled(int number, int obligation, String issuer, List<String> evidence) implements DispatchEvent {}

  /** An obligation is overdue: supervision orders the issuer (clue C06). */
  record CommitmentBreached(int number, int obligation, String issuer, Instant dueAt) implements DispatchEvent {}

  /**
   * 紧急诉求专案 (rules U1–U3).
   *
   * @param sources where the matter was seen, e.g. {@code WAGE_PLATFORM:2021-0031}
   * @param members complaints of the case, this one included
   * @param speaker the one person who speaks to the claimants
   */
  record SpecialCaseOpened(String by, String matter, List<String> sources, List<String> members, int headcount, Risk risk, List<String> taskForce, String speaker, Rhythm rhythm,
      Instant reportBy) implements DispatchEvent {}

  enum Risk { LOW, MEDIUM, HIGH }

  enum Rhythm { HOURLY, DAILY }

  record SpecialCaseMemberAdded(String complaintId, String source, String by) implements DispatchEvent {}

  /** @param nextBy when the next one is due */
  record SpecialCaseStageReported(String by, String text, Instant nextBy) implements DispatchEvent {}

  /** One fact a silence. */
  record SpecialCaseReportMissed(Instant dueAt) implements DispatchEvent {}

  record SpecialCaseClosed(String by, String text) implements DispatchEvent {}

  /** 预约: at the hour the claimant chose. */
  record AppointmentMade(int number, String unit, Instant at, String place, List<String> people) implements DispatchEvent {}

  record AppointmentKept(int number, String unit, Instant arrivedAt, List<String> people, String note) implements DispatchEvent {}

  /** 现场查看. @param isTrue whether what was reported is so; null where the visit could not tell */
  record FieldVisitRecorded(String unit, Instant at, String place, String facts, Boolean isTrue, List<String> photos) implements DispatchEvent {}

  /** @param complaintId the new ticket, null while there is none */
  record RelatedProblemFound(String unit, String description, String complaintId) implements DispatchEvent {}

  /** 议事协商 (REG §26, §27). @param opinions what the residents said */
  record DeliberationRecorded(String unit, DeliberationKind kind, List<String> parties, List<String> opinions, String decision, List<String> tasks) implements DispatchEvent {}

  enum DeliberationKind { ROUND_TABLE, PARTNERS, JOINT_MEETING, FORUM }

  /** A committee certifies a ground from the agreed list. @param effect e.g. a fine that is not imposed */
  record CertificateIssued(String unit, String committee, String ground, String effect, Instant validUntil) implements DispatchEvent {}

  record MediationHeld(String unit, List<String> parties, int minutes, String outcome) implements DispatchEvent {}

  /** @param amountFen in fen, hundredths of a yuan */
  record SettlementSigned(String unit, List<String> parties, long amountFen, String terms) implements DispatchEvent {}

  record JudicialConfirmationGranted(String unit, String court, String document) implements DispatchEvent {}

  record EnforcementRecorded(String unit, String party, String basis, String measure) implements DispatchEvent {}

  record JointInterviewHeld(String unit, List<String> interviewed, List<String> interviewers, String outcome) implements DispatchEvent {}

  record EnterpriseSanctionRecorded(String unit, String party, String basis, String measure) implements DispatchEvent {}

  /** 批示. */
  record InstructionRecorded(String leader, String text) implements DispatchEvent {}

  /** 提级办理 (REG §20): what a unit cannot solve goes up; the receiver analyses it and gives an opinion. */
  record EscalationRequested(int number, String unit, String to, String reason, String opinion) implements DispatchEvent {}

  record EscalationDecided(int number, String by, String opinion, List<String> measures) implements DispatchEvent {}

  /** Four fifths of the limit are over (rule T7); once a limit. */
  record LimitWarned(String unit, Instant dueAt) implements DispatchEvent {}

  record SignOverdue(String unit, Instant dueAt) implements DispatchEvent {}

  record ContactOverdue(String unit, Instant dueAt) implements DispatchEvent {}

  record FeedbackOverdue(String unit, Instant dueAt) implements DispatchEvent {}
}
