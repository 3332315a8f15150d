package cn.jsjb.analytics;

import static cn.jsjb.analytics.Figure.ANSWERS;
import static cn.jsjb.analytics.Figure.BASICALLY;
import static cn.jsjb.analytics.Figure.CLOSED;
import static cn.jsjb.analytics.Figure.CO_HANDLED;
import static cn.jsjb.analytics.Figure.COMPLETED;
import static cn.jsjb.analytics.Figure.CONTACTED;
import static cn.jsjb.analytics.Figure.DEFERRED;
import static cn.jsjb.analytics.Figure.DISPATCHED;
import static cn.jsjb.analytics.Figure.DISSATISFIED;
import static cn.jsjb.analytics.Figure.EXCLUDED;
import static cn.jsjb.analytics.Figure.OFF_VOLUME;
import static cn.jsjb.analytics.Figure.OPEN;
import static cn.jsjb.analytics.Figure.OVERDUE_CONTACT;
import static cn.jsjb.analytics.Figure.OVERDUE_FEEDBACK;
import static cn.jsjb.analytics.Figure.OVERDUE_SIGN;
import static cn.jsjb.analytics.Figure.RECEIVED;
import static cn.jsjb.analytics.Figure.REDIRECTED;
import static cn.jsjb.analytics.Figure.REOPENED;
import static cn.jsjb.analytics.Figure.RESOLVED;
import static cn.jsjb.analytics.Figure.REWORKED;
import static cn.jsjb.analytics.Figure.SATISFIED;
import static cn.jsjb.analytics.Figure.SHIRKED;
import static cn.jsjb.analytics.Figure.SUPERVISED;
import static cn.jsjb.analytics.Figure.VALID;
import static cn.jsjb.analytics.Figure.WHISTLED;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Duties;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LifeCycle;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.rating.Standing;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one ticket counts, and where: folded from the facts of all three writers. A value: {@link #after} changes a copy. It is written
 * with every fact, hence the short names; times are epoch milliseconds (UTC), 0 = not yet.
 *
 * <p><b>Cells.</b> A ticket counts in {@code <period>/<dimension>}; the dimensions are
 * {@code city}, {@code channel:<code>}, {@code category:<six digits>}, {@code problem:<id>}, and, once it has a first responder,
 * {@code locality:}, {@code department:}, {@code district-department:}, {@code utility:} or {@code zone:<unit code>} and
 * {@code district:<code>}, which pools the district itself and all its units (rule C-8); {@code gap:<category>}, where it is {@code RECEIVED} and nothing
 * else, when the dispatch catalogue had no entry for it. Units are judged by what they answer for,
 * not by what lies on their ground; the two sides of a dual dispatch have {@code inner:<locality>:office:<name>} and
 * {@code inner:<locality>:community:<code>}, which belong to no other list; where it lies is in {@link #placeDistrict()} and {@link #placeLocality()}.
 *
 * <p>What the catalogue and the assessment rules said (kind and district of the unit, period, assessed types) is kept in the state, so that
 * a later version of them cannot take away from a cell what was never put there.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE, isGetterVisibility = Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public final class TicketFigures {

  private static final String ENTERPRISE = "ENTERPRISE";
  /** Dimension of tickets whose first dispatch no entry of the dispatch catalogue named, by category. */
  public static final String GAP = "gap:";
  public static final String NO_CATEGORY = "none";
  /** Such a ticket is one, whatever becomes of it: its cell moves once. */
  private static final long[] ONCE = new long[Figure.COUNT];

  static {
    ONCE[RECEIVED.ordinal()] = 1;
  }

  /** What the claimant answered in a callback (rule C-2). */
  public record Answer(@JsonProperty("c") boolean contacted, @JsonProperty("r") boolean resolved, @JsonProperty("p") boolean partly,
      @JsonProperty("s") SupervisionEvent.Satisfaction satisfaction) implements Standing.Answered {}

  /**
   * 双派双考 (rule DD3): in its locality's internal ranking the one result counts for both sides, in the city's once for the locality.
   *
   * @param office name of the street's office; @param community code of the committee
   */
  record Dual(@JsonProperty("o") String office, @JsonProperty("c") String community) {}

  /** Ninety-six bits of the hash tell claimants apart. */
  private static final int HASH = 16;

  @JsonProperty("no") private String ticketNo;
  @JsonProperty("ch") private String channel;
  @JsonProperty("rt") private RequestType requestType;
  @JsonProperty("ct") private String category;
  @JsonProperty("pb") private String problem;
  @JsonProperty("pd") private String placeDistrict;
  @JsonProperty("pl") private String placeLocality;
  @JsonProperty("lc") private LifeCycle life = LifeCycle.NONE;
  @JsonProperty("uk") private Unit.Kind unitKind;
  @JsonProperty("ud") private String unitDistrict;
  @JsonProperty("pk") private String period;
  @JsonProperty("ck") private String closedPeriod;
  @JsonProperty("rp") private String ratedPeriod;
  @JsonProperty("st") private Standing standing;
  @JsonProperty("du") private Dual dual;
  @JsonProperty("f") private int figures;
  @JsonProperty("w") private int whistles;
  @JsonProperty("h") private int hops;
  @JsonProperty("m") private int marks;
  @JsonProperty("co") private Course course;
  @JsonProperty("ki") private String item;
  @JsonProperty("gr") private Grade grade;
  @JsonProperty("od") private boolean overdue;
  @JsonProperty("a1") private Answer firstAnswer;
  @JsonProperty("a2") private Answer finalAnswer;
  @JsonProperty("tr") private long received;
  @JsonProperty("td") private long dispatched;
  @JsonProperty("ts") private long signed;
  @JsonProperty("tc") private long contacted;
  @JsonProperty("tp") private long replied;
  @JsonProperty("tt") private long reported;
  @JsonProperty("ta") private long answered;
  @JsonProperty("tx") private long closed;
  @JsonProperty("tl") private long changed;
  @JsonProperty("sp") private String spot;
  @JsonProperty("g") private boolean generalise;

  /** Only in the first state, from which its column is written; not kept in the state. */
  private transient String claimant;
  /** Of the first fact alone: its column is written once. */
  private transient String enterprise;
  private transient String[] cells;
  private transient Map<String, long[]> contributions;

  /** For Jackson, and as the state before the first fact. */
  private TicketFigures() {}

  private TicketFigures(TicketFigures o) {
    ticketNo = o.ticketNo;
    channel = o.channel;
    requestType = o.requestType;
    category = o.category;
    problem = o.problem;
    placeDistrict = o.placeDistrict;
    placeLocality = o.placeLocality;
    life = o.life;
    unitKind = o.unitKind;
    unitDistrict = o.unitDistrict;
    period = o.period;
    closedPeriod = o.closedPeriod;
    ratedPeriod = o.ratedPeriod;
    standing = o.standing;
    dual = o.dual;
    figures = o.figures;
    whistles = o.whistles;
    hops = o.hops;
    marks = o.marks;
    course = o.course;
    item = o.item;
    grade = o.grade;
    overdue = o.overdue;
    firstAnswer = o.firstAnswer;
    finalAnswer = o.finalAnswer;
    received = o.received;
    dispatched = o.dispatched;
    signed = o.signed;
    contacted = o.contacted;
    replied = o.replied;
    reported = o.reported;
    answered = o.answered;
    closed = o.closed;
    changed = o.changed;
    spot = o.spot;
    generalise = o.generalise;
    cells = o.cells;
    contributions = o.contributions;
  }

  /** Begins with {@link IntakeEvent.RequestReceived}; anything else first is no complaint, and its stream is set apart. */
  static TicketFigures first(Fact fact, Assessment assessment, Duties duties) {
    if (!(fact.event() instanceof IntakeEvent.RequestReceived e)) {
      throw new IllegalStateException("a complaint begins with RequestReceived, not with " + fact.type());
    }
    TicketFigures ticket = new TicketFigures();
    ticket.life = LifeCycle.NONE.after(e);
    ticket.ticketNo = e.ticketNo();
    ticket.channel = e.channel();
    ticket.requestType = e.requestType();
    ticket.marks = e.requestType() == RequestType.INQUIRY ? Mark.INQUIRY.bit() : 0;
    ticket.enterprise = enterprise(e.reportedParty(), fact.at(), duties);
    ticket.period = assessment.periodOf(fact.at()).key();
    ticket.figures = RECEIVED.bit() | OPEN.bit();
    ticket.standing = Standing.after(null, e, fact.at());
    ticket.received = ticket.changed = fact.at().toEpochMilli();
    ticket.claimant = e.claimant().phoneHash() == null ? null : e.claimant().phoneHash().substring(0, Math.min(HASH, e.claimant().phoneHash().length()));
    return ticket;
  }

  /** 被反映企业: the party that a request is about, when its name is that of an enterprise. */
  private static String enterprise(String party, Instant at, Duties duties) {
    return party == null || party.isBlank() || !ENTERPRISE.equals(duties.at(at).subjectOf(party)) ? null : party.strip();
  }

  TicketFigures after(Fact fact, Units units, Assessment assessment) {
    long at = fact.at().toEpochMilli();
    TicketFigures next = new TicketFigures(this);
    next.changed = at;
    next.life = life.after(fact.event());
    next.standing = Standing.after(standing, fact.event(), fact.at());
    next.course = Course.after(course, fact.event(), fact.at());
    next.take(fact.event(), at, units, assessment);
    next.overdue = next.stillOverdue(fact.event());
    if (next.dual != null && !Objects.equals(next.life.unit(), life.unit())) {
      next.dual = null;
    }
    if ((figures & SHIRKED.bit()) != 0 && !Objects.equals(next.life.unit(), life.unit())) {
      next.figures &= ~SHIRKED.bit();
    }
    if (next.standing != standing) {
      next.rate(assessment);
    }
    next.openOrClosed(fact.at(), assessment);
    if (next.movedTo(this)) {
      next.cells = null;
      next.contributions = null;
    } else if (next.figures != figures || next.has(Mark.GAP) != has(Mark.GAP) || next.closedPeriod != closedPeriod || next.ratedPeriod != ratedPeriod) {
      next.contributions = null;
    }
    return next;
  }

  private void take(ComplaintEvent event, long at, Units units, Assessment assessment) {
    switch (event) {
      case IntakeEvent.TicketRegistered e -> {
        marks |= Mark.REGISTERED.bit();
        classify(e.requestType(), e.classification(), e.location(), assessment);
      }
      case IntakeEvent.TicketReclassified e -> classify(e.requestType(), e.classification(), e.location(), assessment);
      case IntakeEvent.GroupAnswered e -> heldBy(e.unit(), units);
      case IntakeEvent.InquiryAnswered e -> {
        marks |= Mark.ANSWERED.bit();
        item = e.item();
      }
      case IntakeEvent.TicketDiverted e -> marks |= Mark.DIVERTED.bit();
      case IntakeEvent.TicketDeclined e -> marks |= Mark.DECLINED.bit();
      case IntakeEvent e -> { /* changes no figure */ }

      case DispatchEvent.TicketDispatched e -> {
        heldBy(e.unit(), units);
        grade = e.grade();
        boolean first = (marks & Mark.SENT.bit()) == 0;
        marks |= Mark.SENT.bit() | (first && e.catalogueEntry() == null ? Mark.GAP.bit() : 0);
        if (e.mode() != DispatchEvent.Mode.CONSULTATION) {
          figures |= DISPATCHED.bit();
          dispatched = dispatched == 0 ? at : dispatched;
        }
        if (e.hop() > 1) {
          hops++;
          marks |= Mark.HANDED_ON.bit() | (hops > 1 ? Mark.HANDED_ON_AGAIN.bit() : 0) | (hops > 2 ? Mark.HANDED_ON_OFTEN.bit() : 0);
          figures |= REDIRECTED.bit();
        }
      }
      case DispatchEvent.DualDispatched e -> dual = new Dual(e.office(), e.community());
      case DispatchEvent.AssignmentSigned e -> signed = signed == 0 ? at : signed;
      case DispatchEvent.ClaimantContacted e -> contacted = contacted == 0 ? at : contacted;
      case DispatchEvent.ResultRepliedToClaimant e -> replied = at;
      case DispatchEvent.ResultReportedToHotline e -> reported = at;
      case DispatchEvent.WhistleBlown e -> whistled();
      case DispatchEvent.CrossDistrictWhistleBlown e -> whistled();
      case DispatchEvent.CrossDistrictLeadDesignated e when e.acknowledgeBy() != null -> whistled();
      case DispatchEvent.ObjectionRejected e -> figures |= SHIRKED.bit();
      case DispatchEvent.DispatchObjected e -> marks |= Mark.OBJECTED.bit();
      case DispatchEvent.DeferralRequested e -> marks |= Mark.DEFERRAL.bit();
      case DispatchEvent.DeferralExpired e -> answered = at;
      case DispatchEvent.JointInterviewHeld e -> marks |= Mark.MEASURED.bit();
      case DispatchEvent.EnterpriseSanctionRecorded e -> marks |= Mark.MEASURED.bit();
      case DispatchEvent.EnforcementRecorded e -> marks |= Mark.MEASURED.bit();
      case DispatchEvent.CoHandlingRequested e -> figures |= CO_HANDLED.bit();
      case DispatchEvent.WhistleTaskAssigned e -> generalise |= e.generalise();
      case DispatchEvent.SignOverdue e -> figures |= OVERDUE_SIGN.bit();
      case DispatchEvent.ContactOverdue e -> figures |= OVERDUE_CONTACT.bit();
      case DispatchEvent.FeedbackOverdue e -> figures |= OVERDUE_FEEDBACK.bit();
      case DispatchEvent e -> { /* changes no figure */ }

      case SupervisionEvent.CallbackCompleted e -> {
        finalAnswer = new Answer(e.contacted(), e.resolved(), e.partly(), e.satisfaction());
        firstAnswer = firstAnswer == null ? finalAnswer : firstAnswer;
        answered = at;
        rate(assessment);
      }
      case SupervisionEvent.ReworkOrdered e -> figures |= REWORKED.bit();
      case SupervisionEvent.SupervisionOrdered e -> figures |= SUPERVISED.bit();
      case SupervisionEvent.TicketReopened e -> figures |= REOPENED.bit();
      case SupervisionEvent.LookBackRecorded e -> marks |= Mark.LOOKED_BACK.bit();
      case SupervisionEvent e -> { /* changes no figure */ }
    }
  }

  private void whistled() {
    whistles++;
    figures |= WHISTLED.bit();
    marks |= Mark.WHISTLED.bit();
  }

  /** The limit has passed, and since then nobody has answered for it, given it another limit, or gone on to the next step. */
  private boolean stillOverdue(ComplaintEvent event) {
    return switch (event) {
      case DispatchEvent.FeedbackOverdue e -> life.stage().isOpen();
      case DispatchEvent.TicketDispatched e -> false;
      case DispatchEvent.TimeLimitExtended e -> false;
      case DispatchEvent.DeferralApproved e when e.level() == DispatchEvent.ApprovalLevel.CITY -> false;
      case SupervisionEvent.CallbackCompleted e -> false;
      default -> overdue && life.stage().isOpen() && !(life.claimantTold() && life.hotlineTold());
    };
  }

  private void heldBy(String code, Units units) {
    Unit unit = units.find(code).orElse(null);
    unitKind = unit == null ? null : unit.kind();
    unitDistrict = unit == null ? null : unit.districtCode();
  }

  private void classify(RequestType type, IntakeEvent.Classification classification, IntakeEvent.Location location, Assessment assessment) {
    if (classification != null) {
      category = classification.category();
      problem = classification.problemId();
    }
    if (location != null && location.place() != null) {
      placeDistrict = location.place().districtCode();
      placeLocality = location.place().localityCode();
      spot = Cells.spotOf(location.place(), receivedAt());
    }
    if (type != null && type != requestType) {
      requestType = type;
      marks = type == RequestType.INQUIRY ? marks | Mark.INQUIRY.bit() : marks & ~Mark.INQUIRY.bit();
      rate(assessment);
    }
  }

  /** What it brings into the three rates, as the one rule for all services says. The final answer counts (assumption); both are kept. */
  private void rate(Assessment assessment) {
    Contribution c = Standing.contribution(standing, assessment, receivedAt(), requestType, life.found(), finalAnswer);
    figures = figures & ~(ANSWERS | EXCLUDED.bit() | OFF_VOLUME.bit() | DEFERRED.bit()) | RECEIVED.bit();
    ratedPeriod = standing == null || standing.ratedAt() == null || c.period().equals(period) ? null : c.period();
    if (standing != null) {
      figures |= standing.offRates() ? EXCLUDED.bit() : 0;
      figures |= standing.deferral() == Standing.Deferral.IN_FORCE ? DEFERRED.bit() : 0;
      figures = standing.offVolume() ? figures & ~RECEIVED.bit() | OFF_VOLUME.bit() : figures;
    }
    if (!c.valid()) {
      return;
    }
    figures |= VALID.bit();
    figures |= c.contacted() ? CONTACTED.bit() : 0;
    figures |= c.resolved() ? RESOLVED.bit() : 0;
    figures |= switch (c.satisfaction()) {
      case SATISFIED -> SATISFIED.bit();
      case BASICALLY_SATISFIED -> BASICALLY.bit();
      case DISSATISFIED -> DISSATISFIED.bit();
    };
  }

  private void openOrClosed(Instant at, Assessment assessment) {
    if (life.stage().isOpen()) {
      figures = figures & ~CLOSED.bit() | OPEN.bit();
      closed = 0;
      closedPeriod = null;
    } else if (closed == 0) {
      figures = figures & ~OPEN.bit() | CLOSED.bit();
      closed = at.toEpochMilli();
      closedPeriod = assessment.periodOf(at).key();
    }
  }

  /** Whether it counts elsewhere now. References are enough: an equal string in another object only costs a needless look. */
  private boolean movedTo(TicketFigures before) {
    return category != before.category || problem != before.problem || life.unit() != before.life.unit() || unitKind != before.unitKind
        || unitDistrict != before.unitDistrict || dual != before.dual;
  }

  /** Cell → one number a {@link Figure}. The same object until the ticket counts differently. */
  Map<String, long[]> contributions() {
    if (contributions == null) {
      cells = cells == null ? cells(period) : cells;
      boolean completedHere = period.equals(closedPeriod);
      int here = (ratedPeriod == null ? figures : figures & ~ANSWERS) | (completedHere ? COMPLETED.bit() : 0);
      Map<String, long[]> all = new HashMap<>(16);
      put(all, cells, here);
      if (has(Mark.GAP)) {
        all.put(period + "/" + GAP + (category == null ? NO_CATEGORY : category), ONCE);
      }
      if (closedPeriod != null && !completedHere) {
        put(all, cells(closedPeriod), COMPLETED.bit() | (closedPeriod.equals(ratedPeriod) ? figures & ANSWERS : 0));
      }
      if (ratedPeriod != null && (completedHere || !ratedPeriod.equals(closedPeriod))) {
        put(all, cells(ratedPeriod), figures & ANSWERS);
      }
      contributions = all;
    }
    return contributions;
  }

  private static void put(Map<String, long[]> all, String[] cells, int mask) {
    long[] counts = new long[Figure.COUNT];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = mask >>> i & 1;
    }
    for (String cell : cells) {
      all.put(cell, counts);
    }
  }

  private String[] cells(String in) {
    String[] found = new String[8];
    int n = 0;
    found[n++] = in.concat("/city");
    if (channel != null) {
      found[n++] = in + "/channel:" + channel;
    }
    if (category != null) {
      found[n++] = in + "/category:" + category;
    }
    if (problem != null) {
      found[n++] = in + "/problem:" + problem;
    }
    if (unitKind != null && unitKind != Unit.Kind.DISTRICT) {
      found[n++] = in + '/' + dimension(unitKind) + ':' + life.unit();
    }
    if (unitDistrict != null) {
      found[n++] = in + "/district:" + unitDistrict;
    }
    if (dual != null && life.unit() != null) {
      found[n++] = in + "/inner:" + life.unit() + ":office:" + dual.office;
      found[n++] = in + "/inner:" + life.unit() + ":community:" + dual.community;
    }
    return n == found.length ? found : Arrays.copyOf(found, n);
  }

  /** First part of the dimension of a unit of this kind. */
  public static String dimension(Unit.Kind kind) {
    return switch (kind) {
      case LOCALITY -> "locality";
      case CITY_DEPARTMENT -> "department";
      case DISTRICT_DEPARTMENT -> "district-department";
      case UTILITY -> "utility";
      case ZONE -> "zone";
      case DISTRICT -> "district";
    };
  }

  public String ticketNo() { return ticketNo; }
  public String channel() { return channel; }
  public RequestType requestType() { return requestType; }
  /** Six digits, or null before registration. */
  public String category() { return category; }
  public String problem() { return problem; }
  /** Where it lies, as registered; null where the words do not say. */
  public String placeDistrict() { return placeDistrict; }
  public String placeLocality() { return placeLocality; }
  public LifeCycle life() { return life; }
  /** First responder (首接单位), null before dispatch. */
  public String unit() { return life.unit(); }
  /** District-level unit over the first responder; null for units of the whole city. */
  public String unitDistrict() { return unitDistrict; }
  /** Assessment month of creation. */
  public String period() { return period; }
  /** Assessment month of closing, null while open. */
  public String closedPeriod() { return closedPeriod; }
  /** Assessment month in which the answers count when it is not that of creation (rule L4), else null. */
  public String ratedPeriod() { return ratedPeriod; }
  /** Office and community of a dual dispatch, null for none. */
  public String dualOffice() { return dual == null ? null : dual.office; }
  public String dualCommunity() { return dual == null ? null : dual.community; }
  /** Bit mask of {@link Figure}, without {@link Figure#COMPLETED}. */
  public int figures() { return figures; }
  public boolean counts(Figure figure) { return (figures & figure.bit()) != 0; }
  public int whistles() { return whistles; }
  /** Bit mask of {@link Mark}. */
  public int marks() { return marks; }
  public boolean has(Mark mark) { return (marks & mark.bit()) != 0; }
  /** Period of creation of those that boards look for by {@link Mark#NOTED}, else null. */
  String notedIn() { return (marks & Mark.NOTED) == 0 ? null : period; }
  /** Period of creation of those that boards look for by {@link Mark#STORY}, else null. */
  String storyIn() { return (marks & Mark.STORY) == 0 ? null : period; }
  /** Null for most tickets. */
  public Course course() { return course; }
  /** What boards count of the {@link #course()} of those in {@link #storyIn()}: JSON, beside the state, which is three times as long to read. */
  String story() { return course == null || (marks & Mark.STORY) == 0 ? null : course.toText(); }
  /** Item of the knowledge base by which it was answered at once, or null. */
  String item() { return item; }
  /** 紧急程度 of the newest dispatch, null before. */
  public Grade grade() { return grade; }
  /** The limit has passed and the answer is still owed. */
  public boolean isOverdue() { return overdue; }
  /** Grade of an {@link #isOverdue() overdue} ticket, else null. */
  String overdueGrade() { return overdue && grade != null ? grade.name() : null; }
  /** Known while the first fact is folded, null afterwards. */
  String enterprise() { return enterprise; }
  /** Hand-overs to another unit after upheld objections. */
  public int hops() { return hops; }
  public Answer firstAnswer() { return firstAnswer; }
  public Answer finalAnswer() { return finalAnswer; }
  public Instant receivedAt() { return instant(received); }
  /** First dispatch to a unit. */
  public Instant dispatchedAt() { return instant(dispatched); }
  /** First signature. */
  public Instant signedAt() { return instant(signed); }
  /** First attempt to reach the claimant. */
  public Instant contactedAt() { return instant(contacted); }
  /** Last reply to the claimant. */
  public Instant repliedAt() { return instant(replied); }
  /** Last report to the hotline. */
  public Instant reportedAt() { return instant(reported); }
  /** When the final answers were given, or a promise was broken that counts in their place. */
  public Instant answeredAt() { return instant(answered); }
  /** From receipt to the first dispatch to a unit, in seconds; null before. */
  Integer dispatchSeconds() { return dispatched == 0 ? null : (int) Math.min(Integer.MAX_VALUE, Math.max(0, dispatched - received) / 1_000); }
  public Instant closedAt() { return instant(closed); }
  /** Code of the {@link cn.jsjb.event.Spot} it is counted at; null where it is not known. */
  public String spot() { return spot; }
  /** The beginning of the claimant's keyed hash, in the first state only. */
  String claimant() { return claimant; }
  /** When it was closed, if a task of it was to be done at every place of its kind (举一反三); else null. */
  Instant generaliseAt() { return generalise ? closedAt() : null; }
  /** Time of the newest fact. */
  public Instant changedAt() { return instant(changed); }

  private static Instant instant(long millis) { return millis == 0 ? null : Instant.ofEpochMilli(millis); }
}
