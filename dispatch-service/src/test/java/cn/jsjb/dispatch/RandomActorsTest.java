package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.cohandling.CoHandling;
import cn.jsjb.dispatch.cohandling.PartWork;
import cn.jsjb.dispatch.consulting.Consulting;
import cn.jsjb.dispatch.contacting.Contacting;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.dispatch.extending.Extending;
import cn.jsjb.dispatch.objecting.Objecting;
import cn.jsjb.dispatch.reporting.Reporting;
import cn.jsjb.dispatch.signing.Signing;
import cn.jsjb.dispatch.whistling.Whistling;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.*;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.harness.Story;
import cn.jsjb.log.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Many actors do what they may and what they may not, in any order, a hundred thousand times. Whatever they try, the answer is an event or a refusal,
 * the state is one that the rules know, and nobody moves a ticket that is not his. Seeded: {@code -Djsjb.seed=…} plays another city.
 */
class RandomActorsTest {
  private static final long SEED = Long.getLong("jsjb.seed", 20_260_506L);
  private static final int STEPS = 100_000;
  static final String COMMUNITY = RULES.communities().of(LUGU).getFirst().code();
  static final List<String> ACTORS = List.of(LUGU, BAJIAO, "110107009", "110105001", SHIJINGSHAN, "110105", URBAN_ENFORCEMENT, WATER, BUREAU, COMMUNITY, RULES.communities().of(BAJIAO).getFirst().code());
  private static final List<Policy<Ticket>> POLICIES = Wiring.policies(RULES);
  private static final List<String> CATEGORIES = List.of(STREET_MATTER, "040404", "060404", "010105", "080101");

  /** Numbers of {@link #tries}; work more often than what moves a ticket away, or no story would get anywhere. */
  private static final List<Integer> TRIES = List.of(0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 8, 9, 9, 10, 11, 11, 12, 13, 14, 14, 14, 15, 15, 16, 16, 16, 17, 18, 19, 20, 21, 22);

  private final Random random = new Random(SEED);
  private final List<ComplaintEvent> seen = new ArrayList<>();
  private final Map<String, Integer> accepted = new TreeMap<>();
  private Ticket ticket;
  private Instant now = Story.at("2026-05-06T11:22+08:00");
  private long sequence;

  private <T> T one(List<T> list) { return list.get(random.nextInt(list.size())); }

  private <E extends Enum<E>> E one(Class<E> type) { return one(List.of(type.getEnumConstants())); }

  private int few() { return 1 + random.nextInt(3); }

  private Instant soon() { return random.nextInt(3) == 0 ? null : now.plus(Duration.ofHours(random.nextInt(400) - 40)); }

  /** The holder and those who share the duty more often than strangers, so that stories get somewhere. */
  private String actor() {
    int whom = random.nextInt(6);
    List<String> others = whom > 3 ? List.of() : ticket instanceof Ticket.Handling t && whom > 1 ? new ArrayList<>(t.duty().units()) : List.of();
    if (ticket instanceof Ticket.Handling t && whom == 3) {
      t.whistles().forEach(w -> others.addAll(w.departments().keySet()));
    }
    return !others.isEmpty() ? one(others) : ticket.life().unit() != null && whom < 4 ? ticket.life().unit() : one(ACTORS);
  }

  private List<String> units() { return List.of(one(ACTORS), one(ACTORS)); }

  /** What an actor tries, by the pure deciders; who it is stands beside it. */
  private record Try(String by, Decision decision) {}

