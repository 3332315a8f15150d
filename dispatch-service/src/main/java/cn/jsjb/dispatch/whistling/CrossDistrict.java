package cn.jsjb.dispatch.whistling;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.Whistle;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent.Agreement;
import cn.jsjb.event.DispatchEvent.CrossDistrictDisagreementRaised;
import cn.jsjb.event.DispatchEvent.CrossDistrictLeadDesignated;
import cn.jsjb.event.DispatchEvent.CrossDistrictWhistleBlown;
import cn.jsjb.event.DispatchEvent.CrossDistrictWhistleCoSigned;
import cn.jsjb.event.DispatchEvent.CrossDistrictWhistleJoined;
import cn.jsjb.event.DispatchEvent.CrossDistrictWhistleProposed;
import cn.jsjb.event.DispatchEvent.WhistleClosed;
import cn.jsjb.event.DispatchEvent.WhistleClosureSigned;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * 跨区吹哨 (rule W9): localities of different districts act as one on a border matter. All of them sign before anybody is summoned, all of them
 * sign the one closing decision, and where they cannot agree within the limit the city designates who leads.
 */
public final class CrossDistrict {
  private CrossDistrict() {}

  /** @param localities the others; the proposer {@code by} is one without being named */
  public record Propose(String by, WhistleGround ground, String matter, List<String> localities, List<String> departments, String meetAt, String approvedBy) {}

  public record CoSign(String by, int whistle, String approvedBy) {}

  public record Designate(String by, int whistle, String locality, String reason) {}

  /** @param host the ticket in whose stream the whistle stands, as this service knows it; null when there is none */
  public record Join(String by, String complaintId, int whistle, Ticket host) {}

  public static Decision decide(Ticket ticket, Propose command, Catalogue rules, Instant now) {
    Optional<Decision> refusal = Whistling.mayBlow(ticket, command.by(), rules);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Set<String> localities = new LinkedHashSet<>(List.of(command.by()));
    localities.addAll(command.localities());
    Set<String> districts = new LinkedHashSet<>();
    for (String code : localities) {
      Unit unit = rules.units().find(code).orElse(null);
      if (unit == null) {
        return Decision.refuse(Reason.UNKNOWN_UNIT, code);
      }
      if (unit.kind() != Unit.Kind.LOCALITY) {
        return Decision.refuse(Reason.ONLY_LOCALITIES_WHISTLE, unit.code());
      }
      districts.add(unit.districtCode());
    }
    if (districts.size() < 2) {
      return Decision.refuse(Reason.NEEDS_TWO_DISTRICTS);
    }
    return Whistling.notSummonable(command.departments(), List.copyOf(districts), rules).orElseGet(() -> Decision.accept(new CrossDistrictWhistleProposed(ticket.whistles().size() + 1, command.ground(),
        command.matter(), List.copyOf(localities), List.copyOf(districts), List.copyOf(new LinkedHashSet<>(command.departments())), command.meetAt(), command.by(), command.approvedBy(),
        rules.limits().crossDistrictAgreementDue(now), rules.limits().at(now).version())));
  }

  /** The last signature summons the departments. */
  public static Decision decide(Ticket ticket, CoSign command, Catalogue rules, Instant now) {
    Whistle whistle = ticket instanceof Ticket.Handling t ? t.openWhistle(command.whistle()) : null;
    if (whistle == null || whistle.sides() == null || whistle.blown()) {
      return Decision.refuse(Reason.NO_SUCH_WHISTLE, command.whistle());
    }
    Whistle.Sides sides = whistle.sides();
    if (!sides.localities().contains(command.by())) {
      return Decision.refuse(Reason.NOT_A_SIDE, command.by());
    }
    if (sides.signed().contains(command.by())) {
      return Decision.refuse(Reason.SIGNED_ALREADY, command.by());
    }
    return sides.unsigned().size() > 1 ? Decision.accept(new CrossDistrictWhistleCoSigned(command.whistle(), command.by(), command.approvedBy()))
        : Decision.accept(new CrossDistrictWhistleBlown(command.whistle(), sides.localities(), sides.districts(), List.copyOf(whistle.departments().keySet()),
            rules.limits().whistleAcknowledgeDue(whistle.ground(), now), rules.limits().whistleReportDue(whistle.ground(), now), command.by(), command.approvedBy(), rules.limits().at(now).version()));
  }

