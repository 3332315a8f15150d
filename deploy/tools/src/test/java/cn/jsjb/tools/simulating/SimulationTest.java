package cn.jsjb.tools.simulating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.analytics.TicketProjection;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.Wiring;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.registering.WhenRequestIsReceivedThenRegister;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.log.Reactor;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.OversightService;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A month of a city, played in memory and read back as an inspector would. */
class SimulationTest {
  private static final PrivateBox BOX = RepeatableBox.of(new byte[32]);
  private static final LocalDate START = LocalDate.parse("2026-05-01");
  private static final Instant A_DAY_AFTER = Instant.parse("2026-05-31T06:30:00Z");
  private static Recording month;
  private static Simulation.Result result;

  @BeforeAll static void a_month_of_two_hundred_a_day() {
    month = new Recording();
    result = play(7, 30, 200, A_DAY_AFTER, month);
  }

  private static Simulation.Result play(long seed, int days, int perDay, Instant until, Sink sink) {
    return new Simulation(new Simulation.Settings(seed, START, days, perDay, until), Catalogue.get(), BOX, sink).run();
  }

  private static Stream<Fact> facts() { return month.streams.values().stream().flatMap(List::stream); }

  private static <E> Stream<E> events(Class<E> type) { return facts().map(Fact::event).filter(type::isInstance).map(type::cast); }

  @Test void every_record_is_a_fact_and_time_does_not_run_backwards() {
    assertEquals(List.of(), month.problems.stream().limit(5).toList());
    assertEquals(month.records, result.events());
    assertTrue(month.last.isBefore(A_DAY_AFTER), month.last.toString());
    assertTrue(facts().map(Fact::id).distinct().count() == month.records, "event ids are unique");
  }

  @Test void no_decider_refuses_what_the_people_want() { assertEquals(Map.of(), result.refused()); }

  @Test void the_same_seed_gives_the_same_bytes_and_another_seed_another_city() {
    Recording again = new Recording();
    Recording other = new Recording();
    Recording once = new Recording();
    Instant until = Instant.parse("2026-05-08T00:00:00Z");
    play(7, 5, 60, until, once);
    play(7, 5, 60, until, again);
    play(8, 5, 60, until, other);
    assertEquals(once.digest(), again.digest());
    assertNotEquals(once.digest(), other.digest());
    assertTrue(other.streams.keySet().stream().noneMatch(once.streams::containsKey), "two cities share no complaint");
  }

  @Test void a_longer_run_begins_with_the_shorter_one() {
    Recording shorter = new Recording();
    Recording longer = new Recording();
    play(7, 5, 60, Instant.parse("2026-05-04T03:00:00Z"), shorter);
    play(7, 9, 60, Instant.parse("2026-05-11T03:00:00Z"), longer);
    int compared = 0;
    for (Map.Entry<String, List<Fact>> stream : shorter.streams.entrySet()) {
      List<Fact> grown = longer.streams.get(stream.getKey());
      // What the end of the shorter one hurried along is left out.
      for (int i = 0; i < stream.getValue().size() && stream.getValue().get(i).at().isBefore(Instant.parse("2026-05-04T02:59:00Z")); i++) {
        assertEquals(stream.getValue().get(i).hash(), grown.get(i).hash());
        compared++;
      }
    }
    assertTrue(compared > 800, "compared " + compared);
  }

  /** Types of the complaint log that no month of this city shows, each with the reason. */
  private static final Map<String, String> NOT_PLAYED = NotPlayed.REASONS;