  private Try tries() {
    String by = actor();
    boolean district = by.length() == 6;
    return switch (one(TRIES)) {
      case 0 -> new Try(by, Signing.decide(ticket, new Signing.Sign(by, "x")));
      case 1 -> new Try(by, Contacting.decide(ticket, new Contacting.Contact(by, ContactMethod.PHONE, one(ContactOutcome.class), false, null)));
      case 2 -> new Try(by, Reporting.decide(ticket, new Reporting.Reply(by, "x", "PHONE")));
      case 3 -> new Try(by, Reporting.decide(ticket, new Reporting.Report(by, one(Outcome.class), "x", List.of())));
      case 4 -> new Try(by, Objecting.decide(ticket, new Objecting.ObjectTo(by, one(ObjectionGround.class), "x", one(ACTORS), null), RULES, now));
      case 5 -> new Try(district ? by : null, Objecting.decide(ticket, new Objecting.Decide(few(), random.nextInt(3) > 0, one(ACTORS), "x", district ? by : null), RULES, now));
      case 6 -> new Try(by, Whistling.decide(ticket, new Whistling.Blow(by, one(WhistleGround.class), "x", units(), null, null, "x"), RULES, now));
      case 7 -> new Try(by, Whistling.decide(ticket, new Whistling.Acknowledge(few(), by)));
      case 8 -> new Try(by, Whistling.decide(ticket, new Whistling.StampArrival(by, few(), one(ACTORS), null, List.of()), now));
      case 9 -> new Try(by, Whistling.decide(ticket, new Whistling.Close(by, few(), true, "x", Map.of()), RULES, now));
      case 10 -> new Try(by, Extending.decide(ticket, new Extending.Extend(by, now.plus(Duration.ofDays(random.nextInt(20))), "x", now), RULES, now));
      case 11 -> new Try(by, CoHandling.decide(ticket, new CoHandling.Request(by, one(ACTORS), "x", soon()), RULES, now));
      case 12 -> new Try(by, CoHandling.decide(ticket, new CoHandling.Dual(by, "x", one(ACTORS), null, "x", soon()), RULES, now));
      case 13 -> new Try(by, CoHandling.decide(ticket, new CoHandling.SubDispatch(by, one(ACTORS), "x", soon()), RULES, now));
      case 14 -> new Try(by, PartWork.decide(ticket, new PartWork.Sign(by, few(), random.nextBoolean(), "x")));
      case 15 -> new Try(by, PartWork.decide(ticket, new PartWork.ReportStage(by, few(), random.nextBoolean(), "x", "x", null)));
      case 16 -> new Try(by, PartWork.decide(ticket, new PartWork.Deliver(by, few(), random.nextBoolean(), Outcome.RESOLVED, "x", List.of()), now));
      case 17 -> new Try(by, Consulting.decide(ticket, new Consulting.Open(new Consulting.Speaker(by, district), one(ConsultationKind.class), "x", units(), null), RULES, now));
      case 18 -> new Try(by, Consulting.decide(ticket, new Consulting.Conclude(new Consulting.Speaker(by, district), few(), null, "x", one(ACTORS), random.nextBoolean(),
          random.nextBoolean() ? List.of() : List.of(new Consulting.Share(one(ACTORS), "x", soon()))), RULES, now));
      case 19 -> new Try(null, Consulting.decide(ticket, new Consulting.Open(new Consulting.Speaker(null, false), one(ConsultationKind.class), "x", units(), null), RULES, now));
      case 20 -> new Try(null, Consulting.decide(ticket, new Consulting.Conclude(new Consulting.Speaker(null, false), few(), null, "x", one(ACTORS), random.nextBoolean(), List.of()), RULES, now));
      case 21 -> new Try(null, Dispatching.decide(ticket, new Dispatching.DispatchTo(one(ACTORS), "x", null, false), RULES, now));
      default -> new Try(by, Dispatching.decide(ticket, new Dispatching.DispatchTo(one(ACTORS), "x", by, true), RULES, now));
    };
  }

  /** What the other services say, when they may say it. */
  private ComplaintEvent others() {
    return switch (ticket.stage()) {
      case REPLIED -> new SupervisionEvent.CallbackScheduled(ticket.life().round(), SupervisionEvent.CallbackReason.BOTH_TOLD, now);
      case AWAITING_CALLBACK -> new SupervisionEvent.CallbackCompleted(ticket.life().round(), true, random.nextBoolean(), false, SupervisionEvent.Satisfaction.SATISFIED, SupervisionEvent.CallbackChannel.PHONE, List.of(), null);
      case CALLED_BACK -> one(List.of(new SupervisionEvent.ReworkOrdered(ticket.life().round() + 1, "x"), new SupervisionEvent.SupervisionOrdered(ticket.life().round() + 1, "x", null),
          new SupervisionEvent.TicketClosed(SupervisionEvent.CloseKind.SATISFIED)));
      case CLOSED -> new SupervisionEvent.TicketReopened("x");
      default -> random.nextInt(40) == 0 ? new IntakeEvent.RequestWithdrawn("x") : random.nextInt(4) == 0 ? new IntakeEvent.TicketSupplemented("x", List.of()) : null;
    };
  }

