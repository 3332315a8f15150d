package cn.jsjb.dispatch;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LifeCycle;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A ticket (工单) as dispatching sees it. The states are types: what cannot be done in a state has no code path there. Folded from
 * the facts of all three writers; total, so that history is never argued with.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({@JsonSubTypes.Type(value = Ticket.Received.class, name = "received"), @JsonSubTypes.Type(value = Ticket.Pending.class, name = "pending"),
    @JsonSubTypes.Type(value = Ticket.Handling.class, name = "handling"), @JsonSubTypes.Type(value = Ticket.Ended.class, name = "ended")})
public sealed interface Ticket {
  Matter matter();

  LifeCycle life();

  /** What outlives the unit and the round. */
  default Lasting lasting() { return Lasting.NONE; }

  default Duty duty() { return lasting().duty() == null ? Duty.NONE : lasting().duty(); }

  default Stage stage() { return life().stage(); }

  default List<Whistle> whistles() { return lasting().whistles(); }

  default Whistle openWhistle(int number) {
    return whistles().stream().filter(w -> w.number() == number && !w.closed()).findFirst().orElse(null);
  }

  /** Every unit beside the holder that may see it: whoever got a copy, and whoever a mechanism has drawn in. */
  default Set<String> others() {
    Set<String> units = new LinkedHashSet<>();
    lasting().units(units);
    return units;
  }

  /** Received, not yet registered by intake. */
  record Received(Matter matter, LifeCycle life) implements Ticket {}

  /**
   * Waits for dispatch (待派单).
   *
   * @param why what brought it here; decides to whom it goes and how long the limit is
   * @param since when it came here, UTC
   * @param last the assignment before this one, null at first
   * @param hops hand-overs so far in this round
   */
  record Pending(Matter matter, LifeCycle life, Why why, Instant since, String target, Assignment last, int hops, List<Objection> objections, Lasting lasting) implements Ticket {}

  enum Why { REGISTERED, /** Nobody settled what the hotline doubted: the district organises (REG §12(2)). */ UNDECIDED, /** Beyond the units' duties; {@code target} may guide (REG §11(3)(五)). */ REFERRED, OBJECTION_UPHELD, /** A consultation named the unit. */ DESIGNATED, REWORK, REOPENED }

  /** A unit has it: from dispatch until the callback has settled it. */
  record Handling(Matter matter, LifeCycle life, Assignment assignment, Lasting lasting, List<Objection> objections) implements Ticket {
    public boolean heldBy(String unit) { return assignment.unit().equals(unit); }

    /** Both halves of the dual feedback of this round have been given. */
    public boolean answered() { return life.claimantTold() && life.hotlineTold(); }

    @Override public Set<String> others() {
      Set<String> units = new LinkedHashSet<>(assignment.copyTo());
      lasting.units(units);
      return units;
    }

    /** Who may see it: the holder and everybody who was drawn in. */
    public boolean concerns(String unit) { return heldBy(unit) || others().contains(unit); }

    private Handling life(LifeCycle next) { return new Handling(matter, next, assignment, lasting, objections); }

    private Handling assignment(Assignment next) { return new Handling(matter, life, next, lasting, objections); }

    private Handling objections(List<Objection> next) { return new Handling(matter, life, assignment, lasting, next); }
  }

  /** Closed or withdrawn. @param assignment the last one, null when it never came to a unit */
  record Ended(Matter matter, LifeCycle life, Assignment assignment, Lasting lasting) implements Ticket {
    /** Obligations outlive the ticket: whoever had it hears of them. */
    @Override public Set<String> others() {
      Set<String> units = new LinkedHashSet<>(assignment == null ? List.of() : assignment.copyTo());
      lasting.units(units);
      return units;
    }
  }

