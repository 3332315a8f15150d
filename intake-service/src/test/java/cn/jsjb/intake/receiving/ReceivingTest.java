package cn.jsjb.intake.receiving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.locating.Locator;
import cn.jsjb.log.Ids;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReceivingTest {
  private static final Receiving RECEIVING = new Receiving(Catalogue.get(), new Classifier(Catalogue.get()), new Locator(Catalogue.get()));
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");

  @Test void a_request_gets_an_id_from_its_message_and_a_number_at_once() {
    var request = accepted(n -> {});
    assertEquals(Ids.complaint("WECHAT", "wx-1"), request.complaintId());
    assertEquals(Ids.ticketNo(request.complaintId(), java.time.LocalDate.of(2026, 5, 6)), request.open().ticketNo());
    assertEquals(request.complaintId(), accepted(n -> n.put("title", "别的")).complaintId());
  }

  @Test void the_day_of_the_number_is_the_citys() {
    assertTrue(accepted(n -> n.put("calledAt", "2026-05-05T23:30:00+08:00")).open().ticketNo().startsWith("RX260505-"));
    assertTrue(accepted(n -> n.put("calledAt", "2026-05-05T17:30:00Z")).open().ticketNo().startsWith("RX260506-"));
  }

  @Test void only_channel_message_and_words_are_required() {
    rejected("channel", Reason.FIELD_MISSING, n -> n.remove("channel"));
    rejected("channel", Reason.UNKNOWN_CHANNEL, n -> n.put("channel", "PIGEON"));
    rejected("channelMessageId", Reason.FIELD_MISSING, n -> n.put("channelMessageId", "  "));
    rejected("content", Reason.FIELD_MISSING, n -> n.remove(java.util.List.of("title", "content")));
    assertNull(accepted(n -> n.remove("title")).open().title());
    assertNull(accepted(n -> n.remove("content")).open().content());
  }

  @Test void a_channel_that_was_closed_takes_nothing_and_took_its_own_in_its_time() {
    rejected("channel", Reason.CHANNEL_CLOSED, n -> n.put("channel", "DEPARTMENT_LINES"));
    assertInstanceOf(Receiving.Acceptable.class, RECEIVING.decide(new NewComplaint("DEPARTMENT_LINES", "d-1", null, "路灯不亮", null, null, null, null, null, null, null), Instant.parse("2021-12-31T15:59:59Z")));
    assertInstanceOf(Receiving.Rejected.class, RECEIVING.decide(new NewComplaint("DEPARTMENT_LINES", "d-1", null, "路灯不亮", null, null, null, null, null, null, null), Instant.parse("2021-12-31T16:00:00Z")));
    Catalogue.get().channels().all().stream().filter(c -> c.isOpenOn(java.time.LocalDate.of(2026, 5, 6))).forEach(c -> accepted(n -> n.put("channel", c.code())));
  }

  @Test void what_a_category_asks_is_answered_in_its_type_or_later() {
    accepted(n -> n.put("category", "010401"));
    assertEquals(java.util.Map.of("ROOM_TEMPERATURE", java.util.List.of("14.5")), accepted(n -> answers(n, "010401").putArray("ROOM_TEMPERATURE").add(" 14.5 ").add(" ")).open().answers());
    rejected("answers.ROOM_TEMPERATURE", Reason.FIELD_INVALID, n -> answers(n, "010401").putArray("ROOM_TEMPERATURE").add("cold"));
    rejected("answers.COLOUR", Reason.NO_SUCH_QUESTION, n -> answers(n, "010401").putArray("COLOUR").add("red"));
    rejected("answers.EXTENT", Reason.FIELD_INVALID, n -> answers(n, "010401").putArray("EXTENT").add("HOME").add("ESTATE"));
    rejected("category", Reason.FIELD_MISSING, n -> answers(n, null).putArray("EXTENT").add("HOME"));
    var secret = accepted(n -> {
      answers(n, "010401").putArray("ROOM_TEMPERATURE").add("14");
      n.putObject("claimant").put("phone", "13800000000").put("confidential", true);
    });
    assertNull(secret.open().answers());
    assertEquals(java.util.List.of("14"), secret.person().answers().get("ROOM_TEMPERATURE"));
  }

  private static ObjectNode answers(ObjectNode request, String category) { return request.put("category", category).putObject("answers"); }

  @Test void an_address_of_mail_is_a_contact_too() {
    var person = accepted(n -> n.putObject("claimant").put("email", "li.si@example.org"));
    assertEquals("li.si@example.org", person.person().email());
    assertFalse(person.anonymous());
    rejected("claimant.email", Reason.FIELD_INVALID, n -> n.putObject("claimant").put("email", "nobody"));
  }

  @Test void seven_thousand_characters_are_fine_and_ten_thousand_and_one_are_not() {
    assertEquals(7_000, accepted(n -> n.put("content", "字".repeat(7_000))).open().content().length());
    assertEquals(10_000, accepted(n -> n.put("content", "字".repeat(10_000))).open().content().length());
    rejected("content", Reason.FIELD_TOO_LONG, n -> n.put("content", "字".repeat(10_001)));
    rejected("title", Reason.FIELD_TOO_LONG, n -> n.put("title", "字".repeat(201)));
  }

  @Test void han_characters_of_four_bytes_count_once_and_stay_whole() {
    assertEquals("𠮷".repeat(10_000), accepted(n -> n.put("content", "𠮷".repeat(10_000))).open().content());
    rejected("content", Reason.FIELD_TOO_LONG, n -> n.put("content", "𠮷".repeat(10_001)));
    rejected("content", Reason.FIELD_INVALID, n -> n.put("content", "half \ud842 pair"));
  }

  @Test void words_are_kept_in_nfc_without_control_characters() {
    assertEquals("é", accepted(n -> n.put("content", "e\u0301")).open().content());
    assertEquals("a\nb", accepted(n -> n.put("content", "a\n\u0000b\u0007 ")).open().content());
  }

  @Test void places_have_to_be_the_citys_and_to_fit() {
    rejected("place.districtCode", Reason.PLACE_IN_NO_LOCALITY, n -> place(n).put("districtCode", "310101"));
    rejected("place.localityCode", Reason.PLACE_IN_NO_LOCALITY, n -> place(n).put("localityCode", "110107999"));
    rejected("place.localityCode", Reason.PLACE_IN_NO_LOCALITY, n -> place(n).put("districtCode", "110105").put("localityCode", "110107011"));
    rejected("place.communityCode", Reason.PLACE_IN_NO_LOCALITY, n -> place(n).put("localityCode", "110107011").put("communityCode", "110101001001"));
    rejected("place.lon", Reason.FIELD_INVALID, n -> place(n).put("lon", 190).put("lat", 39));
    rejected("place.lat", Reason.FIELD_INVALID, n -> place(n).put("lon", 116).put("lat", -91));
    rejected("place.lat", Reason.FIELD_MISSING, n -> place(n).put("lon", 116));
    assertEquals("110107", accepted(n -> place(n).put("localityCode", "110107011")).open().place().districtCode());
    assertNull(accepted(n -> place(n).put("districtCode", "不详")).open().place().districtCode());
    assertEquals("110115403", accepted(n -> place(n).put("districtCode", "110115").put("localityCode", "110115403")).open().place().districtCode());
  }

  @Test void times_have_to_be_possible() {
    rejected("calledAt", Reason.FIELD_INVALID, n -> n.put("calledAt", "2026-05-07T03:22:00Z"));
    rejected("calledAt", Reason.FIELD_INVALID, n -> n.put("calledAt", "0001-01-01T00:00:00Z"));
    accepted(n -> n.put("calledAt", "2026-05-06T03:30:00Z"));
  }

  @Test void one_telephone_number_has_one_form() {
    assertEquals("13800000000", phone("+86 138-0000-0000"));
    assertEquals("13800000000", phone("１３８００００００００"));
    assertEquals("01065252244", phone("(010) 6525 2244"));
    rejected("claimant.phone", Reason.FIELD_INVALID, n -> n.putObject("claimant").put("phone", "not a number"));
    rejected("claimant.phone", Reason.FIELD_INVALID, n -> n.putObject("claimant").put("phone", "12"));
  }

  @Test void who_gives_no_name_is_anonymous() {
    var nobody = accepted(n -> n.remove("claimant"));
    assertTrue(nobody.anonymous());
    assertNull(nobody.person());
    assertFalse(accepted(n -> {}).anonymous());
  }

  @Test void the_words_of_a_confidential_request_go_into_the_box_and_leave_only_codes() {
    var secret = accepted(n -> {
      n.putObject("claimant").put("phone", "13800000000").put("confidential", true);
      n.put("title", "鲁谷街道王某家燃气味").put("content", "石景山区鲁谷街道 闻到燃气味 我是他邻居李四");
    });
    assertTrue(secret.confidential());
    assertNull(secret.open().content());
    assertFalse(secret.open().title().contains("王某"));
    assertEquals("石景山区鲁谷街道 闻到燃气味 我是他邻居李四", secret.person().content());
    assertEquals("010301", secret.open().category());
    assertEquals("110107011", secret.open().place().localityCode());
    assertTrue(accepted(n -> n.putObject("claimant").put("name", "保密").put("phone", "保密")).confidential());
  }

  @Test void attachments_are_named_by_their_content() {
    rejected("attachments[0].sha256", Reason.FIELD_INVALID, n -> n.putArray("attachments").addObject().put("name", "a.jpg").put("sha256", "x"));
    rejected("attachments[0].name", Reason.FIELD_MISSING, n -> n.putArray("attachments").addObject().put("sha256", "0".repeat(64)));
    assertEquals(1, accepted(n -> n.putArray("attachments").addObject().put("name", "a.jpg").put("sha256", "0".repeat(64))).open().attachments().size());
  }

  private static String phone(String given) { return accepted(n -> n.putObject("claimant").put("phone", given)).person().phone(); }

  private static ObjectNode place(ObjectNode request) { return request.putObject("place"); }

  private static Receiving.Verdict decide(Consumer<ObjectNode> change) {
    ObjectNode request = EventTypes.JSON.createObjectNode().put("channel", "WECHAT").put("channelMessageId", "wx-1").put("title", "路灯不亮").put("content", "门口路灯不亮");
    request.putObject("claimant").put("name", "王某").put("phone", "13800000000");
    change.accept(request);
    return RECEIVING.decide(EventTypes.JSON.convertValue(request, NewComplaint.class), NOW);
  }

  private static Receiving.Acceptable accepted(Consumer<ObjectNode> change) { return assertInstanceOf(Receiving.Acceptable.class, decide(change)); }

  private static void rejected(String field, Reason reason, Consumer<ObjectNode> change) {
    var rejected = assertInstanceOf(Receiving.Rejected.class, decide(change));
    assertEquals(field, rejected.field());
    assertEquals(reason, rejected.refusal().reason());
    assertFalse(rejected.refusal().chinese().isBlank());
  }
}
