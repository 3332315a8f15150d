package cn.jsjb.supervision;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LifeCycle;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.rating.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A ticket as supervision sees it: where it stands, what it is about, what the claimant answered, and where its records lie in
 * the log. Folded from the facts of all three writers.
 *
 * @param since when the present stage was entered, UTC
 * @param toldAt when both feedbacks of the round existed, null while they do not
 * @param units every first responder so far, in order
 * @param rounds callbacks so far, oldest first; both first and final answers are kept (rule C-2)
 * @param closed null while open
 * @param more null while there is none of it; see {@link #loop()}
 * @param offsets of every record of the stream, facts and void ones, ascending: history is fetched by seeking
 */
public record Oversight(LifeCycle life, Instant since, Subject subject, ClaimantFacts claimant, List<String> units, Instant toldAt, Escalation escalation,
    List<Round> rounds, SupervisionEvent.CloseKind closed, Loop more, List<Long> offsets) {

  static final Oversight NONE = new Oversight(LifeCycle.NONE, null, Subject.NONE, ClaimantFacts.NONE, List.of(), null, Escalation.FIRST_HANDLING, List.of(),
      null, null, List.of());

  public static Oversight evolve(Oversight state, Fact fact) {
    Oversight before = state == null ? NONE : state;
    ComplaintEvent event = fact.event();
    LifeCycle life = before.life.after(event);
    if (life.stage() == null) {
      throw new IllegalStateException("a story that does not begin with a request");
    }
    return new Oversight(life, life.stage() == before.life.stage() ? before.since : fact.at(), before.subject.after(event, fact.at(), fact.id(), fact.offset()),
        before.claimant.after(event), unitsAfter(before.units, event), before.toldAfter(life, fact.at()), before.escalationAfter(event),
        before.roundsAfter(event, fact.at()), before.closedAfter(event), before.moreAfter(event, life, fact.at()), and(before.offsets, fact.offset()));
  }

  /** A void record changes nothing but that it is there. */
  Oversight withVoid(long offset) {
    return new Oversight(life, since, subject, claimant, units, toldAt, escalation, rounds, closed, more, and(offsets, offset));
  }

  /** As people see it: nothing by which a claimant's link could be recognised. */
  public Oversight shown() { return new Oversight(life, since, subject, claimant, units, toldAt, escalation, rounds.stream().map(Round::shown).toList(), closed, more, offsets); }

  /** The first responder that an event names, or null. */
  public static String responderIn(ComplaintEvent event) {
    return event instanceof DispatchEvent.TicketDispatched e ? e.unit() : event instanceof IntakeEvent.GroupAnswered e ? e.unit() : null;
  }

  private static List<String> unitsAfter(List<String> units, ComplaintEvent event) {
    String unit = responderIn(event);
    return unit != null && !units.contains(unit) ? and(units, unit) : units;
  }

  private Instant toldAfter(LifeCycle now, Instant at) {
    return !now.claimantTold() || !now.hotlineTold() ? null : toldAt == null ? at : toldAt;
  }

  private Escalation escalationAfter(ComplaintEvent event) {
    return switch (event) {
      case SupervisionEvent.ReworkOrdered e -> Escalation.REWORK;
      case SupervisionEvent.SupervisionOrdered e -> e.round() > life.round() ? Escalation.SUPERVISION : escalation;
      // New facts, a new case: it may go the whole way again (assumption).
      case SupervisionEvent.TicketReopened e -> Escalation.FIRST_HANDLING;
      case IntakeEvent e -> escalation;
      case DispatchEvent e -> escalation;
      case SupervisionEvent e -> escalation;
    };
  }

  private List<Round> roundsAfter(ComplaintEvent event, Instant at) {
    return switch (event) {
      case SupervisionEvent.CallbackScheduled e -> with(round(e.round()).scheduled(e));
      case SupervisionEvent.CallbackAttempted e -> with(round(e.round()).attempted(e, at));
      case SupervisionEvent.SurveyLinkSent e -> with(round(e.round()).sent(e));
      case SupervisionEvent.CallbackInvalidated e -> with(round(e.round()).invalidated(e));
      case SupervisionEvent.CallbackCompleted e -> with(round(e.round()).answered(Answers.of(e, at)));
      case IntakeEvent e -> rounds;
      case DispatchEvent e -> rounds;
      case SupervisionEvent e -> rounds;
    };
  }

  private SupervisionEvent.CloseKind closedAfter(ComplaintEvent event) {
    return switch (event) {
      case SupervisionEvent.TicketClosed e -> e.kind();
      case SupervisionEvent.TicketReopened e -> null;
      case SupervisionEvent.CallbackInvalidated e when e.callAgainBy() != null -> null;
      default -> closed;
    };
  }

  private Loop moreAfter(ComplaintEvent event, LifeCycle now, Instant at) {
    Loop next = loop().after(event, this, now.round(), at);
    return next.equals(Loop.NONE) ? null : next;
  }

  private Round round(int number) {
    return rounds.stream().filter(r -> r.round() == number).findFirst().orElseGet(() -> Round.opened(number));
  }

  private List<Round> with(Round round) {
    return rounds.stream().anyMatch(r -> r.round() == round.round()) ? rounds.stream().map(r -> r.round() == round.round() ? round : r).toList() : and(rounds, round);
  }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list.size() + 1);
    longer.addAll(list);
    longer.add(one);
    return List.copyOf(longer);
  }

  public boolean at(Stage stage) { return life.stage() == stage; }

  /** The callback of the present round; an empty one when nobody has called yet. */
  public Round present() { return round(life.round()); }

  /** Answers of the present round, or null. */
  public Answers answers() { return present().answers(); }

  /** What only some tickets have. */
  public Loop loop() { return more == null ? Loop.NONE : more; }

  /** The newest answers of any round, or null. */
  public Answers finalAnswers() { return rounds.stream().map(Round::answers).filter(a -> a != null).reduce((a, b) -> b).orElse(null); }

  /** What the ticket counts in the three rates as it stands. */
  public Contribution contribution(Assessment assessment) {
    return Standing.contribution(loop().standing(), assessment, subject.receivedAt(), subject.type(), life.found(), finalAnswers());
  }

  /** Counts in the three rates, so that the claimant is called back; what a locality found by itself has none. */
  public boolean assessed() { return subject.assessed() && !life.found(); }

  /** A unit has it and has not given both feedbacks of the round. */
  public boolean isOwedFeedback() {
    return life.unit() != null && (life.stage().isWithUnit() || at(Stage.AWAITING_CALLBACK)) && !(life.claimantTold() && life.hotlineTold());
  }

  /** The claimant may be called: both feedbacks exist, or the limit has expired. */
  public boolean mayBeCalledBack() { return at(Stage.REPLIED) || at(Stage.AWAITING_CALLBACK); }
}
