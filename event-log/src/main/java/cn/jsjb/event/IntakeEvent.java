package cn.jsjb.event;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What intake-service can say about a complaint. */
public sealed interface IntakeEvent extends ComplaintEvent {

  /**
   * 受理: a request came in from a channel. The first fact of every complaint; written without a database.
   *
   * @param title may be null when {@code content} is given, and the other way round
   * @param content the raw words; null when the request is confidential (then they are inside the box)
   * @param place the place as the channel gave it, unverified
   * @param calledAt when the claimant called or wrote (来电时间)
   * @param category category proposed by the channel, or null
   * @param answers what the category asked (code of the question → answers); null when nothing was answered
   * @param disposition what the operator decided during the call, or why the desk looks at it first; null for the ordinary way
   */
  record RequestReceived(String ticketNo, String channel, String channelMessageId, RequestType requestType, String title,
      String content, Place place, Instant calledAt, String category, String reportedParty, List<Attachment> attachments,
      Map<String, List<String>> answers, Claimant claimant, Disposition disposition) implements IntakeEvent {
    public RequestReceived(String ticketNo, String channel, String channelMessageId, RequestType requestType, String title, String content, Place place,
        Instant calledAt, String category, String reportedParty, List<Attachment> attachments, Claimant claimant, Disposition disposition) {
      this(ticketNo, channel, channelMessageId, requestType, title, content, place, calledAt, category, reportedParty, attachments, null, claimant, disposition);
    }

    public RequestReceived(String ticketNo, String channel, String channelMessageId, RequestType requestType, String title, String content, Place place,
        Instant calledAt, String category, String reportedParty, List<Attachment> attachments, Claimant claimant) {
      this(ticketNo, channel, channelMessageId, requestType, title, content, place, calledAt, category, reportedParty, attachments, null, claimant, null);
    }
  }

  /**
   * 登记: the request has a category, a grade and a place, and waits for dispatch. Every proposal says how sure it is, which words
   * led to it and which version of the rules decided.
   *
   * @param atDesk it stays at the hotline's desk and is not dispatched: the operator's decision follows, or is waited for
   * @param doubts what a person has to decide first; empty when the proposals are sure enough
   */
  record TicketRegistered(RequestType requestType, Classification classification, Location location, boolean atDesk, List<Doubt> doubts) implements IntakeEvent {
    public TicketRegistered {
      doubts = doubts == null ? List.of() : doubts;
    }

    public TicketRegistered(RequestType requestType, Classification classification, Location location, boolean atDesk) { this(requestType, classification, location, atDesk, List.of()); }

    public TicketRegistered(RequestType requestType, Classification classification, Location location) { this(requestType, classification, location, false); }
  }

  /** What a proposal leaves open. */
  enum Doubt { /** The words do not say enough. */ CLASSIFICATION, /** The words fit several places. */ PLACE }

  /** 改分类: a person corrected category, problem, grade or place; before dispatch it steers it, afterwards it steers the statistics. */
  record TicketReclassified(RequestType requestType, Classification classification, Location location, String reason) implements IntakeEvent {}

  /** 直接答复: an inquiry that the knowledge base answers at once (REG §11). Item and version find again what was said. */
  record InquiryAnswered(String answer, String item, String version) implements IntakeEvent {}

  /**
   * 关联: a person confirmed that this request is about the same matter as another. Nothing is merged and nothing deleted: this one
   * keeps its answer and its callback.
   *
   * @param masterId complaint id of the request it follows
   * @param similarity 0…1 of the proposal that the person confirmed; null when there was none
   */
  record DuplicateLinked(String masterId, String masterTicketNo, LinkKind kind, boolean sameClaimant, Double similarity, String note) implements IntakeEvent {}

  enum LinkKind {
    /** The same claimant again, over the same channel. */ REPEAT,
    /** The same claimant over another channel. */ CROSS_SOURCE,
    /** Another claimant about the same matter. */ SAME_MATTER
  }

  /** 转办: to an emergency service, or shown the way that the law provides (REG §11(3)(一)(二)). */
  record TicketDiverted(Target target, String advice) implements IntakeEvent {}

  /** 不予受理, with the reason and where to go instead (REG §11(3)(三)–(六)). @param earlierTicketNo for NO_NEW_FACTS, else null */
  record TicketDeclined(Ground ground, String explanation, String earlierTicketNo) implements IntakeEvent {}

  /** Beyond the units' own duties, but {@code unit} may supervise and guide (REG §11(3)(五)): it is dispatched there. */
  record ScopeOversightReferred(String unit, String advice) implements IntakeEvent {}

  /** What lay at the desk goes to dispatch after all. @param undecided nobody settled its doubts in time: its district has to find out (REG §12(2)) */
  record TicketReleased(String reason, boolean undecided) implements IntakeEvent {
    public TicketReleased(String reason) { this(reason, false); }
  }

  /** 突发风险报告: a possible sudden event was reported to units at once (REG §29); the ticket goes its way beside it. */
  record EmergencyRiskReported(String facts, List<String> toUnits) implements IntakeEvent {}

  /**
   * 集体诉求: this complaint leads a group of the same matter.
   *
   * @param claimantCount different claimants among leader and members when it was opened
   * @param members the others; each keeps its own stream and gets its own answer
   * @param representatives complaint ids of at most five who speak for all
   * @param version version of the rule that says what a group is
   */
  record GroupCaseOpened(String matter, String category, Place place, int claimantCount, List<Member> members, List<String> representatives, String version)
      implements IntakeEvent {}

