package cn.jsjb.dispatch.tolerating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Words;
import cn.jsjb.dispatch.NoFault;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.CitizensServed;
import cn.jsjb.event.DispatchEvent.CommitmentBreached;
import cn.jsjb.event.DispatchEvent.CommitmentIssued;
import cn.jsjb.event.DispatchEvent.CommitmentObligationFulfilled;
import cn.jsjb.event.DispatchEvent.LiabilityPursued;
import cn.jsjb.event.DispatchEvent.LiabilitySeparated;
import cn.jsjb.event.DispatchEvent.LiabilityTrack;
import cn.jsjb.event.DispatchEvent.MissingItem;
import cn.jsjb.event.DispatchEvent.MissingItemSupplied;
import cn.jsjb.event.DispatchEvent.Obligation;
import cn.jsjb.event.DispatchEvent.TolerantHandlingFailed;
import cn.jsjb.event.DispatchEvent.TolerantHandlingStarted;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * 无错优先、容缺办理、政府承诺制 (rules N1–N5): the innocent are served first; the wrongdoer is pursued on a track of his own; what is missing is
 * named with owner and date; a government body answers for the later cure. What is decided about citizens never looks at liability.
 */
public final class NoFaultFirst {
  private NoFaultFirst() {}

  public record Separate(String by, String matter, List<String> innocent, List<String> atFault, List<String> unlawful, List<LiabilityTrack> tracks) {}

  public record Serve(String by, List<String> served, String note) {}

  public record Pursue(String by, int track, String text, boolean concluded) {}

  public record Tolerate(String by, String matter, List<MissingItem> items) {}

  public record Supply(String by, int number, int item, String note) {}

  public record Commit(String issuer, List<Obligation> obligations, List<String> covered, Instant until, List<String> evidence) {}

  public record Fulfil(String issuer, int number, int obligation, List<String> evidence) {}

  public static Decision decide(Ticket ticket, Separate command, Catalogue rules) {
    return holding(ticket, command.by(), "区分责任 / separated by liability").orElseGet(() -> {
      if (state(ticket).separation() != null) {
        return Decision.refuse(Reason.SEPARATED_ALREADY);
      }
      Set<String> seen = new HashSet<>();
      for (String one : Stream.of(command.innocent(), command.atFault(), command.unlawful()).flatMap(List::stream).toList()) {
        if (!seen.add(one)) {
          return Decision.refuse(Reason.TWO_ELIGIBILITIES, Words.same(one));
        }
      }
      for (LiabilityTrack track : command.tracks()) {
        if (rules.units().find(track.unit()).isEmpty()) {
          return Decision.refuse(Reason.UNKNOWN_UNIT, track.unit());
        }
      }
      return Decision.accept(new LiabilitySeparated(command.by(), command.matter(), command.innocent(), command.atFault(), command.unlawful(), command.tracks()));
    });
  }

