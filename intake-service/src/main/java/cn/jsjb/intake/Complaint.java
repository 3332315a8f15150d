package cn.jsjb.intake;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.Classification;
import cn.jsjb.event.LifeCycle;
import cn.jsjb.event.Place;
import cn.jsjb.event.SealedBox;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A complaint (诉求) as the hotline knows it: received, then registered. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({@JsonSubTypes.Type(value = Complaint.Received.class, name = "received"), @JsonSubTypes.Type(value = Complaint.Registered.class, name = "registered")})
public sealed interface Complaint {
  /** How many supplements a ticket shows; older ones stay in its history. */
  int SHOWN = 20;

  /** How evidence names a content of the store: {@code 处理后.jpg#<SHA-256>}. */
  Pattern EVIDENCE = Pattern.compile(".*#([0-9a-f]{64})", Pattern.DOTALL);

  Ticket ticket();

  Words words();

  /**
   * Came in and has not been filed yet. It holds the words until they have been read.
   *
   * @param proposed category that the channel proposed, or null
   */
  record Received(Ticket ticket, Words words, String proposed) implements Complaint {}

  /**
   * Filed under a category and a place. The words stand in columns that are written once; here they only travel along within a
   * batch and are not stored with every fact.
   */
  record Registered(Ticket ticket, @JsonIgnore Words words, Classification classification, double placeConfidence, Waiting waiting) implements Complaint {
    @JsonCreator
    static Registered stored(@JsonProperty("ticket") Ticket ticket, @JsonProperty("classification") Classification classification,
        @JsonProperty("placeConfidence") double placeConfidence, @JsonProperty("waiting") Waiting waiting) {
      return new Registered(ticket, null, classification, placeConfidence, waiting);
    }
  }

  /**
   * What came with the request and is written once.
   *
   * @param box the claimant's data, which only its key opens; null when there is none
   * @param attachments null when there are none
   * @param answers what the category asked, code → answers; null when nothing was answered
   */
  record Words(String title, String content, SealedBox box, List<IntakeEvent.Attachment> attachments, Map<String, List<String>> answers) {}

