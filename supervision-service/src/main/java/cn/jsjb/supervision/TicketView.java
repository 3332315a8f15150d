package cn.jsjb.supervision;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.supervision.Loop.Appeal;
import cn.jsjb.supervision.Loop.Exclusion;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a person sees of an overseen ticket: nothing of the claimant but whether and how he may be reached.
 *
 * @param callbackBy the time by which the claimant has to be called, while that is due
 * @param contribution what it counts in the three rates as it stands
 * @param first, last answers of the first and of the latest callback that reached the claimant
 */
public record TicketView(String complaintId, String ticketNo, Stage status, String statusText, String requestType, String category, String problemId,
    String localityCode, String unitCode, Instant dueAt, int round, Escalation escalation, Instant callbackBy, ClaimantFacts claimant, List<Round> rounds,
    Answers first, Answers last, CloseKind closed, List<Exclusion> exclusions, List<Appeal> appeals, LookBacks lookBacks, List<Orders.Order> orders, int urges,
    Contribution contribution) {

  /** To a unit that does not have the ticket and is ordered to answer: the orders that are for it, and nothing of the ticket but its number. */
  public static TicketView toOrdered(String id, Oversight o, Predicate<String> own) {
    return new TicketView(id, o.subject().ticketNo(), null, null, null, null, null, null, null, null, 0, null, null, null, List.of(), null, null, null, List.of(), List.of(), null,
        o.loop().orders() == null ? List.of() : o.loop().orders().open().stream().filter(order -> order.units().stream().anyMatch(own)).toList(), 0, null);
  }

  public static TicketView of(String id, Oversight o) {
    List<Answers> answers = o.rounds().stream().map(Round::answers).filter(a -> a != null).toList();
    return new TicketView(id, o.subject().ticketNo(), o.life().stage(), o.life().stage().chinese(), o.subject().type() == null ? null : o.subject().type().name(),
        o.subject().category(), o.subject().problem(), o.subject().locality(), o.life().unit(), o.life().dueAt(), o.life().round(), o.escalation(),
        o.at(Stage.AWAITING_CALLBACK) ? o.present().latestAt() : null, o.claimant(), o.rounds().stream().map(Round::shown).toList(),
        answers.isEmpty() ? null : answers.getFirst(), answers.isEmpty() ? null : answers.getLast(), o.closed(), o.loop().exclusions(), o.loop().appeals(), o.loop().lookBacks(),
        o.loop().orders() == null ? List.of() : o.loop().orders().open(), o.loop().urging() == null ? 0 : o.loop().urging().number(),
        o.contribution(Catalogue.get().assessment()));
  }
}