  /** Folds one fact. */
  static Ticket evolve(Ticket ticket, Fact fact) {
    if (ticket == null) {
      return new Received(Matter.of((IntakeEvent.RequestReceived) fact.event()), LifeCycle.NONE.after(fact.event()));
    }
    Ticket next = moved(ticket, fact);
    Lasting lasting = next.lasting().after(fact.event(), ticket, fact.at());
    return lasting == next.lasting() ? next : switch (next) {
      case Received t -> t;
      case Pending t -> new Pending(t.matter, t.life, t.why, t.since, t.target, t.last, t.hops, t.objections, lasting);
      case Handling t -> new Handling(t.matter, t.life, t.assignment, lasting, t.objections);
      case Ended t -> new Ended(t.matter, t.life, t.assignment, lasting);
    };
  }

  private static Ticket moved(Ticket ticket, Fact fact) {
    ComplaintEvent event = fact.event();
    Lasting lasting = ticket.lasting();
    LifeCycle life = ticket.life().after(event);
    return switch (event) {
      case IntakeEvent.TicketRegistered e when ticket instanceof Received t && e.atDesk() -> new Received(t.matter.registered(e.requestType(), e.classification(), e.location()), life);
      case IntakeEvent.TicketRegistered e when ticket instanceof Received t ->
          new Pending(t.matter.registered(e.requestType(), e.classification(), e.location()), life, Why.REGISTERED, fact.at(), null, null, 0, List.of(), lasting);
      case IntakeEvent.TicketReclassified e -> with(ticket, ticket.matter().registered(e.requestType(), e.classification(), e.location()), life);
      case IntakeEvent.ConfidentialityRequested e -> with(ticket, ticket.matter().madeConfidential(), life);
      case IntakeEvent.TicketReleased e when life.stage() == Stage.PENDING_DISPATCH && !(ticket instanceof Pending) -> pending(ticket, life, e.undecided() ? Why.UNDECIDED : Why.REGISTERED, fact.at(), null);
      case IntakeEvent.GroupLeft e when life.stage() == Stage.PENDING_DISPATCH && !(ticket instanceof Pending) -> pending(ticket, life, Why.REGISTERED, fact.at(), null);
      case IntakeEvent.ScopeOversightReferred e when life.stage() == Stage.PENDING_DISPATCH -> pending(ticket, life, Why.REFERRED, fact.at(), e.unit());
      case IntakeEvent.RequestWithdrawn e -> new Ended(ticket.matter().withoutContent(), life, assignment(ticket), lasting);
      case IntakeEvent e when life.stage().isSettledAtDesk() || life.stage() == Stage.LINKED -> new Ended(ticket.matter().withoutContent(), life, assignment(ticket), lasting);
      case IntakeEvent e -> with(ticket, ticket.matter(), life);

      case DispatchEvent.TicketDispatched e -> new Handling(ticket.matter().withoutContent(), life, Assignment.of(e, fact.at()), lasting, objections(ticket));
      case DispatchEvent e when ticket instanceof Handling t -> handling(t.life(life), e, fact.at());
      case DispatchEvent e -> with(ticket, ticket.matter(), life);

      case SupervisionEvent.ReworkOrdered e -> new Pending(ticket.matter(), life, Why.REWORK, fact.at(), null, assignment(ticket), 0, List.of(), lasting);
      case SupervisionEvent.TicketReopened e -> new Pending(ticket.matter(), life, Why.REOPENED, fact.at(), null, assignment(ticket), 0, List.of(), lasting);
      case SupervisionEvent.SupervisionOrdered e when ticket instanceof Handling t && e.round() > t.life.round() -> t.life(life).assignment(t.assignment.again(e.round(), e.dueAt()));
      // The callback is done again: the unit may get it back, so it has it still.
      case SupervisionEvent.CallbackInvalidated e when ticket instanceof Ended t && life.stage().isOpen() && t.assignment != null -> new Handling(t.matter, life, t.assignment, lasting, List.of());
      case SupervisionEvent.TicketClosed e -> new Ended(ticket.matter(), life, assignment(ticket), lasting);
      case SupervisionEvent e -> with(ticket, ticket.matter(), life);
    };
  }