  /**
   * What is known of a ticket whatever its state.
   *
   * @param phoneHash, lastFourHash keyed hashes; null without a phone number and after an erasure
   * @param keyId key of the claimant's box, or null
   * @param link what this request follows (关联), or null
   * @param urges how often the claimant pressed (催办)
   * @param rating what the claimant said when called back, null before
   * @param evidence hashes of what units brought as evidence, the last {@value Complaint#SHOWN}; null when there is none
   * @param supplements the last {@value Complaint#SHOWN}
   */
  record Ticket(String ticketNo, String channel, RequestType requestType, Instant receivedAt, Instant calledAt, boolean anonymous,
      boolean confidential, boolean erased, String phoneHash, String lastFourHash, String keyId, String reportedParty, Place place,
      Link link, int urges, List<Note> supplements, List<Reply> replies, List<Step> steps, Desk desk, Rating rating, List<String> evidence, LifeCycle life) {

    /** When something was last said or changed that a claimant would notice. */
    Instant updatedAt() {
      Instant latest = steps.isEmpty() ? receivedAt : steps.getLast().at();
      latest = supplements.isEmpty() || supplements.getLast().at().isBefore(latest) ? latest : supplements.getLast().at();
      return replies.isEmpty() || replies.getLast().at().isBefore(latest) ? latest : replies.getLast().at();
    }


    /** An anonymous or confidential request or a report: the handling unit never learns who made it (rules P2, P5). */
    public boolean hidesClaimant() { return anonymous || confidential || requestType == RequestType.REPORT; }

    /** Something that only a key opens. */
    public boolean hasBox() { return keyId != null || supplements.stream().anyMatch(n -> n.box() != null); }

    Ticket with(RequestType type, Place found) {
      return new Ticket(ticketNo, channel, type, receivedAt, calledAt, anonymous, confidential, erased, phoneHash, lastFourHash, keyId,
          reportedParty, found, link, urges, supplements, replies, steps, desk, rating, evidence, life);
    }

    Ticket with(LifeCycle next, List<Step> walked) {
      return new Ticket(ticketNo, channel, requestType, receivedAt, calledAt, anonymous, confidential, erased, phoneHash, lastFourHash, keyId,
          reportedParty, place, link, urges, supplements, replies, walked, desk, rating, evidence, next);
    }

    Ticket heard(int pressed, List<Note> added, List<Reply> told) {
      return new Ticket(ticketNo, channel, requestType, receivedAt, calledAt, anonymous, confidential, erased, phoneHash, lastFourHash, keyId,
          reportedParty, place, link, pressed, added, told, steps, desk, rating, evidence, life);
    }

    Ticket linked(Link to) {
      return new Ticket(ticketNo, channel, requestType, receivedAt, calledAt, anonymous, confidential, erased, phoneHash, lastFourHash, keyId,
          reportedParty, place, to, urges, supplements, replies, steps, desk, rating, evidence, life);
    }

    Ticket at(Desk next) {
      return next == desk ? this : new Ticket(ticketNo, channel, requestType, receivedAt, calledAt, anonymous, confidential, erased, phoneHash, lastFourHash, keyId,
          reportedParty, place, link, urges, supplements, replies, steps, next, rating, evidence, life);
    }

    Ticket rated(Rating given) {
      return new Ticket(ticketNo, channel, requestType, receivedAt, calledAt, anonymous, confidential, erased, phoneHash, lastFourHash, keyId,
          reportedParty, place, link, urges, supplements, replies, steps, desk, given, evidence, life);
    }

    /** @param named what a fact names as evidence; that which ends with a number sign and a hash is stored here */
    Ticket shown(List<String> named) {
      List<String> brought = named == null ? List.of() : named.stream().map(EVIDENCE::matcher).filter(Matcher::matches).map(m -> m.group(1)).toList();
      if (brought.isEmpty()) {
        return this;
      }
      List<String> all = evidence == null ? List.of() : evidence;
      for (String one : brought) {
        all = last(all, one);
      }
      return new Ticket(ticketNo, channel, requestType, receivedAt, calledAt, anonymous, confidential, erased, phoneHash, lastFourHash, keyId,
          reportedParty, place, link, urges, supplements, replies, steps, desk, rating, all, life);
    }

    Ticket hidden() {
      return new Ticket(ticketNo, channel, requestType, receivedAt, calledAt, anonymous, true, erased, phoneHash, lastFourHash, keyId,
          reportedParty, place, link, urges, supplements, replies, steps, desk, rating, evidence, life);
    }

    Ticket forgotten() {
      return new Ticket(ticketNo, channel, requestType, receivedAt, calledAt, anonymous, confidential, true, null, null, keyId,
          reportedParty, place, link, urges, supplements, replies, steps, desk, rating, evidence, life);
    }
  }

  /** 关联: the request that this one follows. */
  record Link(String masterId, String masterTicketNo, IntakeEvent.LinkKind kind) {}

  /**
   * @param late came after the ticket had ended
   * @param box the words of a confidential request; {@code text} is null then
   * @param attachments null when there are none
   */
  record Note(Instant at, String text, boolean late, SealedBox box, List<IntakeEvent.Attachment> attachments) {
    public Note(Instant at, String text) { this(at, text, false, null, null); }
  }

  record Reply(Instant at, String unit, String text) {}

  /** The claimant's last answers to the callback (回访). */
  record Rating(Instant at, boolean contacted, boolean resolved, boolean partly, SupervisionEvent.Satisfaction satisfaction) {}

  /** A change of status, for the claimant's time line. */
  record Step(Instant at, Stage stage, String unit) {}

