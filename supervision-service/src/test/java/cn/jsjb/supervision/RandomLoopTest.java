package cn.jsjb.supervision;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Contribution;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.AppealAbout;
import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.LookBackResult;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Reactor;
import cn.jsjb.supervision.Loop.Exclusion;
import cn.jsjb.supervision.appealing.Appealing;
import cn.jsjb.supervision.callbacks.CallingBack;
import cn.jsjb.supervision.callbacks.CallingBack.Call;
import cn.jsjb.supervision.callbacks.Invalidating;
import cn.jsjb.supervision.callbacks.Surveying;
import cn.jsjb.supervision.excluding.Excluding;
import cn.jsjb.supervision.lookingback.LookingBack;
import cn.jsjb.supervision.ordering.Ordering;
import cn.jsjb.supervision.reworking.Supervising;
import cn.jsjb.supervision.urging.Reminding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever units, agents, claimants, the bureau and the other services do, in whatever order: the loop keeps its laws. */
class RandomLoopTest {
  private static final Catalogue RULES = Catalogue.get();
  private static final List<Policy<Oversight>> POLICIES = OversightService.policies(TERMS, RULES);
  private static final int TICKETS = 60, STEPS = 60;
  /** More reactions to one step than there are policies would be a policy that does not settle what it is due for. */
  private static final int MOST_REACTIONS = POLICIES.size();

  private Random random;
  private Oversight state;
  private Instant now;
  private int facts;

  @ParameterizedTest @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void the_loop_keeps_its_laws(long seed) throws Exception {
    random = new Random(seed);
    int accepted = 0;
    for (int ticket = 0; ticket < TICKETS; ticket++) {
      state = null;
      now = START;
      tell(received(random.nextInt(8) == 0 ? RequestType.PRAISE : RequestType.COMPLAINT));
      tell(registered());
      for (int step = 0; step < STEPS; step++) {
        now = now.plus(Duration.ofMinutes(1 + random.nextInt(random.nextInt(6) == 0 ? 40_000 : 1_500)));
        settle();
        ComplaintEvent others = random.nextBoolean() ? others() : null;
        if (others != null) {
          tell(others);
        } else if (command() instanceof Decision.Accepted command) {
          tell(command.event());
          accepted++;
        }
        settle();
      }
      assertEquals(state, EventTypes.JSON.readValue(EventTypes.JSON.writeValueAsString(state), Oversight.class));
    }
    assertTrue(accepted > TICKETS, "the actors got something done: " + accepted);
  }

  private void tell(ComplaintEvent event) {
    Oversight before = state;
    state = Oversight.evolve(state, new Fact("c1", "e" + facts, EventTypes.nameOf(event), facts, now, "test", "", "h" + facts, 0, facts++, event));
    Contribution told = switch (event) {
      case SupervisionEvent.TicketClosed e -> e.contribution();
      case SupervisionEvent.TicketExcluded e -> e.contribution();
      case SupervisionEvent.ExclusionReversed e -> e.contribution();
      default -> null;
    };
    if (told != null) {
      assertEquals(told, state.contribution(RULES.assessment()), "the fact says what the fold counts");
    }
    assertEquals(state.at(Stage.CLOSED), state.closed() != null, "closed says how");
    assertTrue(state.loop().exclusions().stream().filter(x -> x.status() == Exclusion.Status.PROPOSED || x.status() == Exclusion.Status.IN_FORCE).count() <= 1, "one exclusion at a time");
    assertTrue(state.rounds().stream().allMatch(r -> r.attempts() <= 3), "three attempts a round");
    Contribution c = state.contribution(RULES.assessment());
    assertEquals(c.valid(), c.why() == null);
    if (before != null && event instanceof SupervisionEvent.SupervisionOrdered e && e.round() <= before.life().round()) {
      assertEquals(before.life(), state.life(), "an order beside the handling moves nothing");
    }
  }

  /** Reacts as the service does, until nothing is due. */
  private void settle() {
    for (int i = 0; Reactor.earliest(POLICIES, state) instanceof Instant due && !due.isAfter(now); i++) {
      assertTrue(i <= MOST_REACTIONS, () -> "never settles: " + state);
      for (Policy<Oversight> policy : POLICIES) {
        Instant at = policy.dueAt(state);
        if (at != null && !at.isAfter(now)) {
          assertNotNull(policy.occasion(state));
          Decision decision = policy.decide(state, now);
          assertTrue(decision instanceof Decision.Accepted, policy.name());
          tell(((Decision.Accepted) decision).event());
          break;
        }
      }
    }
  }

