package cn.jsjb.intake.registering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Decision;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.IntakeEvent.Doubt;
import cn.jsjb.event.IntakeEvent.TicketReclassified;
import cn.jsjb.event.IntakeEvent.TicketRegistered;
import cn.jsjb.event.IntakeEvent.TicketReleased;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.harness.Story;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.Stories;
import cn.jsjb.intake.classifying.Reclassifying;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for a person, and what becomes of it. */
class HoldingTest {
  private static final Catalogue CATALOGUE = Catalogue.get();
  private static final WhenRequestIsReceivedThenRegister REGISTER = WhenRequestIsReceivedThenRegister.withTheCatalogue();
  private static final WhenAPersonHasDecidedThenRelease DECIDED = new WhenAPersonHasDecidedThenRelease();
  private static final WhenNobodyDecidesThenRelease LAPSED = new WhenNobodyDecidesThenRelease(CATALOGUE.acceptance());
  private static final Instant NOW = Story.at("2026-05-06T11:22+08:00");

  @Test void what_the_words_say_plainly_goes_straight_to_dispatch() {
    Complaint filed = registered("鲁谷街道六合园路灯不亮一个月了没人修");
    assertEquals(Stage.PENDING_DISPATCH, filed.ticket().life().stage());
    assertNull(LAPSED.dueAt(filed));
  }

  @Test void what_no_word_speaks_for_waits_for_a_person() {
    Complaint.Registered held = held("你好在吗我有个事", Doubt.CLASSIFICATION);
    assertEquals(NOW.plus(Duration.ofMinutes(10)), LAPSED.dueAt(held));
    assertNull(DECIDED.dueAt(held));
  }

  @Test void a_place_of_several_meanings_waits_and_offers_them() {
    Complaint.Registered held = held("杨家园那条街路灯不亮没人修", Doubt.PLACE);
    assertEquals(2, held.waiting().candidates().size());
  }

  @Test void a_place_that_is_not_named_is_no_doubt() {
    assertEquals(Stage.PENDING_DISPATCH, registered("路灯不亮一个月了没人修").ticket().life().stage());
  }

  @Test void an_emergency_waits_for_nobody() {
    Complaint urgent = registered("杨家园楼下着火了浓烟滚滚快来人");
    assertEquals(Stage.PENDING_DISPATCH, urgent.ticket().life().stage());
  }

  @Test void a_correction_settles_what_it_names_and_the_rest_goes_on_waiting() {
    Complaint held = told(received("x"), new TicketRegistered(RequestType.HELP, classification(0.1), location(0), true, List.of(Doubt.CLASSIFICATION, Doubt.PLACE)));
    Complaint half = corrected(held, new Reclassifying.Correct(null, "030201", null, null, null, "路灯"));
    assertEquals(List.of(Doubt.PLACE), ((Complaint.Registered) half).waiting().doubts());
    assertEquals(Stage.REGISTERED, half.ticket().life().stage());
    Complaint settled = corrected(half, new Reclassifying.Correct(null, null, null, null, new Place(null, "110107", Stories.LUGU, null, null, null), "问清了"));
    assertEquals(List.of(), ((Complaint.Registered) settled).waiting().doubts());
    assertNull(LAPSED.dueAt(settled));
    assertEquals(NOW, DECIDED.dueAt(settled));
    TicketReleased released = assertInstanceOf(TicketReleased.class, ((Decision.Accepted) DECIDED.decide(settled, NOW)).event());
    assertEquals(false, released.undecided());
    assertEquals(Stage.PENDING_DISPATCH, told(settled, released).ticket().life().stage());
  }

  @Test void a_proposal_is_confirmed_as_it_is_once() {
    Complaint held = held("你好在吗我有个事", Doubt.CLASSIFICATION);
    Reclassifying.Correct confirm = new Reclassifying.Correct(null, null, null, null, null, true, "听录音");
    Complaint settled = corrected(held, confirm);
    assertEquals(1, ((Complaint.Registered) settled).classification().confidence());
    assertEquals(Reason.NOT_IN_THIS_STATE, ((Decision.Refused) Reclassifying.decide(settled, confirm, CATALOGUE)).refusal().reason());
    assertEquals(Reason.NOT_IN_THIS_STATE, ((Decision.Refused) Reclassifying.decide(registered("鲁谷街道路灯不亮没人修"), confirm, CATALOGUE)).refusal().reason());
  }

  @Test void nobody_decides_and_the_district_has_to_find_out() {
    Complaint held = held("你好在吗我有个事", Doubt.CLASSIFICATION);
    TicketReleased released = assertInstanceOf(TicketReleased.class, ((Decision.Accepted) LAPSED.decide(held, NOW.plusSeconds(600))).event());
    assertEquals(true, released.undecided());
    Complaint gone = told(held, released);
    assertEquals(Stage.PENDING_DISPATCH, gone.ticket().life().stage());
    assertNull(LAPSED.dueAt(gone));
    assertNull(DECIDED.dueAt(gone));
  }

  private static Complaint.Registered held(String words, Doubt doubt) {
    Complaint.Registered held = (Complaint.Registered) registered(words);
    assertEquals(Stage.REGISTERED, held.ticket().life().stage());
    assertEquals(List.of(doubt), held.waiting().doubts());
    return held;
  }

  private static Complaint registered(String words) {
    Complaint received = received(words);
    return told(received, ((Decision.Accepted) REGISTER.decide(received, NOW)).event());
  }

  private static Complaint received(String words) { return told(null, Stories.received(null, words, null)); }

  private static Complaint corrected(Complaint c, Reclassifying.Correct by) {
    return told(c, assertInstanceOf(TicketReclassified.class, ((Decision.Accepted) Reclassifying.decide(c, by, CATALOGUE)).event()));
  }

  private static Complaint told(Complaint c, ComplaintEvent event) {
    return Complaint.evolve(c, new Fact("c-1", "e", EventTypes.nameOf(event), 1, NOW, "test", "", "hash", 0, 1, event));
  }

  private static IntakeEvent.Classification classification(double confidence) { return new IntakeEvent.Classification("170104", null, Grade.GENERAL_7D, confidence, List.of(), "v"); }

  private static IntakeEvent.Location location(double confidence) { return new IntakeEvent.Location(Place.UNKNOWN, confidence, List.of("110105028", "110106013"), List.of(), "v"); }
}
