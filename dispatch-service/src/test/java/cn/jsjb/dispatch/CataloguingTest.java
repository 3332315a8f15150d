package cn.jsjb.dispatch;

import static cn.jsjb.dispatch.Stories.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DispatchCatalogue.Rule;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.dispatch.cataloguing.Book;
import cn.jsjb.dispatch.cataloguing.Cataloguing;
import cn.jsjb.dispatch.cataloguing.Cataloguing.Ruling;
import cn.jsjb.dispatch.dispatching.Dispatching;
import cn.jsjb.event.DispatchEvent.Mode;
import cn.jsjb.event.DispatchEvent.TicketDispatched;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import cn.jsjb.event.Reason;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 派单目录: changed from a day on, never in place, never in the past. */
class CataloguingTest {
  private static final Instant NOW = Story.at("2026-05-06T11:22+08:00");
  private static final LocalDate TODAY = LocalDate.parse("2026-05-06"), TOMORROW = TODAY.plusDays(1);

  private static Rule rule(String id, String to, LocalDate from, LocalDate until) { return new Rule(id, 1, STREET_MATTER, null, null, null, to, null, null, "依据", from, until); }

  private static Book apply(Book book, Ruling ruling) { return book.after(assertInstanceOf(Ruling.Accepted.class, ruling, ruling::toString).event(), "hash-" + book.facts(), NOW); }

  private static void refused(Reason reason, Ruling ruling) { assertEquals(reason, assertInstanceOf(Ruling.Refused.class, ruling, ruling::toString).refusal().reason()); }

  private static TicketDispatched dispatched(Catalogue rules, String day) {
    Story<Ticket> story = pending().on(day + "T12:00+08:00");
    return story.when((t, now) -> Dispatching.decide(t, rules, now)).accepted(TicketDispatched.class);
  }

  private static final Book BASE = Book.of(RULES);

  @Test void a_new_entry_takes_effect_on_its_first_day_and_the_dispatch_names_it() {
    Book book = apply(BASE, Cataloguing.add(BASE, List.of(rule("N-1", "DISTRICT_ROLE:URBAN_ENFORCEMENT", TOMORROW, null)), "调整", NOW));
    assertEquals(LUGU, dispatched(book.catalogue(), "2026-05-06").unit());
    TicketDispatched e = dispatched(book.catalogue(), "2026-05-07");
    assertEquals(URBAN_ENFORCEMENT, e.unit());
    assertEquals("N-1", e.catalogueEntry());
    assertEquals("1", e.versions().get("entry"));
    assertEquals(RULES.dispatch().version() + "+1", e.versions().get("dispatch"));
  }

  @Test void a_change_ends_the_version_before_and_begins_the_next() {
    Book one = apply(BASE, Cataloguing.add(BASE, List.of(rule("N-1", "DISTRICT_ROLE:URBAN_ENFORCEMENT", TODAY, null)), "调整", NOW));
    Book two = apply(one, Cataloguing.change(one, rule("N-1", "UNIT:" + WATER, TOMORROW, null), "再调整", NOW));
    assertEquals(URBAN_ENFORCEMENT, dispatched(two.catalogue(), "2026-05-06").unit());
    TicketDispatched e = dispatched(two.catalogue(), "2026-05-07");
    assertEquals(WATER, e.unit());
    assertEquals("2", e.versions().get("entry"));
    assertEquals(2, two.rules().stream().filter(r -> r.id().equals("N-1")).count(), "the old version stays on record");
    Book three = apply(two, Cataloguing.change(two, rule("N-1", "LOCALITY", TOMORROW, null), "收回", NOW));
    assertEquals(LUGU, dispatched(three.catalogue(), "2026-05-07").unit());
    assertEquals(3, three.latest("N-1").orElseThrow().version(), "what had not begun is taken back, its number is not given again");
    Book four = apply(three, Cataloguing.end(three, "N-1", TOMORROW, "废止", NOW));
    assertEquals("LOCALITY", four.latest("N-1").orElseThrow().to());
    assertEquals(TOMORROW, four.latest("N-1").orElseThrow().validTo());
  }

  @Test void two_entries_of_equal_length_go_to_a_consultation() {
    String category = STREET_MATTER;
    Book book = apply(BASE, Cataloguing.add(BASE, List.of(rule("N-1", "LOCALITY", TODAY, null), rule("N-2", "UNIT:" + WATER, TODAY, null)), "冲突", NOW));
    TicketDispatched e = dispatched(book.catalogue(), "2026-05-06");
    assertEquals(BUREAU, e.unit());
    assertEquals(Mode.CONSULTATION, e.mode());
    assertNull(e.catalogueEntry());
    assertTrue(category.length() == 6);
  }

  @Test void a_street_may_have_an_entry_of_its_own() {
    Rule own = new Rule("N-1", 1, STREET_MATTER, null, LUGU, null, "DISTRICT_ROLE:MARKET", null, Grade.LIVELIHOOD_24H, "依据", TODAY, null);
    Book book = apply(BASE, Cataloguing.add(BASE, List.of(rule("N-0", "LOCALITY", TODAY, null), own), "特例", NOW));
    assertEquals(Grade.LIVELIHOOD_24H, dispatched(book.catalogue(), "2026-05-06").grade());
  }