  /** What intake, dispatch and the claimant may write where the ticket stands; null for nothing. */
  private ComplaintEvent others() {
    List<ComplaintEvent> may = new ArrayList<>();
    Stage stage = state.life().stage();
    if (stage == Stage.PENDING_DISPATCH || stage == Stage.REWORK || stage == Stage.REOPENED) {
      return new DispatchEvent.TicketDispatched(1, state.life().round(), random.nextInt(4) == 0 ? BABAOSHAN : LUGU, DispatchEvent.Mode.DIRECT, List.of(), "E1", Map.of(),
          random.nextInt(3) == 0 ? Grade.COMPLEX_15D : Grade.GENERAL_7D, now, now, now.plus(Duration.ofDays(7)), null);
    }
    if (stage.isWithUnit()) {
      may.addAll(List.of(signed(), contacted(), repliedToClaimant(), reported(), new DispatchEvent.FeedbackOverdue(state.life().unit(), now)));
      may.add(stage == Stage.DEFERRED ? new DispatchEvent.DeferralExpired(1, state.life().unit(), now)
          : new DispatchEvent.DeferralApproved(1, DispatchEvent.ApprovalLevel.CITY, now.plus(Duration.ofDays(30)), "同意", "b"));
    }
    if (stage.isOpen()) {
      may.add(new IntakeEvent.RequestUrged("催"));
      if (random.nextInt(10) == 0) {
        may.add(withdrawn());
      }
    }
    may.add(new DispatchEvent.CommitmentBreached(1, 1 + random.nextInt(3), "110107", now));
    return may.get(random.nextInt(may.size()));
  }

  /** A command of somebody, sensible or not. */
  private Decision command() {
    int n = 1 + random.nextInt(3);
    int round = 1 + random.nextInt(state.life().round());
    String unit = random.nextInt(4) == 0 ? BABAOSHAN : LUGU;
    boolean yes = random.nextBoolean();
    Call.Answered answers = new Call.Answered("c1", null, yes, yes, !yes && random.nextBoolean(), Satisfaction.values()[random.nextInt(3)], CallbackChannel.PHONE, List.of(), null);
    return switch (random.nextInt(16)) {
      case 0, 1 -> CallingBack.decide(state, answers, TERMS.at(state.since()), now);
      case 2, 3 -> CallingBack.decide(state, new Call.NotReached("c1", null, AttemptOutcome.NO_ANSWER, CallbackChannel.PHONE), TERMS.at(state.since()), now);
      case 4 -> Surveying.decide(state, new Surveying.SendLink("c1", null, CallbackChannel.SMS), TERMS.at(state.since()), i -> "hash-" + i, now);
      case 5 -> Surveying.decide(state, "hash-" + n, answers, now);
      case 6 -> Invalidating.decide(state, new Invalidating.Invalidate("c1", round, "未听完", "b"), TERMS.at(now), now);
      case 7 -> Excluding.decide(state, new Excluding.Propose("c1", unit, yes ? "UNTRUE" : "MALICIOUS", null, null, List.of("rec"), "x"), RULES.supervision(), RULES.assessment(), now);
      case 8 -> Excluding.decide(state, new Excluding.Decide("c1", n, yes, "x", "b"), RULES.supervision(), RULES.assessment(), now);
      case 9 -> Excluding.decide(state, new Excluding.Reverse("c1", n, "x", "b"), RULES.assessment(), now);
      case 10 -> Appealing.decide(state, new Appealing.Raise("c1", yes ? unit : Appealing.CLAIMANT, AppealAbout.values()[random.nextInt(3)], yes ? round : n, "x", List.of("rec")), RULES.assessment(), now);
      case 11 -> Appealing.decide(state, new Appealing.Decide("c1", n, random.nextInt(3) > 0, "x", "b"), RULES.assessment(), now);
      case 12 -> yes ? Ordering.decide(state, new Ordering.Reply("c1", n, random.nextBoolean() ? unit : "110107", "已整改", List.of()))
          : Ordering.decide(state, new Ordering.Close("c1", n, "x", "s", null, u -> true));
      case 13 -> LookingBack.decide(state, new LookingBack.Record("c1", n, LookBackResult.values()[random.nextInt(3)], "x", List.of(), yes, null, "s"));
      case 14 -> yes ? Supervising.decide(state, new Supervising.OrderSupervision("c1", "BY_HAND", "x", null, u -> true), RULES.limits(), now)
          : Supervising.decide(state, new Supervising.Reopen("c1", "又来了"));
      default -> Reminding.decide(state, new Reminding.Remind("c1", "x", u -> true), "2019.1");
    };
  }
}