  private void happens(ComplaintEvent event) {
    Ticket before = ticket;
    sequence++;
    ticket = Ticket.evolve(ticket, new Fact("c", "e" + sequence, EventTypes.nameOf(event), sequence, now, "x", "", "h" + sequence, 0, sequence, event));
    legal(before, ticket, event);
    if (seen.size() < 5_000) {
      seen.add(event);
    } else {
      seen.set(random.nextInt(seen.size()), event);
    }
    accepted.merge(EventTypes.nameOf(event), 1, Integer::sum);
  }

  private void begins() {
    ticket = null;
    now = Story.at("2026-05-06T11:22+08:00");
    happens(received(random.nextInt(10) == 0 ? RULES.units().require(LUGU).name() : null));
    int place = random.nextInt(10);
    happens(registered(one(CATEGORIES), one(List.of(Grade.URGENT_2H, Grade.LIVELIHOOD_24H, Grade.GENERAL_7D, Grade.GENERAL_7D, Grade.COMPLEX_15D)),
        place == 0 ? null : SHIJINGSHAN, place < 2 ? null : LUGU));
  }

  @Test void a_hundred_thousand_steps_lead_to_legal_states_only() throws Exception {
    begins();
    int refused = 0;
    for (int step = 0; step < STEPS; step++) {
      if (ticket instanceof Ticket.Ended && random.nextInt(3) > 0 || random.nextInt(400) == 0) {
        begins();
      }
      now = now.plus(Duration.ofMinutes(random.nextInt(12)));
      Policy<Ticket> due = POLICIES.stream().filter(p -> p.dueAt(ticket) != null && !p.dueAt(ticket).isAfter(now)).findFirst().orElse(null);
      if (due != null) {
        Ticket before = ticket;
        Decision.Accepted reaction = (Decision.Accepted) due.decide(ticket, now);
        String occasion = due.occasion(before);
        happens(reaction.event());
        assertTrue(due.dueAt(ticket) == null || !occasion.equals(due.occasion(ticket)), due.name() + " would say the same twice");
        continue;
      }
      ComplaintEvent foreign = random.nextInt(8) == 0 ? others() : null;
      if (foreign != null) {
        happens(foreign);
        continue;
      }
      Try it = tries();
      switch (it.decision) {
        case Decision.Refused r -> {
          refused++;
          assertTrue(r.refusal().chinese().length() > 3 && r.refusal().english().length() > 3, "a refusal is a sentence");
        }
        case Decision.Accepted a -> {
          assertTrue(it.by == null || allowed(ticket, it.by), () -> it.by + " moved a ticket of " + ticket.life().unit() + ": " + a.event());
          happens(a.event());
        }
      }
      if (step % 500 == 0) {
        assertEquals(ticket, EventTypes.JSON.readValue(EventTypes.JSON.writeValueAsBytes(ticket), Ticket.class), "a state survives its table");
      }
    }
    for (String type : List.of("TicketDispatched", "ObjectionUpheld", "ConsultationConcluded", "PingPongDetected", "CoHandlingResultDelivered", "DualDispatched", "SubDispatched", "PartOverdue", "PartReported",
        "ResultReportedToHotline")) {
      assertTrue(accepted.getOrDefault("dispatch." + type, 0) > 0, () -> type + " never came about: " + accepted);
    }
    assertTrue(refused > STEPS / 4, "most of what they tried was not allowed: " + refused);
  }

  /** By the rules: the holder, those who share the duty, and the district over the holder. */
  static boolean allowed(Ticket ticket, String by) {
    String holder = ticket.life().unit();
    return holder != null && (holder.equals(by) || RULES.units().isWithin(holder, by) && by.length() == 6) || ticket.others().contains(by);
  }