  @Test void what_may_not_be_written() {
    refused(Reason.FIELD_INVALID, Cataloguing.add(BASE, List.of(rule("N-1", "LOCALITY", TODAY.minusDays(1), null)), "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.add(BASE, List.of(rule("N-1", "LOCALITY", TOMORROW, TODAY)), "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.add(BASE, List.of(rule("N-1", "UNIT:nobody", TODAY, null)), "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.add(BASE, List.of(rule("N-1", "DISTRICT_ROLE:nothing", TODAY, null)), "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.add(BASE, List.of(rule("N-1", "somewhere", TODAY, null)), "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.add(BASE, List.of(rule("N 1", "LOCALITY", TODAY, null)), "x", NOW));
    refused(Reason.UNKNOWN_CATEGORY, Cataloguing.add(BASE, List.of(new Rule("N-1", 1, "999999", null, null, null, "LOCALITY", null, null, "x", TODAY, null)), "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.add(BASE, List.of(new Rule("N-1", 1, "01", "GHOST", null, null, "LOCALITY", null, null, "x", TODAY, null)), "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.add(BASE, List.of(new Rule("N-1", 1, "01", null, WATER, null, "LOCALITY", null, null, "x", TODAY, null)), "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.add(BASE, List.of(new Rule("N-1", 1, "01", null, null, "winter", "LOCALITY", null, null, "x", TODAY, null)), "x", NOW));
    refused(Reason.FIELD_MISSING, Cataloguing.add(BASE, List.of(new Rule("N-1", 1, "01", null, null, null, "LOCALITY", null, null, " ", TODAY, null)), "x", NOW));
    refused(Reason.ENTRY_EXISTS, Cataloguing.add(BASE, List.of(rule("DC2021-001", "LOCALITY", TODAY, null)), "x", NOW));
    refused(Reason.ENTRY_EXISTS, Cataloguing.add(BASE, List.of(rule("N-1", "LOCALITY", TODAY, null), rule("N-1", "LOCALITY", TODAY, null)), "x", NOW));
    refused(Reason.NOT_FOUND, Cataloguing.change(BASE, rule("N-1", "LOCALITY", TODAY, null), "x", NOW));
    refused(Reason.NOT_FOUND, Cataloguing.end(BASE, "N-1", TODAY, "x", NOW));
  }

  @Test void the_fallback_may_change_but_never_be_missing() {
    refused(Reason.CATALOGUE_GAP, Cataloguing.end(BASE, "DC2021-108", TODAY, "x", NOW));
    Rule later = new Rule("DC2021-108", 1, "", null, null, null, "LOCALITY", null, null, "x", TOMORROW, null);
    assertInstanceOf(Ruling.Accepted.class, Cataloguing.change(BASE, later, "x", NOW));
    refused(Reason.CATALOGUE_GAP, Cataloguing.change(BASE, later.until(TOMORROW.plusDays(3)), "x", NOW));
  }

  @Test void a_closed_unit_receives_nothing_and_its_successor_or_superior_takes_over() {
    Book closed = apply(BASE, Cataloguing.retire(BASE, LUGU, TODAY, null, "撤并", NOW));
    assertEquals(SHIJINGSHAN, dispatched(closed.catalogue(), "2026-05-06").unit());
    Book merged = apply(BASE, Cataloguing.retire(BASE, LUGU, TOMORROW, BAJIAO, "撤并", NOW));
    assertEquals(LUGU, dispatched(merged.catalogue(), "2026-05-06").unit());
    assertEquals(BAJIAO, dispatched(merged.catalogue(), "2026-05-07").unit());
    pending().when((t, now) -> Dispatching.decide(t, new Dispatching.DispatchTo(LUGU, "x", null, false), closed.catalogue(), now)).refused(Reason.UNIT_INACTIVE);
    assertEquals(LUGU, dispatched(apply(closed, Cataloguing.retire(closed, LUGU, null, null, "恢复", NOW)).catalogue(), "2026-05-06").unit());
    refused(Reason.NOT_FOUND, Cataloguing.retire(BASE, "nobody", TODAY, null, "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.retire(BASE, LUGU, TODAY, LUGU, "x", NOW));
    refused(Reason.FIELD_INVALID, Cataloguing.retire(BASE, LUGU, null, null, "x", NOW));
  }

  // queues

  private static TicketDispatched dispatched(String party, Place place, Grade grade) {
    return ticket().given(received(party), new IntakeEvent.TicketRegistered(cn.jsjb.catalogue.RequestType.COMPLAINT, new IntakeEvent.Classification(STREET_MATTER, null, grade, 0.9, List.of(), "t"),
        new IntakeEvent.Location(place, 1, List.of(), "t"))).when((t, now) -> Dispatching.decide(t, RULES, now)).accepted(TicketDispatched.class);
  }

  @Test void central_bodies_go_to_the_liaison_queue_and_the_neighbours_to_the_regional_one() {
    Place lugu = new Place("六合园", SHIJINGSHAN, LUGU, null, null, null);
    assertEquals(Mode.LIAISON, dispatched("国家机关事务管理局", lugu, Grade.GENERAL_7D).mode());
    assertEquals(LUGU, dispatched("国家电网某营业厅", lugu, Grade.GENERAL_7D).unit(), "a company is no central body because its name begins so");
    assertEquals(Mode.REGIONAL, dispatched(null, new Place("河北省三河市燕郊镇", null, null, null, null, null), Grade.GENERAL_7D).mode());
    assertEquals(LUGU, dispatched(null, new Place("天津小吃店门口", SHIJINGSHAN, LUGU, null, null, null), Grade.GENERAL_7D).unit(), "a place in Beijing stays in Beijing");
    assertEquals(LUGU, dispatched("国家机关事务管理局", lugu, Grade.URGENT_2H).unit(), "danger is met where it is");
  }
}
