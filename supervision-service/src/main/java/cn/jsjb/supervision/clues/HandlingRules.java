package cn.jsjb.supervision.clues;

import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.ClueEvent.Colour;
import cn.jsjb.event.ClueEvent.SubjectKind;
import cn.jsjb.supervision.clues.Window.Sign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a unit makes of a ticket: C01, C02, C03, C06, C08, C12, C18. */
final class HandlingRules {
  private HandlingRules() {}

  /** C01 虚假办结: the unit says resolved, the claimant says no; resolved in part is not held against it (assumption). */
  record FalseResolved() implements Rule {
    @Override public String id() { return "C01"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      if (fact.event() instanceof SupervisionEvent.CallbackCompleted e && !e.resolved() && !e.partly() && t.resolved != null) {
        String unit = t.resolved.unit();
        List<Ref> refs = List.of(t.resolved, Ref.of(fact));
        g.weigh(g.sign("ticket|" + fact.streamId(), refs, g.span("ticketWithin"), false), g.number("onOneTicket"), g.number("redOnOneTicket"),
            g.about(SubjectKind.TICKET, fact.streamId()).ticket(fact.streamId()).units(unit).category(t.category));
        g.weigh(g.sign("unit|" + unit + "|" + t.category, refs, g.span("within"), true), g.number("tickets"), g.number("redTickets"),
            g.about(SubjectKind.UNIT, unit).units(unit).category(t.category));
      }
    }
  }

  /** C02 同一事项反复诉求: after a "resolved" the same matter comes again and again. */
  record SameMatterAgain() implements Rule {
    @Override public String id() { return "C02"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      switch (fact.event()) {
        case DispatchEvent.ResultReportedToHotline e when e.outcome() == DispatchEvent.Outcome.RESOLVED && t.matter != null ->
            g.sign("resolved|" + t.matter, List.of(t.resolved), g.span("within"), false);
        case IntakeEvent.TicketRegistered e -> again(t, g);
        case IntakeEvent.DuplicateLinked e -> {
          Trail master = g.memory().trails.get(e.masterId());
          t.matter = master == null || master.matter == null ? Trail.matterOf(e.masterId()) : master.matter;
          again(t, g);
        }
        default -> { }
      }
    }

    private static void again(Trail t, Ground g) {
      Window resolved = t.matter == null ? null : g.window("resolved|" + t.matter);
      if (resolved == null) {
        return;
      }
      resolved.prune(g.clock());
      // The latest word that it was done before this one came; what was resolved before counts once.
      Ref done = resolved.signs.stream().map(s -> s.refs().getFirst()).filter(r -> r.at().isBefore(t.received.at())).findFirst().orElse(null);
      if (done == null) {
        return;
      }
      Window window = g.sign("again|" + t.matter, List.of(t.received), g.span("within"), true);
      List<Sign> all = window.takeAll(g.number("tickets"));
      if (all != null) {
        List<Ref> refs = new ArrayList<>(List.of(done));
        all.forEach(s -> refs.addAll(s.refs()));
        g.about(SubjectKind.MATTER, t.matter).units(done.unit()).category(t.category).refs(refs).raise();
      }
    }
  }

  /** C03 多次返工督办: rework and supervision of one matter, over all its tickets. */
  record ManyReworks() implements Rule {
    @Override public String id() { return "C03"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      boolean again = fact.event() instanceof SupervisionEvent.ReworkOrdered || fact.event() instanceof SupervisionEvent.SupervisionOrdered;
      if (again) {
        String matter = t.matter == null ? Trail.matterOf(fact.streamId()) : t.matter;
        List<Sign> all = g.sign("matter|" + matter, List.of(Ref.of(fact, t.unit())), g.span("within"), false).takeAll(g.number("times"));
        if (all != null) {
          g.about(SubjectKind.MATTER, matter).units(all.reversed().stream().map(s -> s.refs().getFirst().unit())).category(t.category).colour(Colour.RED).by(all).raise();
        }
      }
    }
  }

  /** C06 失信承诺: a promised date passed, a commitment was broken, a tolerated item was not supplied. */
  record BrokenPromise() implements Rule {
    @Override public String id() { return "C06"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      switch (fact.event()) {
        case DispatchEvent.DeferralExpired e -> broken(fact, t, g, "deferral/" + e.number(), e.unit());
        case DispatchEvent.CommitmentBreached e -> broken(fact, t, g, "commitment/" + e.number(), e.issuer());
        case DispatchEvent.TolerantHandlingFailed e -> broken(fact, t, g, "tolerance/" + e.number(), null);
        default -> { }
      }
    }

    private static void broken(Fact fact, Trail t, Ground g, String promise, String by) {
      Ref promised = t.promises.get(promise);
      String unit = by != null ? by : promised != null ? promised.unit() : t.unit();
      g.about(SubjectKind.TICKET, fact.streamId()).ticket(fact.streamId()).units(unit).category(t.category).by(promised, Ref.of(fact)).raise();
    }
  }

  /** C08 逾期不说明理由: late, and nothing said why in time; a reason that comes after the limit does not undo it (assumption). */
  record LateWithoutReason() implements Rule {
    @Override public String id() { return "C08"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      switch (fact.event()) {
        case DispatchEvent.FeedbackOverdue e when !t.excused -> late(fact, e.unit(), g);
        case DispatchEvent.PartOverdue e when !t.excusedParts.contains(e.number()) -> late(fact, e.unit(), g);
        default -> { }
      }
    }

    private static void late(Fact fact, String unit, Ground g) {
      g.weigh(g.sign("unit|" + unit, List.of(Ref.of(fact)), g.span("within"), false), g.number("late"), 0, g.about(SubjectKind.UNIT, unit).units(unit));
    }
  }

  /** C12 虚假联系: the unit wrote that it reached the claimant, the claimant says nobody did. The facts know no recording of a unit's call. */
  record FakeContact() implements Rule {
    @Override public String id() { return "C12"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      if (fact.event() instanceof SupervisionEvent.CallbackCompleted e && !e.contacted() && t.contact != null) {
        g.about(SubjectKind.TICKET, fact.streamId()).ticket(fact.streamId()).units(t.contact.unit()).category(t.category).by(t.contact, Ref.of(fact)).raise();
      }
    }
  }

  /** C18 长期未结: open for half a year and not on the ledger; what comes off the ledger by then is old at once. */
  record LongTail() implements Rule {
    @Override public String id() { return "C18"; }

    @Override public void see(Fact fact, Trail t, Ground g) {
      Instant old = t.received.at().plus(g.span("open"));
      if (!g.clock().isBefore(old)) {
        remind(fact.streamId(), g);
      } else if (!t.open()) {
        g.forgetAt(old, fact.streamId());
      } else if (fact.event() instanceof IntakeEvent.RequestReceived || fact.event() instanceof SupervisionEvent.TicketReopened) {
        g.remindAt(old, fact.streamId());
      }
    }

    @Override public void remind(String complaint, Ground g) {
      Trail t = g.memory().trails.get(complaint);
      if (t != null && t.open() && !t.deferred() && !t.longTail) {
        t.longTail = true;
        g.about(SubjectKind.TICKET, complaint).ticket(complaint).units(t.unit()).category(t.category).since(t.received.at())
            .by(t.received, t.dispatches.isEmpty() ? null : t.dispatches.getLast()).figures(Map.of("days", g.span("open").toDays())).raise();
      }
    }
  }
}
