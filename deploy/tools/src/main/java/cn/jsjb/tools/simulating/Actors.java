package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import java.time.Duration;

/**
 * What the people do: claimants, operators, units, departments, the bureau, callback agents, supervisors. Each fact gives somebody
 * a reason to do something later; by then he looks again and does it only if it still makes sense.
 */
final class Actors {
  final Simulation sim;
  final Catalogue rules;
  final Texts texts;
  final Delays delays;
  final People people;
  final CallbackTerms terms;
  final Claimants claimants;
  final Desk desk;
  final Groups groups;
  final Dispatchers dispatchers;
  final Responders responders;
  final Whistlers whistlers;
  final Agents agents;
  final RareLinks links;
  private final Rare rare;

  Actors(Simulation sim, Catalogue rules, Texts texts, Delays delays, People people, CallbackTerms terms) {
    this.sim = sim;
    this.rules = rules;
    this.texts = texts;
    this.delays = delays;
    this.people = people;
    this.terms = terms;
    this.claimants = new Claimants(this);
    this.desk = new Desk(this);
    this.groups = new Groups(this);
    this.dispatchers = new Dispatchers(this);
    this.responders = new Responders(this);
    this.whistlers = new Whistlers(this);
    this.agents = new Agents(this);
    this.links = new RareLinks(this);
    this.rare = new Rare(this);
  }

  /** Something happened to a ticket: who has what to do about it? */
  void after(Life l, ComplaintEvent event) {
    sim.wrongs().after(l, event, rules);
    l.members.forEach(member -> groups.follow(member, l));
    switch (event) {
      case IntakeEvent.RequestReceived e -> claimants.claimantGoesOn(l);
      case IntakeEvent.TicketRegistered e -> {
        desk.operatorLooksAgain(l, e);
        desk.deskDecides(l, e);
      }
      case IntakeEvent.GroupJoined e -> l.hands++;
      case IntakeEvent e -> { }
      case DispatchEvent.TicketDispatched e -> dispatchers.takeOver(l, e);
      case DispatchEvent.AssignmentSigned e -> responders.objectOrContact(l);
      case DispatchEvent.DispatchObjected e -> dispatchers.decideObjection(l, e);
      case DispatchEvent.ObjectionRejected e -> responders.contact(l);
      case DispatchEvent.ConsultationOpened e -> dispatchers.designate(l, e);
      case DispatchEvent.WhistleBlown e -> whistlers.departmentsCome(l, e.whistle(), e.ground(), e.departments(), e.reportBy());
      case DispatchEvent.DepartmentReported e -> whistlers.closeWhistle(l, e.whistle());
      case DispatchEvent.WhistleReportMissed e -> whistlers.closeWhistle(l, e.whistle());
      case DispatchEvent.WhistleReportRefused e -> whistlers.closeWhistle(l, e.whistle());
      case DispatchEvent.WhistleClosed e -> responders.answer(l, Duration.ofMinutes(5));
      case DispatchEvent.TimeLimitExtended e -> responders.answer(l, Duration.between(sim.now(), e.newDueAt()).multipliedBy(l.chance.between(30, 92)).dividedBy(100));
      case DispatchEvent.ResultRepliedToClaimant e -> agents.callSoon(l);
      case DispatchEvent.ResultReportedToHotline e -> agents.callSoon(l);
      case DispatchEvent e -> { }
      case SupervisionEvent.CallbackScheduled e -> agents.callNow(l);
      case SupervisionEvent.CallbackAttempted e -> sim.ifStillInHand(l, agents.inAnotherHalfDay(sim.now().plus(delays.draw("/other/betweenCallbackAttempts", l.chance))), () -> agents.call(l, e.round()));
      // An order beside the handling wants an answer and starts nothing.
      case SupervisionEvent.SupervisionOrdered e when e.dueAt() == null -> { }
      case SupervisionEvent.SupervisionOrdered e -> responders.startOver(l);
      case SupervisionEvent.TicketClosed e -> claimants.closed(l, e);
      case SupervisionEvent e -> { }
    }
    rare.after(l, event);
  }

  /** Whether the ticket meets something rare; then its unit answers when that is over. */
  boolean meetsSomethingRare(Life l) { return rare.takes(l); }

  /** Whether the unit asks for the ledger. */
  boolean defers(Life l) { return rare.defers(l); }
}