  private static final Map<Class<? extends Ticket>, Set<Stage>> STAGES = Map.of(Ticket.Received.class, Set.of(Stage.RECEIVED),
      Ticket.Pending.class, Set.of(Stage.PENDING_DISPATCH, Stage.REWORK, Stage.REOPENED), Ticket.Ended.class, Set.of(Stage.CLOSED, Stage.WITHDRAWN),
      Ticket.Handling.class, Set.of(Stage.CONSULTING, Stage.DISPATCHED, Stage.SIGNED, Stage.HANDLING, Stage.REPLIED, Stage.AWAITING_CALLBACK, Stage.CALLED_BACK, Stage.SUPERVISED));
  private static final Map<Stage, Set<Stage>> MOVES = new EnumMap<>(Map.ofEntries(
      Map.entry(Stage.RECEIVED, Set.of(Stage.PENDING_DISPATCH)), Map.entry(Stage.PENDING_DISPATCH, Set.of(Stage.DISPATCHED, Stage.CONSULTING)),
      Map.entry(Stage.CONSULTING, Set.of(Stage.DISPATCHED, Stage.PENDING_DISPATCH)),
      Map.entry(Stage.DISPATCHED, Set.of(Stage.SIGNED, Stage.PENDING_DISPATCH, Stage.CONSULTING)), Map.entry(Stage.SIGNED, Set.of(Stage.HANDLING, Stage.PENDING_DISPATCH, Stage.REPLIED, Stage.DISPATCHED, Stage.CONSULTING)),
      Map.entry(Stage.HANDLING, Set.of(Stage.REPLIED, Stage.PENDING_DISPATCH, Stage.DISPATCHED, Stage.CONSULTING)), Map.entry(Stage.REPLIED, Set.of(Stage.AWAITING_CALLBACK)),
      Map.entry(Stage.AWAITING_CALLBACK, Set.of(Stage.CALLED_BACK)), Map.entry(Stage.CALLED_BACK, Set.of(Stage.REWORK, Stage.SUPERVISED, Stage.CLOSED)),
      Map.entry(Stage.REWORK, Set.of(Stage.DISPATCHED, Stage.CONSULTING)), Map.entry(Stage.SUPERVISED, Set.of(Stage.HANDLING, Stage.REPLIED, Stage.PENDING_DISPATCH, Stage.DISPATCHED, Stage.CONSULTING)),
      Map.entry(Stage.REOPENED, Set.of(Stage.DISPATCHED, Stage.CONSULTING)), Map.entry(Stage.CLOSED, Set.of(Stage.REOPENED)), Map.entry(Stage.WITHDRAWN, Set.of())));

  static void legal(Ticket before, Ticket after, ComplaintEvent event) {
    assertTrue(STAGES.get(after.getClass()).contains(after.stage()), () -> after.getClass().getSimpleName() + " in " + after.stage() + " after " + event);
    if (before != null && before.stage() != after.stage()) {
      assertTrue(MOVES.get(before.stage()).contains(after.stage()) || after.stage() == Stage.WITHDRAWN && before.stage().isOpen(), () -> before.stage() + " → " + after.stage() + " by " + event);
    }
    if (after instanceof Ticket.Handling t) {
      assertEquals(t.assignment().unit(), t.life().unit());
      assertEquals(t.assignment().dueAt(), t.life().dueAt());
      assertNotNull(t.assignment().signBy());
      assertTrue(t.duty().consultations().stream().filter(Consultation::open).count() <= 1 && t.objections().stream().filter(Objection::open).count() <= 1, () -> "one at a time: " + event);
      for (int i = 0; i < t.duty().parts().size(); i++) {
        assertEquals(i + 1, t.duty().parts().get(i).number());
      }
      if (event instanceof DispatchEvent.ResultReportedToHotline) {
        assertTrue(t.duty().unanswered().isEmpty() && t.whistles().stream().allMatch(Whistle::closed), "nobody who was asked is left out");
      }
      if (event instanceof DispatchEvent.DispatchObjected o) {
        assertTrue(!o.unit().equals(t.duty().designated()) && o.unit().equals(t.assignment().unit()));
      }
      if (t.stage() == Stage.REPLIED) {
        assertTrue(t.life().claimantTold() && t.life().hotlineTold());
      }
      if (event instanceof DispatchEvent.TicketDispatched d) {
        assertTrue(d.mode() == Mode.CONSULTATION || !RULES.units().require(d.unit()).name().equals(t.matter().reportedParty()), "the reported unit never gets its own report");
        assertTrue(RULES.units().find(d.unit()).isPresent(), "a committee is never first responder");
      }
    }
  }

  /** History is not argued with: whatever is said in whatever state, there is a state after it. */
  @Test void the_fold_is_total() throws Exception {
    a_hundred_thousand_steps_lead_to_legal_states_only();
    for (int story = 0; story < 2_000; story++) {
      begins();
      for (int step = 0; step < 25; step++) {
        ComplaintEvent event = one(seen);
        if (!(event instanceof IntakeEvent.RequestReceived)) {
          ticket = Ticket.evolve(ticket, new Fact("c", "e", EventTypes.nameOf(event), step, now, "x", "", "h", 0, step, event));
          POLICIES.forEach(p -> p.dueAt(ticket));
        }
      }
    }
  }
}