  /** The citizen track. Goes on after the ticket has ended; knows nothing of the liability tracks. */
  public static Decision decide(Ticket ticket, Serve command) {
    NoFault.Separation separation = state(ticket).separation();
    if (!command.by().equals(ticket.life().unit())) {
      return Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, ticket.life().unit());
    }
    if (separation == null) {
      return Decision.refuse(Reason.SEPARATE_FIRST);
    }
    return command.served().stream().filter(s -> !separation.waiting().contains(s)).findFirst().map(s -> separation.innocent().contains(s) ? Decision.refuse(Reason.ALREADY_TOLD) : Decision.refuse(Reason.NOT_INNOCENT, Words.same(s)))
        .orElseGet(() -> Decision.accept(new CitizensServed(command.by(), command.served(), command.note())));
  }

  /** A liability track: of its own unit, for as long as it takes; serving the citizens never closes it. */
  public static Decision decide(Ticket ticket, Pursue command) {
    NoFault.Separation separation = state(ticket).separation();
    return separation != null && separation.tracks().stream().anyMatch(t -> t.number() == command.track() && !t.concluded() && command.by().equals(t.unit()))
        ? Decision.accept(new LiabilityPursued(command.track(), command.by(), command.text(), command.concluded())) : Decision.refuse(Reason.NO_SUCH_TRACK, command.track());
  }

  public static Decision decide(Ticket ticket, Tolerate command, Instant now) {
    return holding(ticket, command.by(), "容缺办理 / handled with items missing").orElseGet(() -> command.items().stream().anyMatch(i -> !i.dueAt().isAfter(now)) ? Decision.refuse(Reason.IN_THE_PAST, "时限 / the limit")
        : Decision.accept(new TolerantHandlingStarted(state(ticket).tolerances().size() + 1, command.by(), command.matter(), command.items())));
  }

  /** Late is still better than never. */
  public static Decision decide(Ticket ticket, Supply command) {
    if (!command.by().equals(ticket.life().unit())) {
      return Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, ticket.life().unit());
    }
    return state(ticket).tolerances().stream().filter(t -> t.number() == command.number()).flatMap(t -> t.items().stream()).anyMatch(i -> i.number() == command.item() && i.isOpen())
        ? Decision.accept(new MissingItemSupplied(command.number(), command.item(), command.by(), command.note())) : Decision.refuse(Reason.NO_SUCH_ITEM, command.item());
  }

  /** Whom it covers is innocent, all of them; everybody else stands in the fact as excluded (rules N2, N5). */
  public static Decision decide(Ticket ticket, Commit command, Catalogue rules, Instant now) {
    if (!(ticket instanceof Ticket.Handling t) || !t.stage().isOpen()) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, ticket.stage(), "作出政府承诺 / committed for");
    }
    Unit issuer = rules.units().require(command.issuer());
    if (issuer.kind() == Unit.Kind.UTILITY) {
      return Decision.refuse(Reason.NOT_A_GOVERNMENT_BODY, issuer.code());
    }
    NoFault.Separation separation = state(ticket).separation();
    if (separation == null) {
      return Decision.refuse(Reason.SEPARATE_FIRST);
    }
    Optional<String> rider = command.covered().stream().filter(c -> !separation.innocent().contains(c)).findFirst();
    if (rider.isPresent()) {
      return Decision.refuse(Reason.NOT_INNOCENT, Words.same(rider.get()));
    }
    if (command.obligations().stream().anyMatch(o -> !o.dueAt().isAfter(now))) {
      return Decision.refuse(Reason.IN_THE_PAST, "时限 / the limit");
    }
    return Decision.accept(new CommitmentIssued(state(ticket).commitments().size() + 1, command.issuer(), command.obligations(), command.covered(), separation.barred(), command.until(), command.evidence()));
  }

  public static Decision decide(Ticket ticket, Fulfil command) {
    return state(ticket).commitments().stream().filter(c -> c.number() == command.number() && c.issuer().equals(command.issuer())).flatMap(c -> c.obligations().stream())
        .anyMatch(o -> o.number() == command.obligation() && o.isOpen())
        ? Decision.accept(new CommitmentObligationFulfilled(command.number(), command.obligation(), command.issuer(), command.evidence())) : Decision.refuse(Reason.NO_SUCH_ITEM, command.obligation());
  }

  private static Optional<Decision> holding(Ticket ticket, String by, String what) {
    return switch (ticket) {
      case Ticket.Handling t when !t.heldBy(by) -> Optional.of(Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit()));
      case Ticket.Handling t when t.assignment().signedAt() == null -> Optional.of(Decision.refuse(Reason.NOT_SIGNED_YET));
      case Ticket.Handling t when t.stage().isWithUnit() -> Optional.empty();
      case Ticket other -> Optional.of(Decision.refuse(Reason.NOT_IN_THIS_STATE, other.stage(), what));
    };
  }

  private static NoFault state(Ticket ticket) { return ticket.lasting().noFault() == null ? new NoFault(null, null, null) : ticket.lasting().noFault(); }

  private record Late(int number, String owner, NoFault.Item item) {}

  private static Optional<Late> earliest(Stream<Late> items) { return items.filter(l -> l.item.isOpen() && !l.item.failed()).min(Comparator.comparing(l -> l.item.dueAt())); }

  /** A missing item was not supplied by its day; also after the ticket has ended. */
  public static final class WhenMissingItemIsLateThenSaySo implements Policy<Ticket> {
    private static Optional<Late> late(Ticket ticket) {
      return ticket.lasting().noFault() == null ? Optional.empty() : earliest(state(ticket).tolerances().stream().flatMap(t -> t.items().stream().map(i -> new Late(t.number(), i.owner(), i))));
    }

    @Override public Instant dueAt(Ticket ticket) { return late(ticket).map(l -> l.item.dueAt()).orElse(null); }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Late late = late(ticket).orElseThrow();
      return Decision.accept(new TolerantHandlingFailed(late.number, late.item.number(), late.item.dueAt()));
    }

    @Override public String occasion(Ticket ticket) { return late(ticket).map(l -> l.number + "/" + l.item.number()).orElseThrow(); }
  }

  /** An obligation of a commitment is overdue; also after the ticket has ended. */
  public static final class WhenCommitmentIsBrokenThenSaySo implements Policy<Ticket> {
    private static Optional<Late> late(Ticket ticket) {
      return ticket.lasting().noFault() == null ? Optional.empty() : earliest(state(ticket).commitments().stream().flatMap(c -> c.obligations().stream().map(o -> new Late(c.number(), c.issuer(), o))));
    }

    @Override public Instant dueAt(Ticket ticket) { return late(ticket).map(l -> l.item.dueAt()).orElse(null); }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Late late = late(ticket).orElseThrow();
      return Decision.accept(new CommitmentBreached(late.number, late.item.number(), late.owner, late.item.dueAt()));
    }

    @Override public String occasion(Ticket ticket) { return late(ticket).map(l -> l.number + "/" + l.item.number()).orElseThrow(); }
  }
}