  @Test void every_kind_of_event_and_every_branch_of_the_life_cycle_occurs() {
    Set<String> missing = EventTypes.all().keySet().stream().filter(type -> EventTypes.logOf(type).equals(EventLog.COMPLAINTS)).collect(Collectors.toCollection(TreeSet::new));
    missing.removeAll(result.byType().keySet());
    assertEquals(new TreeSet<>(NOT_PLAYED.keySet()), missing);

    assertEquals(EnumSet.allOf(SupervisionEvent.CloseKind.class), set(SupervisionEvent.CloseKind.class, events(SupervisionEvent.TicketClosed.class).map(SupervisionEvent.TicketClosed::kind)));
    assertEquals(EnumSet.allOf(DispatchEvent.Mode.class), set(DispatchEvent.Mode.class, events(DispatchEvent.TicketDispatched.class).map(DispatchEvent.TicketDispatched::mode)));
    assertEquals(EnumSet.allOf(Grade.class), set(Grade.class, events(DispatchEvent.TicketDispatched.class).map(DispatchEvent.TicketDispatched::grade)));
    assertEquals(EnumSet.allOf(RequestType.class), set(RequestType.class, events(IntakeEvent.TicketRegistered.class).map(IntakeEvent.TicketRegistered::requestType)));
    assertEquals(EnumSet.allOf(DispatchEvent.Outcome.class), set(DispatchEvent.Outcome.class, events(DispatchEvent.ResultReportedToHotline.class).map(DispatchEvent.ResultReportedToHotline::outcome)));
    assertEquals(EnumSet.allOf(WhistleGround.class), set(WhistleGround.class, events(DispatchEvent.WhistleBlown.class).map(DispatchEvent.WhistleBlown::ground)));
    assertEquals(EnumSet.allOf(SupervisionEvent.CallbackReason.class), set(SupervisionEvent.CallbackReason.class, events(SupervisionEvent.CallbackScheduled.class).map(SupervisionEvent.CallbackScheduled::reason)));
    assertEquals(EnumSet.allOf(SupervisionEvent.Satisfaction.class), set(SupervisionEvent.Satisfaction.class, events(SupervisionEvent.CallbackCompleted.class).map(SupervisionEvent.CallbackCompleted::satisfaction)));
    assertEquals(Set.of(true, false), events(DispatchEvent.WhistleClosed.class).map(DispatchEvent.WhistleClosed::solved).collect(Collectors.toSet()));
    assertTrue(events(DispatchEvent.TicketDispatched.class).anyMatch(e -> e.round() == 2) && events(SupervisionEvent.SupervisionOrdered.class).anyMatch(e -> e.round() == 3), "rework, then supervision");
    assertTrue(events(DispatchEvent.TicketDispatched.class).anyMatch(e -> e.hop() >= 3), "handed over twice");
    Set<Unit.Kind> kinds = events(DispatchEvent.TicketDispatched.class).map(e -> Catalogue.get().units().require(e.unit()).kind()).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Unit.Kind.class), kinds);
  }

  private static <E extends Enum<E>> EnumSet<E> set(Class<E> type, Stream<E> values) {
    EnumSet<E> set = EnumSet.noneOf(type);
    values.forEach(set::add);
    return set;
  }

  @Test void all_problems_of_the_year_and_most_places_have_something_to_show() {
    Set<String> problems = new TreeSet<>();
    Set<String> localities = new TreeSet<>();
    Set<String> districts = new TreeSet<>();
    events(IntakeEvent.TicketRegistered.class).forEach(e -> {
      if (e.classification().problemId() != null) problems.add(e.classification().problemId());
      if (e.location().place().localityCode() != null) localities.add(e.location().place().localityCode());
      if (e.location().place().districtCode() != null) districts.add(e.location().place().districtCode());
    });
    assertEquals(27, problems.size(), problems.toString());
    assertTrue(localities.size() >= 300, localities.size() + " localities");
    assertEquals(17, districts.size());
  }

  /** What {@code deploy/up --demo} plays: counted as analytics counts it, no board and no figure is empty. */
  @Test void every_board_and_every_figure_has_tickets() {
    TicketProjection counting = new TicketProjection(Catalogue.get().units(), Catalogue.get().assessment());
    Map<String, Integer> boards = new TreeMap<>();
    Set<String> localities = new TreeSet<>();
    int city = 0;
    Set<String> closed = new TreeSet<>();
    for (List<Fact> stream : month.streams.values()) {
      TicketFigures ticket = null;
      for (Fact fact : stream) {
        ticket = counting.evolve(ticket, fact);
      }
      city |= ticket.figures();
      if (ticket.problem() != null) {
        boards.merge(ticket.problem(), ticket.figures(), (a, b) -> a | b);
      }
      if (ticket.closedPeriod() != null) {
        closed.add(ticket.closedPeriod());
      }
      if (ticket.placeLocality() != null) {
        localities.add(ticket.placeLocality());
      }
    }
    Set<Figure> empty = EnumSet.noneOf(Figure.class);
    for (Figure figure : Figure.values()) {
      if (figure != Figure.COMPLETED && !NotPlayed.FIGURES.contains(figure) && (city & figure.bit()) == 0) {
        empty.add(figure);
      }
    }
    assertEquals(Set.of(), empty, "of the city");
    assertTrue(closed.contains("2026-05"), "completed in the period: " + closed);
    assertEquals(27, boards.size());
    boards.forEach((problem, figures) -> List.of(Figure.RECEIVED, Figure.DISPATCHED, Figure.VALID, Figure.CONTACTED, Figure.RESOLVED, Figure.SATISFIED).forEach(figure ->
        assertTrue((figures & figure.bit()) != 0, problem + " has no " + figure)));
    assertTrue(localities.size() >= 300, localities.size() + " localities on the rankings");
  }

  @Test void the_month_is_believable() {
    assertTrue(Math.abs(result.tickets() - 6_000) < 900, result.tickets() + " tickets");
    double perTicket = (double) result.events() / result.tickets();
    assertTrue(perTicket > 9 && perTicket < 20, perTicket + " events a ticket");
    long done = events(SupervisionEvent.CallbackCompleted.class).filter(e -> e.round() == 1).count();
    double resolved = events(SupervisionEvent.CallbackCompleted.class).filter(e -> e.round() == 1).filter(SupervisionEvent.CallbackCompleted::resolved).count() / (double) done;
    assertTrue(resolved > 0.8 && resolved < 0.97, resolved + " resolved at first");
    double late = (double) result.byType().get("dispatch.FeedbackOverdue") / result.tickets();
    assertTrue(late > 0.002 && late < 0.06, late + " answered late");
    assertTrue(result.open() > 500 && result.open() < 0.4 * result.tickets(), result.open() + " open at the end");
    facts().filter(f -> f.event() instanceof IntakeEvent.RequestReceived).forEach(f -> {
      IntakeEvent.RequestReceived e = (IntakeEvent.RequestReceived) f.event();
      assertTrue(!e.calledAt().isAfter(f.at()));
      assertFalse((e.title() + e.content()).contains("{"), () -> "a slot was left open: " + e.title() + e.content());
    });
  }

  @Test void at_the_end_no_policy_of_any_service_is_behind() {
    var intake = List.<cn.jsjb.log.Policy<Complaint>>of(WhenRequestIsReceivedThenRegister.withTheCatalogue());
    var dispatch = Wiring.policies(Catalogue.get());
    var supervision = OversightService.policies(new CallbackTerms(Catalogue.get().limits(), Optional.empty(), Optional.empty()), Catalogue.get());
    int open = 0;
    for (List<Fact> stream : month.streams.values()) {
      Complaint complaint = null;
      Ticket ticket = null;
      Oversight oversight = null;
      for (Fact fact : stream) {
        complaint = Complaint.evolve(complaint, fact);
        ticket = Ticket.evolve(ticket, fact);
        oversight = Oversight.evolve(oversight, fact);
      }
      assertEquals(complaint.ticket().life(), ticket.life());
      assertEquals(ticket.life(), oversight.life());
      open += ticket.stage() != Stage.CLOSED && ticket.stage() != Stage.WITHDRAWN ? 1 : 0;
      for (Instant due : new Instant[] {Reactor.earliest(intake, complaint), Reactor.earliest(dispatch, ticket), Reactor.earliest(supervision, oversight)}) {
        assertTrue(due == null || !due.isBefore(A_DAY_AFTER), () -> "due since %s: %s".formatted(due, stream.getLast()));
      }
    }
    assertEquals(open, result.open());
  }

  @Test void a_person_can_be_read_with_the_key_and_with_nothing_else() throws Exception {
    int opened = 0;
    int erased = 0;
    for (List<Fact> stream : month.streams.values()) {
      IntakeEvent.Claimant claimant = ((IntakeEvent.RequestReceived) stream.getFirst().event()).claimant();
      boolean isErased = stream.stream().anyMatch(f -> f.event() instanceof IntakeEvent.ClaimantErased);
      if (claimant.box() == null) {
        assertTrue(claimant.anonymous());
        continue;
      }
      String key = month.keys.get(stream.getFirst().streamId() + "/" + claimant.box().keyId());
      if (isErased) {
        assertNull(key);
        erased++;
        continue;
      }
      Receiving.Person person = EventTypes.JSON.readValue(BOX.open(stream.getFirst().streamId(), claimant.box(), key), Receiving.Person.class);
      assertNotNull(person.phone());
      assertTrue(person.phone().contains("0000"), "an invented number");
      if (claimant.confidential()) {
        assertNotNull(person.content());
        assertNull(((IntakeEvent.RequestReceived) stream.getFirst().event()).content());
      }
      opened++;
    }
    assertTrue(opened > 5_000 && erased > 0, opened + " opened, " + erased + " erased");
  }

  @Test void memory_and_time_follow_what_is_open() {
    // Hours are told in order, so that a sink can let go of what it holds.
    for (int i = 1; i < month.hours.size(); i++) {
      assertFalse(month.hours.get(i).isBefore(month.hours.get(i - 1)));
    }
    assertTrue(month.hours.size() > Duration.ofDays(29).toHours());
  }
}
