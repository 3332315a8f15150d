package cn.jsjb.analytics;

import static cn.jsjb.analytics.Story.BAJIAO;
import static cn.jsjb.analytics.Story.LUGU;
import static cn.jsjb.analytics.Story.SHIJINGSHAN;
import static cn.jsjb.analytics.Story.URBAN_ENFORCEMENT;
import static cn.jsjb.analytics.Story.received;
import static cn.jsjb.event.SupervisionEvent.Satisfaction.BASICALLY_SATISFIED;
import static cn.jsjb.event.SupervisionEvent.Satisfaction.DISSATISFIED;
import static cn.jsjb.event.SupervisionEvent.Satisfaction.SATISFIED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.Stage;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketFiguresTest {
  private static final TicketProjection PROJECTION = new TicketProjection(Catalogue.get().units(), Assessment.load());
  private static final String MAY_6 = "2026-05-06T11:22:00+08:00";

  @Test void a_request_just_received_counts_in_the_city_and_its_channel_only() {
    TicketFigures ticket = fold(received(MAY_6));
    assertEquals(Set.of("received", "open"), figures(ticket));
    assertEquals(Set.of("2026-05/city", "2026-05/channel:WECHAT"), PROJECTION.contributions(ticket).keySet());
  }

  @Test void a_dispatched_ticket_counts_for_its_unit_and_the_district_over_it() {
    TicketFigures ticket = fold(received(MAY_6).registered("020301", "MT2021-P07", BAJIAO).dispatched(LUGU));
    assertEquals(Set.of("2026-05/city", "2026-05/channel:WECHAT", "2026-05/category:020301", "2026-05/problem:MT2021-P07", "2026-05/locality:110107011",
        "2026-05/district:110107", "2026-05/gap:020301"), PROJECTION.contributions(ticket).keySet());
    assertEquals(BAJIAO, ticket.placeLocality());
    assertEquals(Set.of("received", "dispatched", "open"), figures(ticket));
  }

  @Test void a_dispatch_without_an_entry_of_the_catalogue_is_one_gap_of_its_category_and_stays_one() {
    String cell = "2026-05/gap:020301";
    Story story = received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU);
    long[] counts = PROJECTION.contributions(fold(story)).get(cell);
    assertEquals(1, counts[Figure.RECEIVED.ordinal()]);
    assertEquals(1, Arrays.stream(counts).sum());
    assertArrayEquals(counts, PROJECTION.contributions(fold(story.signed(LUGU).contacted(LUGU).feedback(LUGU).calledBack(true, SATISFIED))).get(cell));
    assertEquals(Set.of("2026-05/gap:010101"), gaps(fold(story.reclassified(RequestType.HELP, "010101", null, LUGU))));
    assertEquals(Set.of("2026-05/gap:none"), gaps(fold(received(MAY_6).dispatched("110000D06", DispatchEvent.Mode.CONSULTATION))));
  }

  private static Set<String> gaps(TicketFigures ticket) { return PROJECTION.contributions(ticket).keySet().stream().filter(cell -> cell.contains("/gap:")).collect(Collectors.toSet()); }

  @Test void stories_are_found_by_the_marks_that_make_one() throws IOException {
    String schema = new String(TicketFiguresTest.class.getResourceAsStream("/db/migration/V1__projection.sql").readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(schema.contains("(story_in, (marks & %d))".formatted(Mark.STORY)));
    List<Integer> values = Arrays.stream(Mark.storiesWith(Mark.WHISTLED.bit()).split(", ")).map(Integer::valueOf).toList();
    assertEquals(IntStream.rangeClosed(1, Mark.STORY).filter(m -> (m & ~Mark.STORY) == 0 && (m & Mark.WHISTLED.bit()) != 0).boxed().collect(Collectors.toSet()), Set.copyOf(values));
  }

  @Test void a_story_is_kept_beside_the_state_of_those_that_have_one_and_of_no_other() {
    assertNull(fold(received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU)).story());
    TicketFigures objected = fold(received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU).objected(1, LUGU, false, false));
    assertEquals(objected.course(), Course.of(objected.story()));
    assertEquals(Course.NONE, Course.of(null));
  }

  @Test void hand_overs_are_marked_up_to_the_third() {
    Story story = received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU).handedOver(LUGU, BAJIAO);
    assertEquals(List.of(true, false, false), handedOn(fold(story)));
    assertEquals(List.of(true, true, false), handedOn(fold(story.handedOver(BAJIAO, LUGU))));
    assertEquals(List.of(true, true, true), handedOn(fold(story.handedOver(LUGU, BAJIAO))));
    assertEquals(List.of(true, true, true), handedOn(fold(story.handedOver(BAJIAO, LUGU))));
  }

  private static List<Boolean> handedOn(TicketFigures ticket) { return List.of(ticket.has(Mark.HANDED_ON), ticket.has(Mark.HANDED_ON_AGAIN), ticket.has(Mark.HANDED_ON_OFTEN)); }

  @Test void each_kind_of_unit_has_its_own_cells() {
    assertEquals(Set.of("department:110000D06"), unitCells(URBAN_ENFORCEMENT));
    assertEquals(Set.of("utility:110000U01"), unitCells(Story.WATERWORKS));
    assertEquals(Set.of("district:110107"), unitCells(SHIJINGSHAN));
    assertEquals(Set.of("district-department:110107D01", "district:110107"), unitCells("110107D01"));
    assertEquals(Set.of("zone:110115405", "district:110115"), unitCells("110115405"));
    // 经开区 is a district of its own, though its code lies in 大兴区.
    assertEquals(Set.of("district:110115403"), unitCells("110115403"));
    assertEquals(Set.of(), unitCells("no such unit"));
  }

  @Test void a_handed_over_ticket_counts_for_the_new_unit_only() {
    TicketFigures ticket = fold(received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU).handedOver(LUGU, URBAN_ENFORCEMENT));
    assertTrue(ticket.counts(Figure.REDIRECTED));
    assertEquals(1, ticket.hops());
    assertTrue(PROJECTION.contributions(ticket).containsKey("2026-05/department:110000D06"));
    assertTrue(PROJECTION.contributions(ticket).keySet().stream().noneMatch(cell -> cell.contains("1101070") || cell.contains("district")));
  }

  @Test void a_rejected_objection_is_shirking_of_the_unit_that_has_the_ticket_and_of_no_other() {
    Story story = received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU).objected(1, LUGU, false, false);
    assertTrue(fold(story).counts(Figure.SHIRKED));
    assertFalse(fold(story.handedOver(LUGU, BAJIAO)).counts(Figure.SHIRKED));
    assertFalse(fold(received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU).handedOver(LUGU, BAJIAO)).counts(Figure.SHIRKED));
  }

  @Test void a_consultation_is_not_yet_a_dispatch() {
    TicketFigures ticket = fold(received(MAY_6).registered("020301", null, null).dispatched("110000D06", DispatchEvent.Mode.CONSULTATION));
    assertEquals(Set.of("received", "open"), figures(ticket));
    assertEquals(Stage.CONSULTING, ticket.life().stage());
    assertNull(ticket.dispatchedAt());
  }

  @Test void the_answers_of_a_callback_make_the_rates() {
    assertEquals(Set.of("received", "dispatched", "open", "valid", "contacted", "resolved", "satisfied"), figures(fold(answered(RequestType.HELP).calledBack(true, SATISFIED))));
    assertEquals(Set.of("received", "dispatched", "open", "valid", "contacted", "basically"), figures(fold(answered(RequestType.REPORT).calledBack(false, BASICALLY_SATISFIED))));
    assertEquals(Set.of("received", "dispatched", "open", "valid", "dissatisfied"), figures(fold(answered(RequestType.COMPLAINT).calledBack(false, false, true, DISSATISFIED))));
  }

  @Test void an_inquiry_or_an_unanswered_question_is_no_valid_callback() {
    assertEquals(Set.of("received", "dispatched", "open"), figures(fold(answered(RequestType.INQUIRY).calledBack(true, SATISFIED))));
    assertEquals(Set.of("received", "dispatched", "open"), figures(fold(answered(RequestType.PRAISE).calledBack(true, SATISFIED))));
    assertEquals(Set.of("received", "dispatched", "open"), figures(fold(answered(RequestType.HELP).calledBack(true, true, false, null))));
  }

  @Test void resolved_in_part_is_not_resolved() {
    TicketFigures ticket = fold(answered(RequestType.HELP).calledBack(true, true, true, SATISFIED));
    assertTrue(ticket.counts(Figure.VALID));
    assertEquals(false, ticket.counts(Figure.RESOLVED));
  }

  @Test void after_rework_the_final_answer_counts_and_the_first_is_kept() {
    TicketFigures ticket = fold(answered(RequestType.HELP).calledBack(false, DISSATISFIED).reworked().dispatched(LUGU).feedback(LUGU).calledBack(true, SATISFIED));
    assertEquals(Set.of("received", "dispatched", "open", "reworked", "valid", "contacted", "resolved", "satisfied"), figures(ticket));
    assertEquals(DISSATISFIED, ticket.firstAnswer().satisfaction());
    assertEquals(SATISFIED, ticket.finalAnswer().satisfaction());
  }

  @Test void a_corrected_type_takes_a_ticket_out_of_the_rates_and_puts_it_back() {
    Story story = answered(RequestType.HELP).calledBack(true, SATISFIED);
    assertEquals(false, fold(story.reclassified(RequestType.INQUIRY, "020301", null, LUGU)).counts(Figure.VALID));
    assertEquals(true, fold(story.reclassified(RequestType.COMPLAINT, "020301", null, LUGU)).counts(Figure.SATISFIED));
  }

  @Test void an_anonymous_answer_is_no_valid_callback() {
    Story anonymous = received(Instant.parse("2026-05-06T03:22:00Z"), "WECHAT", RequestType.HELP, true).registered(RequestType.HELP, "020301", null, LUGU).dispatched(LUGU).feedback(LUGU);
    assertEquals(Set.of("received", "dispatched", "open"), figures(fold(anonymous.calledBack(true, SATISFIED))));
  }

  @Test void excluded_from_the_rates_from_the_volume_and_back() {
    assertEquals(Set.of("received", "dispatched", "open", "excluded"), figures(fold(answered(RequestType.HELP).calledBack(false, DISSATISFIED).excluded(true, false))));
    assertEquals(Set.of("dispatched", "open", "offVolume", "valid", "contacted", "dissatisfied"), figures(fold(answered(RequestType.HELP).calledBack(false, DISSATISFIED).excluded(false, true))));
    assertEquals(Set.of("dispatched", "open", "excluded", "offVolume"), figures(fold(answered(RequestType.HELP).calledBack(false, DISSATISFIED).excluded(true, true))));
    assertEquals(Set.of("received", "dispatched", "open", "valid", "contacted", "dissatisfied"),
        figures(fold(answered(RequestType.HELP).calledBack(false, DISSATISFIED).excluded(true, true).countedAgain())));
  }

  @Test void invalidated_answers_count_no_more_until_he_answers_again() {
    assertEquals(Set.of("received", "dispatched", "open"), figures(fold(answered(RequestType.HELP).calledBack(false, DISSATISFIED).invalidated())));
    TicketFigures again = fold(answered(RequestType.HELP).calledBack(false, DISSATISFIED).invalidated().calledBack(true, SATISFIED));
    assertTrue(again.counts(Figure.RESOLVED));
    assertEquals(DISSATISFIED, again.firstAnswer().satisfaction());
  }

  @Test void deferral_L4_out_of_the_denominators_and_back_in_the_period_of_the_callback() {
    Story story = answered(RequestType.HELP).calledBack(false, DISSATISFIED).reworked().dispatched(LUGU).deferred(LUGU, Instant.parse("2026-08-01T00:00:00Z"));
    assertEquals(Set.of("received", "dispatched", "open", "reworked", "deferred"), figures(fold(story)));
    TicketFigures cleared = fold(story.at("2026-06-25T10:00:00+08:00").feedback(LUGU).calledBack(true, SATISFIED).closed());
    assertEquals("2026-05", cleared.period());
    assertEquals("2026-07", cleared.ratedPeriod());
    Map<String, long[]> cells = PROJECTION.contributions(cleared);
    assertEquals(1, cells.get("2026-05/city")[Figure.RECEIVED.ordinal()]);
    assertEquals(0, cells.get("2026-05/city")[Figure.VALID.ordinal()]);
    assertEquals(0, cells.get("2026-07/locality:110107011")[Figure.RECEIVED.ordinal()]);
    assertEquals(1, cells.get("2026-07/locality:110107011")[Figure.VALID.ordinal()]);
    assertEquals(1, cells.get("2026-07/locality:110107011")[Figure.COMPLETED.ordinal()]);
  }

  @Test void deferral_L5_a_broken_promise_is_unresolved_at_once() {
    TicketFigures broken = fold(answered(RequestType.HELP).deferred(LUGU, Instant.parse("2026-06-25T00:00:00Z")).at("2026-06-25T08:00:00+08:00").promiseBroken(LUGU));
    assertEquals(Set.of("received", "dispatched", "open", "valid", "contacted", "dissatisfied"), figures(broken));
    assertEquals("2026-07", broken.ratedPeriod());
    assertEquals(0, PROJECTION.contributions(broken).get("2026-05/city")[Figure.VALID.ordinal()]);
    assertEquals(1, PROJECTION.contributions(broken).get("2026-07/city")[Figure.DISSATISFIED.ordinal()]);
  }

  @Test void dual_assessment_DD3_counts_for_both_sides_inside_and_once_outside() {
    TicketFigures ticket = fold(received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU).signed(LUGU).dualDispatched(LUGU, "城管办", LUGU + "001").feedback(LUGU).calledBack(true, SATISFIED));
    Map<String, long[]> cells = PROJECTION.contributions(ticket);
    for (String cell : List.of("inner:110107011:office:城管办", "inner:110107011:community:110107011001", "locality:110107011", "district:110107", "city")) {
      assertEquals(1, cells.get("2026-05/" + cell)[Figure.RESOLVED.ordinal()], cell);
    }
    assertTrue(PROJECTION.contributions(fold(received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU).signed(LUGU).dualDispatched(LUGU, "城管办", LUGU + "001").handedOver(LUGU, BAJIAO)))
        .keySet().stream().noneMatch(cell -> cell.contains("inner")));
  }

  @Test void completion_counts_in_the_period_of_closing_everything_else_in_that_of_creation() {
    TicketFigures ticket = fold(answered(RequestType.HELP).calledBack(true, SATISFIED).at("2026-05-19T00:00:00+08:00").closed());
    assertEquals("2026-05", ticket.period());
    assertEquals("2026-06", ticket.closedPeriod());
    Map<String, long[]> cells = PROJECTION.contributions(ticket);
    assertEquals(1, cells.get("2026-05/city")[Figure.CLOSED.ordinal()]);
    assertEquals(0, cells.get("2026-05/city")[Figure.COMPLETED.ordinal()]);
    assertEquals(1, cells.get("2026-06/locality:110107011")[Figure.COMPLETED.ordinal()]);
    assertEquals(1, Arrays.stream(cells.get("2026-06/locality:110107011")).sum());
    assertEquals(1, PROJECTION.contributions(fold(answered(RequestType.HELP).at("2026-05-18T23:59:59+08:00").closed())).get("2026-05/city")[Figure.COMPLETED.ordinal()]);
  }

  @Test void a_reopened_ticket_is_open_again_and_no_longer_completed() {
    TicketFigures ticket = fold(answered(RequestType.HELP).closed().later(Duration.ofDays(30)).reopened());
    assertTrue(ticket.counts(Figure.OPEN) && ticket.counts(Figure.REOPENED));
    assertNull(ticket.closedAt());
    assertTrue(PROJECTION.contributions(ticket).values().stream().noneMatch(counts -> counts[Figure.COMPLETED.ordinal()] > 0));
  }

  @Test void withdrawn_and_then_closed_is_completed_once_at_the_first() {
    TicketFigures ticket = fold(received(MAY_6).withdrawn().at("2026-05-25T00:00:00+08:00").closed());
    assertEquals("2026-05", ticket.closedPeriod());
    assertEquals(Set.of("received", "closed"), figures(ticket));
  }

  @Test void two_whistles_and_three_clocks_count_one_ticket_each() {
    TicketFigures ticket = fold(received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU).overdue(LUGU).whistled(1).whistled(2));
    assertEquals(Set.of("received", "dispatched", "open", "overdueSign", "overdueContact", "overdueFeedback", "whistled"), figures(ticket));
    assertEquals(2, ticket.whistles());
    assertEquals(1, PROJECTION.contributions(ticket).get("2026-05/city")[Figure.WHISTLED.ordinal()]);
  }

  @Test void a_fact_that_changes_no_figure_costs_no_new_contribution() {
    TicketFigures before = fold(received(MAY_6).registered("020301", null, LUGU).dispatched(LUGU));
    Map<String, long[]> contributions = PROJECTION.contributions(before);
    Fact fact = received(MAY_6).signed(LUGU).facts().get(1);
    assertSame(contributions, PROJECTION.contributions(PROJECTION.evolve(before, fact)));
  }

  @Test void what_does_not_begin_with_a_request_is_no_complaint() {
    Fact orphan = received(MAY_6).dispatched(LUGU).facts().get(1);
    assertThrows(IllegalStateException.class, () -> PROJECTION.evolve(null, orphan));
  }

  @Test void the_state_is_small_and_survives_being_written() throws JsonProcessingException {
    TicketFigures ticket = fold(received(MAY_6).registered("020301", "MT2021-P07", LUGU).dispatched(LUGU).signed(LUGU).contacted(LUGU).feedback(LUGU)
        .calledBack(false, DISSATISFIED).reworked().calledBack(true, SATISFIED).closed());
    String json = EventTypes.JSON.writeValueAsString(ticket);
    assertTrue(json.length() < 640, json.length() + ": " + json);
    assertEquals(json, EventTypes.JSON.writeValueAsString(EventTypes.JSON.readValue(json, TicketFigures.class)));
    assertTrue(EventTypes.JSON.writeValueAsString(fold(received(MAY_6))).length() < 200, EventTypes.JSON.writeValueAsString(fold(received(MAY_6))));
  }

  // ---- laws, over random histories

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void differences_add_up_to_the_contributions_of_the_final_states_wherever_batches_are_split(long seed) throws JsonProcessingException {
    Random random = new Random(seed);
    List<Fact> log = interleaved(random, 60);
    Map<String, List<Long>> expected = null;
    for (int split = 0; split < 4; split++) {
      Map<String, TicketFigures> states = new HashMap<>();
      Map<String, long[]> tally = new TreeMap<>();
      for (int from = 0; from < log.size(); ) {
        int to = split == 0 ? log.size() : Math.min(log.size(), from + 1 + random.nextInt(split == 1 ? 1 : 40));
        Map<String, TicketFigures> before = new HashMap<>();
        for (Fact fact : log.subList(from, to)) {
          TicketFigures earlier = states.get(fact.streamId());
          before.putIfAbsent(fact.streamId(), earlier == null ? NOTHING : earlier);
          states.put(fact.streamId(), PROJECTION.evolve(earlier, fact));
        }
        for (Map.Entry<String, TicketFigures> changed : before.entrySet()) {
          // A restart between batches: the state comes from its JSON, with nothing cached.
          TicketFigures after = states.get(changed.getKey());
          add(tally, PROJECTION.contributions(after), 1);
          if (changed.getValue() != NOTHING) {
            add(tally, PROJECTION.contributions(random.nextBoolean() ? reread(changed.getValue()) : changed.getValue()), -1);
          }
          states.put(changed.getKey(), random.nextBoolean() ? reread(after) : after);
        }
        from = to;
      }
      Map<String, long[]> whole = new TreeMap<>();
      for (TicketFigures state : states.values()) {
        add(whole, PROJECTION.contributions(reread(state)), 1);
      }
      assertEquals(lists(whole), lists(tally));
      expected = expected == null ? lists(whole) : expected;
      assertEquals(expected, lists(whole));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void no_ticket_counts_twice_and_the_parts_fit_the_whole_whatever_the_history(long seed) {
    Map<String, TicketFigures> states = new HashMap<>();
    interleaved(new Random(seed), 40).forEach(fact -> states.put(fact.streamId(), PROJECTION.evolve(states.get(fact.streamId()), fact)));
    for (TicketFigures ticket : states.values()) {
      assertTrue(PROJECTION.contributions(ticket).values().stream().flatMapToLong(Arrays::stream).allMatch(n -> n == 0 || n == 1));
      assertEquals(ticket.counts(Figure.OPEN), !ticket.counts(Figure.CLOSED));
      assertEquals(ticket.counts(Figure.OPEN), ticket.closedPeriod() == null);
      int moods = (ticket.counts(Figure.SATISFIED) ? 1 : 0) + (ticket.counts(Figure.BASICALLY) ? 1 : 0) + (ticket.counts(Figure.DISSATISFIED) ? 1 : 0);
      assertEquals(ticket.counts(Figure.VALID) ? 1 : 0, moods);
      assertTrue(ticket.counts(Figure.VALID) || !ticket.counts(Figure.RESOLVED) && !ticket.counts(Figure.CONTACTED));
    }
  }

  private static final TicketFigures NOTHING = fold(received(MAY_6));

  /** Facts of many complaints, believable ones and shuffled ones, mixed; each stream in its own order. */
  private static List<Fact> interleaved(Random random, int streams) {
    List<List<Fact>> left = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      Story story = Story.believable(random, Instant.parse("2026-04-10T00:00:00Z"), Duration.ofDays(60));
      if (random.nextInt(3) == 0) {
        List<Story.Step> tail = new ArrayList<>(story.steps.subList(1, story.steps.size()));
        Collections.shuffle(tail, random);
        story.steps.subList(1, story.steps.size()).clear();
        story.steps.addAll(tail);
      }
      left.add(new ArrayList<>(story.facts()));
    }
    List<Fact> log = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Fact> stream = left.get(random.nextInt(left.size()));
      log.add(stream.removeFirst());
      left.removeIf(List::isEmpty);
    }
    return log;
  }

  private static Story answered(RequestType type) {
    return received(MAY_6).registered(type, "020301", "MT2021-P07", LUGU).dispatched(LUGU).feedback(LUGU);
  }

  private static TicketFigures fold(Story story) {
    TicketFigures state = null;
    for (Fact fact : story.facts()) {
      state = PROJECTION.evolve(state, fact);
    }
    return state;
  }

  private static Set<String> figures(TicketFigures ticket) {
    return Arrays.stream(Figure.values()).filter(ticket::counts).map(Figure::json).collect(Collectors.toSet());
  }

  private static Set<String> unitCells(String unit) {
    Set<String> cells = new TreeSet<>();
    PROJECTION.contributions(fold(received(MAY_6).dispatched(unit))).keySet().forEach(cell -> cells.add(cell.substring(8)));
    cells.removeAll(Set.of("city", "channel:WECHAT", "gap:none"));
    return cells;
  }

  private static TicketFigures reread(TicketFigures state) throws JsonProcessingException {
    return EventTypes.JSON.readValue(EventTypes.JSON.writeValueAsString(state), TicketFigures.class);
  }

  private static void add(Map<String, long[]> tally, Map<String, long[]> contributions, int sign) {
    contributions.forEach((cell, counts) -> {
      long[] sum = tally.computeIfAbsent(cell, c -> new long[Figure.values().length]);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += sign * counts[i];
      }
    });
  }

  /** Without the cells that came back to nought. */
  private static Map<String, List<Long>> lists(Map<String, long[]> tally) {
    Map<String, List<Long>> lists = new TreeMap<>();
    tally.forEach((cell, counts) -> {
      if (Arrays.stream(counts).anyMatch(n -> n != 0)) {
        lists.put(cell, Arrays.stream(counts).boxed().toList());
      }
    });
    return lists;
  }
}