  /** Folds one fact. Total but for the beginning: a stream that does not begin with a request is none of ours. */
  static Complaint evolve(Complaint state, Fact fact) {
    if (state == null) {
      if (fact.event() instanceof IntakeEvent.RequestReceived received) {
        return begin(received, fact.at());
      }
      throw new IllegalStateException("a complaint begins with intake.RequestReceived, this one with " + fact.type());
    }
    Ticket ticket = walk(state.ticket(), fact);
    return switch (fact.event()) {
      case IntakeEvent.RequestReceived again -> state;
      case IntakeEvent.TicketRegistered e -> new Registered(ticket.with(e.requestType(), e.location().place()), state.words(), e.classification(), e.location().confidence(), Waiting.on(e, fact.at()));
      case IntakeEvent.TicketReclassified e -> new Registered(ticket.with(e.requestType(), e.location().place()), state.words(), e.classification(), e.location().confidence(),
          state instanceof Registered r && r.waiting() != null ? r.waiting().after(e, fact.at()) : null);
      case IntakeEvent.TicketSupplemented e -> with(state, ticket.heard(ticket.urges(), last(ticket.supplements(), new Note(fact.at(), e.text(), e.late(), e.box(), some(e.attachments()))), ticket.replies()));
      case IntakeEvent.RequestUrged e -> with(state, ticket.heard(ticket.urges() + 1, ticket.supplements(), ticket.replies()));
      case IntakeEvent.DuplicateLinked e -> with(state, ticket.linked(new Link(e.masterId(), e.masterTicketNo(), e.kind())));
      case IntakeEvent.ConfidentialityRequested e -> with(state, ticket.hidden());
      case IntakeEvent.ClaimantErased e -> with(state, ticket.forgotten());
      case IntakeEvent.GroupAnswered e -> with(state, ticket.heard(ticket.urges(), ticket.supplements(), last(ticket.replies(), new Reply(fact.at(), e.unit(), e.text()))));
      case DispatchEvent.ResultRepliedToClaimant e -> with(state, ticket.heard(ticket.urges(), ticket.supplements(), last(ticket.replies(), new Reply(fact.at(), e.unit(), e.text()))));
      case DispatchEvent.ResultReportedToHotline e -> with(state, ticket.shown(e.evidence()));
      case DispatchEvent.PartReported e -> with(state, ticket.shown(e.evidence()));
      case DispatchEvent.FieldVisitRecorded e -> with(state, ticket.shown(e.photos()));
      case DispatchEvent.DeferralMilestoneReported e -> with(state, ticket.shown(e.evidence()));
      case SupervisionEvent.CallbackCompleted e -> with(state, ticket.rated(new Rating(fact.at(), e.contacted(), e.resolved(), e.partly(), e.satisfaction())));
      default -> with(state, ticket);
    };
  }

  private static Received begin(IntakeEvent.RequestReceived e, Instant at) {
    LifeCycle life = LifeCycle.NONE.after(e);
    IntakeEvent.Claimant claimant = e.claimant() == null ? IntakeEvent.Claimant.UNKNOWN : e.claimant();
    SealedBox box = claimant.box();
    return new Received(new Ticket(e.ticketNo(), e.channel(), e.requestType(), at, e.calledAt(), claimant.anonymous(), claimant.confidential(), false,
        claimant.phoneHash(), claimant.lastFourHash(), box == null ? null : box.keyId(), e.reportedParty(), e.place() == null ? Place.UNKNOWN : e.place(),
        null, 0, List.of(), List.of(), List.of(new Step(at, life.stage(), null)), Desk.of(e.disposition()), null, null, life), new Words(e.title(), e.content(), box, some(e.attachments()), e.answers()), e.category());
  }

  private static <T> List<T> some(List<T> list) { return list == null || list.isEmpty() ? null : list; }

  private static Ticket walk(Ticket before, Fact fact) { return stepped(before.at(before.desk().after(fact)), fact); }

  private static Ticket stepped(Ticket ticket, Fact fact) {
    LifeCycle before = ticket.life();
    LifeCycle after = fact.event() instanceof IntakeEvent.RequestReceived ? before : before.after(fact.event());
    return after.equals(before) ? ticket
        : ticket.with(after, after.stage() == before.stage() ? ticket.steps() : append(ticket.steps(), new Step(fact.at(), after.stage(), after.unit())));
  }

  private static Complaint with(Complaint state, Ticket ticket) {
    return switch (state) {
      case Received s -> new Received(ticket, s.words(), s.proposed());
      case Registered s -> new Registered(ticket, s.words(), s.classification(), s.placeConfidence(), s.waiting());
    };
  }

  private static <T> List<T> append(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return List.copyOf(longer);
  }

  private static <T> List<T> last(List<T> list, T item) {
    List<T> longer = append(list, item);
    return longer.size() <= SHOWN ? longer : longer.subList(longer.size() - SHOWN, longer.size());
  }
}
