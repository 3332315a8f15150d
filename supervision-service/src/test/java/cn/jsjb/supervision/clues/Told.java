package cn.jsjb.supervision.clues;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.ProgrammeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.supervision.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A history told fact by fact to the rules; a minute passes between two facts. Time begins on 2026-05-06, inside the period that ends on 2026-05-19. */
final class Told {
  final Watching watching;
  final List<Clue> clues = new ArrayList<>();
  private final Map<String, Integer> sequences = new HashMap<>();
  private Instant now = Story.START;
  private String actor = "test";
  private int told;

  Told() { this(ClueRules.get()); }

  Told(ClueRules rules) { this.watching = new Watching(rules, Catalogue.get().units(), Catalogue.get().duties(), record -> List.of()); }

  Instant now() { return now; }

  Told days(double days) {
    now = now.plusMillis((long) (days * Duration.ofDays(1).toMillis()));
    return this;
  }

  Told by(String who) {
    actor = who;
    return this;
  }

  Told facts(String ticket, ComplaintEvent... events) {
    for (ComplaintEvent event : events) {
      now = now.plus(Duration.ofMinutes(1));
      int sequence = sequences.merge(ticket, 1, Integer::sum);
      clues.addAll(watching.see(new Fact(ticket, "e" + ++told, EventTypes.nameOf(event), sequence, now, actor, "", "h", 0, told, event), now));
    }
    actor = "test";
    return this;
  }

  Told learn(Learned learned) {
    clues.addAll(watching.learn(learned));
    return this;
  }

  /** A stream of {@code programme-log} from its beginning. */
  Told hear(String stream, ProgrammeEvent... events) {
    String previous = Chain.genesis(stream);
    for (int i = 0; i < events.length; i++) {
      Envelope envelope = EventLog.envelope(stream, "p" + ++told, events[i], now, i + 1, "test", "", previous);
      previous = envelope.hash();
      clues.addAll(watching.hear(SameHistorySameCluesTest.view(envelope, 0, told, now.toEpochMilli())));
    }
    return this;
  }

  /** Id of the fact told last. */
  String last() { return "e" + told; }

  Told until(Instant time) {
    now = time;
    clues.addAll(watching.until(time));
    return this;
  }

  List<Clue> of(String rule) { return clues.stream().filter(c -> c.ruleId().equals(rule)).toList(); }

  // Stories of tickets.

  /** Received and with the unit, signed. */
  Told sent(String ticket, String unit) { return facts(ticket, Story.received(), Story.registered(), Story.dispatched(1, unit, now.plus(Duration.ofDays(7))), signed(unit)); }

  /** Reached the claimant, told both. */
  Told answered(String ticket, String unit, DispatchEvent.Outcome outcome) {
    return facts(ticket, contacted(unit), new DispatchEvent.ResultRepliedToClaimant(unit, "已处理", "PHONE"), reported(unit, outcome));
  }

  Told calledBack(String ticket, int round, boolean contacted, boolean resolved, Satisfaction satisfaction) {
    return facts(ticket, callback(round, contacted, resolved, satisfaction));
  }

  static SupervisionEvent callback(int round, boolean contacted, boolean resolved, Satisfaction satisfaction) {
    return new SupervisionEvent.CallbackCompleted(round, contacted, resolved, false, satisfaction, CallbackChannel.PHONE, List.of(), null);
  }

  static DispatchEvent signed(String unit) { return new DispatchEvent.AssignmentSigned(unit, "张三"); }

  static DispatchEvent contacted(String unit) {
    return new DispatchEvent.ClaimantContacted(unit, DispatchEvent.ContactMethod.PHONE, DispatchEvent.ContactOutcome.REACHED, false, "已电话联系");
  }

  static DispatchEvent reported(String unit, DispatchEvent.Outcome outcome) { return new DispatchEvent.ResultReportedToHotline(unit, outcome, "已处理", List.of()); }

  static DispatchEvent hop(int hop, String unit, Instant due) {
    return new DispatchEvent.TicketDispatched(hop, 1, unit, DispatchEvent.Mode.DIRECT, List.of(), null, Map.of("dispatch", "2021.1"), cn.jsjb.catalogue.Grade.GENERAL_7D, due, due, due, null);
  }

  static DispatchEvent objected(int number, String unit) {
    return new DispatchEvent.DispatchObjected(number, unit, DispatchEvent.ObjectionGround.NOT_MY_DUTY, "条例第十二条", Story.BABAOSHAN, null);
  }

  static IntakeEvent receivedAbout(String party) {
    IntakeEvent.RequestReceived r = (IntakeEvent.RequestReceived) Story.received();
    return new IntakeEvent.RequestReceived(r.ticketNo(), r.channel(), r.channelMessageId(), r.requestType(), r.title(), r.content(), r.place(), r.calledAt(), r.category(), party,
        r.attachments(), r.claimant());
  }

  /** From a caller of his own, so that two tickets are not the same matter. */
  static IntakeEvent receivedFrom(String caller, boolean confidential) {
    IntakeEvent.RequestReceived r = (IntakeEvent.RequestReceived) Story.received();
    return new IntakeEvent.RequestReceived(r.ticketNo(), r.channel(), r.channelMessageId(), r.requestType(), r.title(), r.content(), r.place(), r.calledAt(), r.category(), null,
        r.attachments(), new IntakeEvent.Claimant(false, confidential, r.claimant().box(), caller, "four"));
  }
}
