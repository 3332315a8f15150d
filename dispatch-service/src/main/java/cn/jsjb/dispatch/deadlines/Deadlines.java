package cn.jsjb.dispatch.deadlines;

import cn.jsjb.dispatch.Assignment;
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
      return ticket instanceof Ticket.Handling(var m, var life, Assignment a, var w, var o, var d) && life.stage().isWithUnit() && a.signedAt() == null && !a.signLate() ? a.signBy() : null;
    }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Assignment a = ((Ticket.Handling) ticket).assignment();
      return Decision.accept(new DispatchEvent.SignOverdue(a.unit(), a.signBy()));
    }
  }

  public static final class WhenContactIsLateThenSaySo implements Policy<Ticket> {
    @Override public Instant dueAt(Ticket ticket) {
      return ticket instanceof Ticket.Handling(var m, var life, Assignment a, var w, var o, var d) && life.stage().isWithUnit() && a.contactedAt() == null && !a.contactLate() ? a.contactBy() : null;
    }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Assignment a = ((Ticket.Handling) ticket).assignment();
      return Decision.accept(new DispatchEvent.ContactOverdue(a.unit(), a.contactBy()));
    }
  }

  /** The feedback limit is over and not both sides have been told. */
  public static final class WhenFeedbackIsLateThenSaySo implements Policy<Ticket> {
    @Override public Instant dueAt(Ticket ticket) {
      return ticket instanceof Ticket.Handling(var m, var life, Assignment a, var w, var o, var d) && !(life.claimantTold() && life.hotlineTold()) && life.stage().isOpen() && !a.feedbackLate() ? a.dueAt() : null;
    }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Assignment a = ((Ticket.Handling) ticket).assignment();
      return Decision.accept(new DispatchEvent.FeedbackOverdue(a.unit(), a.dueAt()));
    }
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
      return ticket instanceof Ticket.Handling t ? t.whistles().stream().filter(w -> !w.closed())
          .flatMap(w -> w.departments().entrySet().stream().filter(d -> !d.getValue().isAnswered()).map(Map.Entry::getKey).map(d -> new Missing(w, d)))
          .min(Comparator.comparing(m -> m.whistle.reportBy())) : Optional.empty();
    }

    @Override public String occasion(Ticket ticket) {
      Missing missing = missing(ticket).orElseThrow();
      return missing.whistle.number() + "/" + missing.department + "/" + missing.whistle.reportBy();
    }
  }
}