  /** On the leader's stream. */
  record GroupMemberAdded(Member member) implements IntakeEvent {}

  /** On the member's stream: it lives on through the group that {@code leader} leads. Nothing is deleted. */
  record GroupJoined(String leader, String leaderNo) implements IntakeEvent {}

  /** On the member's stream: the leader's unit has told claimant and hotline, so this claimant is told the same and called back himself. */
  record GroupAnswered(String leader, String unit, String text, Instant dueAt) implements IntakeEvent {}

  /** On the member's stream: the group ended without an answer, the member goes on alone. */
  record GroupLeft(String reason) implements IntakeEvent {}

  /** 劝阻、批评教育、告知后果: the steps before anything else (REG §9, §37; rule I4). */
  record AbuseWarned(AbuseStep step, AbuseKind kind, String evidence) implements IntakeEvent {}

  /** Until then the desk looks first at what this caller brings. It never holds back an emergency, and drops nothing. */
  record AbuseRestricted(AbuseKind kind, Instant until, String evidence) implements IntakeEvent {}

  /**
   * 补充: the claimant or an operator added words or attachments.
   *
   * @param late after the ticket had ended: kept as a note, changes nothing
   * @param box the words of a confidential request; {@code text} is null then
   */
  record TicketSupplemented(String text, List<Attachment> attachments, boolean late, SealedBox box) implements IntakeEvent {
    public TicketSupplemented(String text, List<Attachment> attachments) { this(text, attachments, false, null); }
  }

  /** 催办 by the claimant. @param box the words of a confidential request; {@code text} is null then */
  record RequestUrged(String text, SealedBox box) implements IntakeEvent {
    public RequestUrged(String text) { this(text, null); }
  }

  /** 撤诉: the claimant takes the request back. @param box the words of a confidential request; {@code reason} is null then */
  record RequestWithdrawn(String reason, SealedBox box) implements IntakeEvent {
    public RequestWithdrawn(String reason) { this(reason, null); }
  }

  /** 保密: from now on the claimant is masked for everybody who handles the ticket. Only ever widens. */
  record ConfidentialityRequested(String scope) implements IntakeEvent {}

  /** A person's data was shown to a person (rule P7): who is the actor, {@code reason} says why. Written before the data is given out. */
  record SensitiveDataViewed(List<String> fields, String reason) implements IntakeEvent {}

  /** The claimant's key was destroyed; what the box held cannot be read by anybody any more. */
  record ClaimantErased(String reason) implements IntakeEvent {}

  /**
   * @param category six digits of the category list (three levels)
   * @param problemId one of the year's problems ({@code MT2021-P07}), or null
   * @param confidence 0…1 of the category
   * @param words the words of the text that led to it
   * @param version version of the catalogue that decided
   */
  record Classification(String category, String problemId, Grade grade, double confidence, List<String> words, String version) {}

  /**
   * @param place the place with the codes that were found; a code is null where the text does not say
   * @param confidence 0…1 of the finest code
   * @param candidates codes between which the text does not decide; empty when it names one place or none
   */
  record Location(Place place, double confidence, List<String> candidates, List<String> words, String version) {
    public Location {
      candidates = candidates == null ? List.of() : candidates;
    }

    public Location(Place place, double confidence, List<String> words, String version) { this(place, confidence, List.of(), words, version); }
  }

  /**
   * 诉求人 as the log may know him: nothing that a reader without the key could use.
   *
   * @param box name, phone and, for a confidential request, the words; null for an anonymous request without any
   * @param phoneHash HMAC of the normalised phone number, for repeat callers; null when there is none
   * @param lastFourHash HMAC of complaint id and last four digits, for the progress page
   */
  record Claimant(boolean anonymous, boolean confidential, SealedBox box, String phoneHash, String lastFourHash) {
    public static final Claimant UNKNOWN = new Claimant(true, false, null, null, null);
  }

  /**
   * 处置 as the operator decided it during the call.
   *
   * @param text answer, advice or explanation
   * @param item, version of the knowledge base, for an answer
   */
  record Disposition(DispositionKind kind, String text, String item, String version, Target target, Ground ground) {}

  enum DispositionKind {
    ANSWER, DIVERSION, REFUSAL,
    /** The desk looks at it before it goes anywhere. */ HOLD
  }

  /** Where a diverted claimant is sent. */
  enum Target {
    POLICE_110, FIRE_119, AMBULANCE_120, TRAFFIC_122, /** 诉讼 */ LITIGATION, /** 仲裁 */ ARBITRATION, /** 行政复议 */ RECONSIDERATION, /** 纪检监察 */ DISCIPLINE,
    /** 政府信息公开 */ INFORMATION_DISCLOSURE, /** 信访 */ PETITION;

    public boolean isEmergency() { return this == POLICE_110 || this == FIRE_119 || this == AMBULANCE_120 || this == TRAFFIC_122; }
  }

  /** Why a request is declined. HARASSMENT is how malicious calls are filed (rule I4). */
  enum Ground { NO_NEW_FACTS, SECRET, UNLAWFUL_OR_INDECENT, OUT_OF_SCOPE_ADVISED, HARASSMENT }

  /** In this order. */
  enum AbuseStep { DISSUADED, CRITICISED, CONSEQUENCES_TOLD }

  enum AbuseKind { OCCUPYING_THE_LINE, INSULT, FALSE_REPORT, OTHER }

  record Member(String complaintId, String ticketNo) {}

  /** @param sha256 content hash, 64 hex digits: the name under which the content is stored */
  record Attachment(String name, String mediaType, long size, String sha256) {}
}
