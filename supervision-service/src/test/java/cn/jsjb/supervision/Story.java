package cn.jsjb.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Decision;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SealedBox;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * given(facts…).when(…).then(…), in milliseconds. Facts follow each other an hour apart, from {@link #START} on; dispatched
 * tickets are due {@link #DUE}.
 */
public final class Story {
  public static final Instant START = Instant.parse("2026-05-06T03:22:00Z");
  public static final Instant DUE = START.plus(Duration.ofDays(7));
  public static final String LUGU = "110107011";
  public static final String BABAOSHAN = "110107001";
  public static final CallbackTerms TERMS = new CallbackTerms(Catalogue.get().limits(), Optional.empty(), Optional.empty());

  private final Oversight state;

  private Story(Oversight state) { this.state = state; }

  public static Story given(ComplaintEvent... facts) { return new Story(fold(facts)); }

  /** Everything up to both feedbacks of the first round, then these. */
  public static Story replied(ComplaintEvent... more) {
    ComplaintEvent[] start = {received(), registered(), dispatched(1), signed(), contacted(), repliedToClaimant(), reported()};
    ComplaintEvent[] all = java.util.Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return given(all);
  }

  public static Oversight fold(ComplaintEvent... facts) {
    Oversight state = null;
    for (int i = 0; i < facts.length; i++) {
      state = Oversight.evolve(state, new Fact("c1", "event-" + i, EventTypes.nameOf(facts[i]), i + 1, at(i), "test", "", "hash-" + i, 0, 100 + i, facts[i]));
    }
    return state;
  }

  /** The time of the n-th fact, from 0. */
  public static Instant at(int n) { return START.plus(Duration.ofHours(n)); }

  public Oversight state() { return state; }

  /** Decides a command, an hour after the last fact. */
  public Then when(Function<Oversight, Decision> decide) { return new Then(decide.apply(state)); }

  /** Asks every policy at this time, as the service does: the first that is due reacts. */
  public Then whenPoliciesAreAskedAt(Instant now) {
    for (Policy<Oversight> policy : OversightService.policies(TERMS, Catalogue.get())) {
      Instant due = policy.dueAt(state);
      if (due != null && !due.isAfter(now)) {
        return new Then(policy.decide(state, now));
      }
    }
    return new Then(null);
  }

  public Then whenPoliciesAreAsked() { return whenPoliciesAreAskedAt(at(48)); }

  public record Then(Decision decision) {
    public void then(ComplaintEvent expected) {
      if (expected instanceof SupervisionEvent.TicketClosed closed && closed.contribution() == null) {
        // Whatever it counts, it says so.
        SupervisionEvent.TicketClosed fact = assertInstanceOf(SupervisionEvent.TicketClosed.class, accepted());
        assertEquals(closed.kind(), fact.kind());
        assertNotNull(fact.contribution());
      } else {
        assertEquals(new Decision.Accepted(expected), decision);
      }
    }

    public ComplaintEvent accepted() { return assertInstanceOf(Decision.Accepted.class, decision).event(); }

    public void thenRefused(Reason reason) { assertEquals(reason, assertInstanceOf(Decision.Refused.class, decision).refusal().reason()); }

    public void thenNothing() { assertNull(decision); }
  }

  // The facts, as the services write them.

  public static IntakeEvent received() { return received(RequestType.COMPLAINT); }

  public static IntakeEvent received(RequestType type) {
    return new IntakeEvent.RequestReceived("RX260506-000000001", "PHONE_12345", "call-1", type, "小区门口游商占道", "每天早上七点到九点", Place.UNKNOWN, START, null, null,
        List.of(), new IntakeEvent.Claimant(false, false, new SealedBox("A256GCM", "k1", "bm9uY2U=", "c2VjcmV0"), "hash-of-phone", "hash-of-four"));
  }

  public static IntakeEvent registered() { return registered(LUGU, "MT2021-P07"); }

  public static IntakeEvent registered(String locality, String problem) {
    return new IntakeEvent.TicketRegistered(null, new IntakeEvent.Classification("010101", problem, Grade.GENERAL_7D, 0.9, List.of("游商"), "categories 2021.3, problems 2021.3, acceptance 2021.2"),
        new IntakeEvent.Location(new Place("鲁谷街道", locality.substring(0, 6), locality, null, null, null), 0.9, List.of("鲁谷"), "units 2021.1, places nbs-2023, acceptance 2021.2"));
  }

  public static DispatchEvent dispatched(int round) { return dispatched(round, LUGU, DUE); }

  public static DispatchEvent dispatched(int round, String unit, Instant dueAt) {
    return new DispatchEvent.TicketDispatched(1, round, unit, DispatchEvent.Mode.DIRECT, List.of("110107"), "E1", Map.of("dispatch", "2021.1"),
        Grade.GENERAL_7D, dueAt, dueAt, dueAt, null);
  }

  public static DispatchEvent complex() {
    return new DispatchEvent.TicketDispatched(1, 1, LUGU, DispatchEvent.Mode.DIRECT, List.of("110107"), "E1", Map.of("dispatch", "2021.1"), Grade.COMPLEX_15D, DUE, DUE, DUE, null);
  }

  public static DispatchEvent signed() { return new DispatchEvent.AssignmentSigned(LUGU, "zhang.li"); }

  public static DispatchEvent contacted() {
    return new DispatchEvent.ClaimantContacted(LUGU, DispatchEvent.ContactMethod.PHONE, DispatchEvent.ContactOutcome.REACHED, false, null);
  }

  public static DispatchEvent repliedToClaimant() { return new DispatchEvent.ResultRepliedToClaimant(LUGU, "已清理", "PHONE"); }

  public static DispatchEvent reported() {
    return new DispatchEvent.ResultReportedToHotline(LUGU, DispatchEvent.Outcome.RESOLVED, "已清理", List.of());
  }

  public static IntakeEvent withdrawn() { return new IntakeEvent.RequestWithdrawn("已自行解决"); }

  public static SupervisionEvent scheduled(int round, SupervisionEvent.CallbackReason reason, Instant latestAt) {
    return new SupervisionEvent.CallbackScheduled(round, reason, latestAt, "2019.1");
  }

  public static SupervisionEvent attempted(int round, int attempt) {
    return new SupervisionEvent.CallbackAttempted(round, attempt, SupervisionEvent.AttemptOutcome.NO_ANSWER, CallbackChannel.PHONE);
  }

  public static SupervisionEvent calledBack(int round, boolean resolved, Satisfaction satisfaction) {
    return new SupervisionEvent.CallbackCompleted(round, true, resolved, false, satisfaction, CallbackChannel.PHONE, List.of(), null);
  }

  public static SupervisionEvent.SurveyLinkSent linked(int round, int number, String hash, Instant expiresAt) {
    return new SupervisionEvent.SurveyLinkSent(round, number, CallbackChannel.SMS, hash, expiresAt, "2019.1");
  }

  public static SupervisionEvent.ExclusionProposed proposed(int number, String reason, boolean rates, boolean volume) {
    return new SupervisionEvent.ExclusionProposed(number, LUGU, reason, rates, volume, List.of("rec-1"), "现场核实", "2019.1");
  }

  public static SupervisionEvent unresolved(int round) { return calledBack(round, false, Satisfaction.DISSATISFIED); }

  public static SupervisionEvent rework(int round) { return new SupervisionEvent.ReworkOrdered(round, "UNRESOLVED"); }

  public static SupervisionEvent supervised(int round) { return new SupervisionEvent.SupervisionOrdered(round, "UNRESOLVED", null, DUE); }

  public static SupervisionEvent closed(SupervisionEvent.CloseKind kind) { return new SupervisionEvent.TicketClosed(kind); }
}