  /** A signature under the closing decision; a different decision starts the round of signatures anew, but not its clock. */
  static Decision close(Whistle whistle, Whistling.Close command, Catalogue rules, Instant now) {
    Whistle.Sides sides = whistle.sides();
    Whistle.Closing same = sides.closing() != null && sides.closing().solved() == command.solved() ? sides.closing() : null;
    if (same != null && same.signed().contains(command.by())) {
      return Decision.refuse(Reason.SIGNED_ALREADY, command.by());
    }
    boolean last = same != null && Stream.concat(same.signed().stream(), Stream.of(command.by())).toList().containsAll(sides.localities());
    return last ? Decision.accept(new WhistleClosed(command.whistle(), command.solved(), command.summary(), command.ratings()))
        : Decision.accept(new WhistleClosureSigned(command.whistle(), command.by(), command.solved(), command.summary(), command.ratings(),
            sides.agreeBy() != null || sides.city() != null ? sides.agreeBy() : rules.limits().crossDistrictAgreementDue(now)));
  }

  /** Only after the disagreement is a fact. The designated locality leads alone; if the departments have not been summoned, they are now. */
  public static Decision decide(Ticket ticket, Designate command, Catalogue rules, Instant now) {
    Whistle whistle = ticket instanceof Ticket.Handling t ? t.openWhistle(command.whistle()) : null;
    if (whistle == null || whistle.sides() == null) {
      return Decision.refuse(Reason.NO_SUCH_WHISTLE, command.whistle());
    }
    if (whistle.sides().city() == null || whistle.sides().lead() != null) {
      return Decision.refuse(Reason.NO_DISAGREEMENT, command.whistle());
    }
    if (!whistle.sides().localities().contains(command.locality())) {
      return Decision.refuse(Reason.NOT_A_SIDE, command.locality());
    }
    boolean summons = !whistle.blown();
    return Decision.accept(new CrossDistrictLeadDesignated(command.whistle(), command.locality(), command.reason(),
        summons ? rules.limits().whistleAcknowledgeDue(whistle.ground(), now) : null, summons ? rules.limits().whistleReportDue(whistle.ground(), now) : null, command.by()));
  }

  /** A ticket of either side hangs on the whistle of another; its result and its callback stay its own. */
  public static Decision decide(Ticket ticket, Join command) {
    if (!(ticket instanceof Ticket.Handling t) || !t.heldBy(command.by())) {
      return ticket instanceof Ticket.Handling t ? Decision.refuse(Reason.ONLY_THE_FIRST_RESPONDER, t.assignment().unit())
          : Decision.refuse(Reason.NOT_IN_THIS_STATE, ticket.stage(), "并入跨区吹哨 / joined to a cross-district whistle");
    }
    Whistle whistle = command.host() == null ? null : command.host().openWhistle(command.whistle());
    if (whistle == null || whistle.sides() == null) {
      return Decision.refuse(Reason.NO_SUCH_WHISTLE, command.whistle());
    }
    return whistle.sides().localities().contains(command.by()) ? Decision.accept(new CrossDistrictWhistleJoined(command.complaintId(), command.whistle(), command.by()))
        : Decision.refuse(Reason.NOT_A_SIDE, command.by());
  }

  /** The sides have had their days: the city is told and designates (rule W9). */
  public static final class WhenSidesDisagreeThenTellTheCity implements Policy<Ticket> {
    private final Catalogue rules;

    public WhenSidesDisagreeThenTellTheCity(Catalogue rules) { this.rules = rules; }

    @Override public Instant dueAt(Ticket ticket) { return disagreeing(ticket).map(w -> w.sides().agreeBy()).orElse(null); }

    @Override public Decision decide(Ticket ticket, Instant now) {
      Whistle w = disagreeing(ticket).orElseThrow();
      return Decision.accept(new CrossDistrictDisagreementRaised(w.number(), w.blown() ? Agreement.CLOSING : Agreement.BLOWING, w.sides().agreeBy(),
          rules.units().cityUnit("SERVICE_BUREAU").orElseThrow().code()));
    }

    @Override public String occasion(Ticket ticket) { return disagreeing(ticket).map(w -> w.number() + "/" + w.sides().agreeBy()).orElseThrow(); }

    private static Optional<Whistle> disagreeing(Ticket ticket) {
      return ticket instanceof Ticket.Handling t ? t.whistles().stream().filter(w -> !w.closed() && w.sides() != null && w.sides().agreeBy() != null)
          .min(java.util.Comparator.comparing(w -> w.sides().agreeBy())) : Optional.empty();
    }
  }
}