  private static Ticket handling(Handling t, DispatchEvent event, Instant at) {
    Assignment a = t.assignment;
    return switch (event) {
      case DispatchEvent.AssignmentSigned e -> t.assignment(a.signed(at));
      case DispatchEvent.ClaimantContacted e -> a.contactedAt() == null && e.outcome() == DispatchEvent.ContactOutcome.REACHED ? t.assignment(a.contacted(at)) : t;
      case DispatchEvent.SignOverdue e -> t.assignment(a.late(true, false, false));
      case DispatchEvent.ContactOverdue e -> t.assignment(a.late(false, true, false));
      case DispatchEvent.FeedbackOverdue e -> t.assignment(a.late(false, false, true));
      case DispatchEvent.TimeLimitExtended e -> t.assignment(a.extendedTo(e.newDueAt()));
      case DispatchEvent.ClaimantAsked e -> t.assignment(a.dueAt(e.dueAt()));
      case DispatchEvent.ClaimantAnswered e -> t.assignment(a.dueAt(e.dueAt()));
      case DispatchEvent.DeferralApproved e -> e.level() == DispatchEvent.ApprovalLevel.CITY ? t.assignment(a.dueAt(e.promisedBy())) : t;
      case DispatchEvent.DeferralExpired e -> t.assignment(a.late(false, false, true));

      case DispatchEvent.DispatchObjected e -> t.objections(added(t.objections, new Objection(e.number(), e.unit(), e.suggestedUnit(), e.decideBy(), true, false)));
      case DispatchEvent.ObjectionRejected e -> t.objections(objection(t.objections, e.number(), Objection::decided));
      case DispatchEvent.ObjectionDecisionOverdue e -> t.objections(objection(t.objections, e.number(), Objection::asLate));
      case DispatchEvent.ObjectionUpheld e ->
          new Pending(t.matter, t.life, Why.OBJECTION_UPHELD, at, e.newUnit(), a, a.hop(), objection(t.objections, e.number(), Objection::decided), t.lasting);
      case DispatchEvent.ConsultationConcluded e when !e.chosenUnit().equals(a.unit()) -> new Pending(t.matter, t.life, Why.DESIGNATED, at, e.chosenUnit(), a, a.hop(), t.objections, t.lasting);
      default -> t;
    };
  }

  private static Ticket with(Ticket ticket, Matter matter, LifeCycle life) {
    return switch (ticket) {
      case Received t -> new Received(matter, life);
      case Pending t -> new Pending(matter, life, t.why, t.since, t.target, t.last, t.hops, t.objections, t.lasting);
      case Handling t -> new Handling(matter, life, t.assignment, t.lasting, t.objections);
      case Ended t -> new Ended(matter, life, t.assignment, t.lasting);
    };
  }

  private static Pending pending(Ticket ticket, LifeCycle life, Why why, Instant since, String target) {
    return new Pending(ticket.matter(), life, why, since, target, assignment(ticket), 0, objections(ticket), ticket.lasting());
  }

  private static Assignment assignment(Ticket ticket) {
    return switch (ticket) {
      case Received t -> null;
      case Pending t -> t.last;
      case Handling t -> t.assignment;
      case Ended t -> t.assignment;
    };
  }

  private static List<Objection> objections(Ticket ticket) {
    return switch (ticket) {
      case Pending t -> t.objections;
      case Handling t -> t.objections;
      default -> List.of();
    };
  }

  private static <T> List<T> added(List<T> list, T element) {
    List<T> next = new ArrayList<>(list);
    next.add(element);
    return List.copyOf(next);
  }

  private static List<Objection> objection(List<Objection> objections, int number, java.util.function.UnaryOperator<Objection> change) {
    return objections.stream().map(o -> o.number() == number ? change.apply(o) : o).toList();
  }
}
