package cn.jsjb.dispatch.deadlines;

import cn.jsjb.catalogue.Limits;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.dispatch.Pause;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clocks of a ticket. Each breach is one fact, once (rule T11); afterwards the state no longer asks for it. */
public final class Deadlines {
  private Deadlines() {}

  public static List<Policy<Ticket>> all() {
    return List.of(new WhenSignIsLateThenSaySo(), new WhenContactIsLateThenSaySo(), new WhenFeedbackIsLateThenSaySo(), new WhenDepartmentStaysAwayThenSaySo());
  }

  public static final class WhenSignIsLateThenSaySo implements Policy<Ticket> {
    @Override public Instant dueAt(Ticket ticket) {
      return ticket instanceof Ticket.Handling t && t.stage().isWithUnit() && t.assignment().signedAt() == null && !t.assignment().signLate() ? t.assignment().signBy() : null;
    }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Assignment a = ((Ticket.Handling) ticket).assignment();
      return Decision.accept(new DispatchEvent.SignOverdue(a.unit(), a.signBy()));
    }
  }

  public static final class WhenContactIsLateThenSaySo implements Policy<Ticket> {
    @Override public Instant dueAt(Ticket ticket) {
      return ticket instanceof Ticket.Handling t && t.stage().isWithUnit() && !t.life().found() && t.assignment().contactedAt() == null && !t.assignment().contactLate() ? t.assignment().contactBy() : null;
    }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Assignment a = ((Ticket.Handling) ticket).assignment();
      return Decision.accept(new DispatchEvent.ContactOverdue(a.unit(), a.contactBy()));
    }
  }

  /** The feedback limit is over and not both sides have been told. A deferred ticket has a promise instead. */
  public static final class WhenFeedbackIsLateThenSaySo implements Policy<Ticket> {
    @Override public Instant dueAt(Ticket ticket) {
      return ticket instanceof Ticket.Handling t && !t.answered() && t.stage().isOpen() && !promised(t) && !t.assignment().feedbackLate() ? t.assignment().dueAt() : null;
    }

    private static boolean promised(Ticket t) { return t.lasting().deferral() != null && t.lasting().deferral().inForce(); }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Assignment a = ((Ticket.Handling) ticket).assignment();
      return Decision.accept(new DispatchEvent.FeedbackOverdue(a.unit(), a.dueAt()));
    }
  }

  /** 80 %: the unit is warned while there is still something to be done (rule T7). Once a limit, and not while the claimant is waited for. */
  public static final class WhenFourFifthsAreOverThenWarn implements Policy<Ticket> {
    private final Limits limits;

    public WhenFourFifthsAreOverThenWarn(Limits limits) { this.limits = limits; }

    @Override public Instant dueAt(Ticket ticket) {
      if (!(ticket instanceof Ticket.Handling t) || !t.stage().isWithUnit() || t.answered() || t.assignment().feedbackLate() || t.assignment().dueAt().equals(t.lasting().warnedFor())) {
        return null;
      }
      Instant warnAt = limits.warnAt(t.assignment().at(), t.assignment().dueAt());
      Pause pause = t.lasting().pause();
      return pause != null && pause.open() && pause.until().isAfter(warnAt) ? pause.until() : warnAt;
    }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Assignment a = ((Ticket.Handling) ticket).assignment();
      return Decision.accept(new DispatchEvent.LimitWarned(a.unit(), a.dueAt()));
    }

    @Override public String occasion(Ticket ticket) { return ((Ticket.Handling) ticket).assignment().dueAt().toString(); }
  }

  /** Each summoned department has its own clock: one that stays away does not make the others late (rule W3). */
  public static final class WhenDepartmentStaysAwayThenSaySo implements Policy<Ticket> {
    private record Missing(Whistle whistle, String department) {}

    @Override public Instant dueAt(Ticket ticket) { return missing(ticket).map(m -> m.whistle.reportBy()).orElse(null); }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Missing missing = missing(ticket).orElseThrow();
      return Decision.accept(new DispatchEvent.WhistleReportMissed(missing.whistle.number(), missing.department, missing.whistle.reportBy()));
    }

    private static Optional<Missing> missing(Ticket ticket) {
      return ticket instanceof Ticket.Handling t ? t.whistles().stream().filter(w -> !w.closed() && w.blown())
          .flatMap(w -> w.departments().entrySet().stream().filter(d -> !d.getValue().isAnswered()).map(Map.Entry::getKey).map(d -> new Missing(w, d)))
          .min(Comparator.comparing(m -> m.whistle.reportBy())) : Optional.empty();
    }

    @Override public String occasion(Ticket ticket) {
      Missing missing = missing(ticket).orElseThrow();
      return missing.whistle.number() + "/" + missing.department + "/" + missing.whistle.reportBy();
    }
  }
}
