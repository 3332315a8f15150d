package cn.jsjb.supervision.callbacks;

import static cn.jsjb.supervision.Story.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.CallbackCompleted;
import cn.jsjb.event.SupervisionEvent.CloseKind;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.supervision.Story;
import cn.jsjb.supervision.callbacks.CallingBack.Call;
import cn.jsjb.supervision.callbacks.Surveying.SendLink;
import cn.jsjb.supervision.callbacks.Surveying.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SurveyingTest {
  private static final Instant NOW = at(48);
  private static final Instant LATER = NOW.plus(Duration.ofDays(3));
  private static final Call.Answered GOOD = new Call.Answered("c1", null, true, true, false, Satisfaction.SATISFIED, CallbackChannel.SMS, List.of(), null);

  private static Story.Then send(Story story, String agentUnit) {
    return story.when(o -> Surveying.decide(o, new SendLink("c1", agentUnit, CallbackChannel.SMS), TERMS.at(START), n -> "hash-" + n, NOW));
  }

  private static Story.Then answer(Story story, String hash, Instant at) { return story.when(o -> Surveying.decide(o, hash, GOOD, at)); }

  @Test void a_link_answers_for_three_days_and_the_next_one_has_another_token() {
    send(replied(), null).then(linked(1, 1, "hash-1", LATER));
    send(replied(linked(1, 1, "hash-1", LATER)), null).then(linked(1, 2, "hash-2", LATER));
    send(replied(linked(1, 1, "h", LATER), unresolved(1), rework(2), dispatched(2), repliedToClaimant(), reported()), null).then(linked(2, 2, "hash-2", LATER));
  }

  @Test void a_link_is_sent_when_a_call_may_be_made_by_nobody_of_the_unit_and_to_somebody() {
    send(given(received(), registered(), dispatched(1)), null).thenRefused(Reason.CALLBACK_TOO_EARLY);
    send(replied(closed(CloseKind.SATISFIED)), null).thenRefused(Reason.NOT_IN_THIS_STATE);
    send(replied(), LUGU).thenRefused(Reason.AGENT_OF_THE_HANDLING_UNIT);
    send(replied(new IntakeEvent.ClaimantErased("本人要求")), null).thenRefused(Reason.NOWHERE_TO_SEND);
  }

  @Test void the_claimant_answers_once_by_his_link() {
    Story sent = replied(linked(1, 1, "hash-1", LATER));
    answer(sent, "hash-1", NOW).then(new CallbackCompleted(1, true, true, false, Satisfaction.SATISFIED, CallbackChannel.SMS, List.of(), null, null, null, null, 1));
    answer(replied(linked(1, 1, "hash-1", LATER), calledBack(1, true, Satisfaction.SATISFIED)), "hash-1", NOW).thenRefused(Reason.SURVEY_ANSWERED);
  }

  @Test void a_link_expires_to_the_millisecond_and_when_a_newer_one_is_sent_or_the_round_is_over() {
    answer(replied(linked(1, 1, "hash-1", LATER)), "hash-1", LATER.minusMillis(1)).accepted();
    answer(replied(linked(1, 1, "hash-1", LATER)), "hash-1", LATER).thenRefused(Reason.SURVEY_EXPIRED);
    answer(replied(linked(1, 1, "hash-1", LATER), linked(1, 2, "hash-2", LATER)), "hash-1", NOW).thenRefused(Reason.NOT_FOUND);
    answer(replied(linked(1, 1, "hash-1", LATER), withdrawn()), "hash-1", NOW).thenRefused(Reason.SURVEY_EXPIRED);
    answer(replied(linked(1, 1, "hash-1", LATER)), "hash-9", NOW).thenRefused(Reason.NOT_FOUND);
  }

  @Test void who_was_sent_a_link_has_its_time_though_three_calls_did_not_reach_him() {
    Story tried = replied(attempted(1, 1), attempted(1, 2), attempted(1, 3), linked(1, 1, "hash-1", LATER));
    tried.whenPoliciesAreAskedAt(LATER.minusMillis(1)).then(scheduled(1, cn.jsjb.event.SupervisionEvent.CallbackReason.BOTH_TOLD, DUE.plus(Duration.ofDays(1))));
    tried.whenPoliciesAreAskedAt(LATER).then(closed(CloseKind.UNREACHABLE));
  }

  @Test void a_token_finds_its_complaint_repeats_and_is_not_in_the_log() {
    SurveyTokens tokens = new SurveyTokens(new PrivateBox(new byte[32]));
    String id = UUID.randomUUID().toString();
    String token = tokens.token(id, 1);
    assertEquals(token, tokens.token(id, 1));
    assertNotEquals(token, tokens.token(id, 2));
    assertEquals(Optional.of(id), SurveyTokens.complaint(token));
    assertFalse(tokens.hash(token).contains(token.substring(22)));
    assertEquals(Optional.empty(), SurveyTokens.complaint("short"));
    assertEquals(Optional.empty(), SurveyTokens.complaint("*".repeat(46)));
    assertNotEquals(tokens.hash(token), new SurveyTokens(new PrivateBox(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})).hash(token));
  }

  @Test void the_questionnaire_is_in_both_languages_and_names_nobody() throws Exception {
    Questionnaire open = Questionnaire.of(replied(linked(1, 1, "hash-1", LATER)).state(), replied(linked(1, 1, "hash-1", LATER)).state().present().survey(), State.OPEN);
    assertTrue(open.questions().stream().allMatch(q -> q.text().zh().matches(".*[\\u4e00-\\u9fa5].*") && q.text().en().matches("[ -~]+")));
    String json = EventTypes.JSON.writeValueAsString(open);
    assertFalse(json.contains("hash-1") || json.contains("游商") || json.contains("hash-of-phone"), json);
    assertTrue(Questionnaire.of(replied().state(), null, State.ANSWERED).questions().isEmpty());
  }
}
