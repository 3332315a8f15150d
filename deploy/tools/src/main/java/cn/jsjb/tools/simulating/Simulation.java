package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.Wiring;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.Decision;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent.Disposition;
import cn.jsjb.event.IntakeEvent.DispositionKind;
import cn.jsjb.event.IntakeEvent.RequestReceived;
import cn.jsjb.event.Refusal;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.disposing.WhenHeldTooLongThenRelease;
import cn.jsjb.intake.disposing.WhenTheOperatorHasDecidedThenDispose;
import cn.jsjb.intake.locating.Locator;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.supplementing.Supplementing.Words;
import cn.jsjb.intake.registering.WhenAPersonHasDecidedThenRelease;
import cn.jsjb.intake.registering.WhenNobodyDecidesThenRelease;
import cn.jsjb.intake.registering.WhenRequestIsReceivedThenRegister;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import cn.jsjb.log.Policy;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.log.Reactor;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.OversightService;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A city's complaints and their handling in virtual time: one agenda, one thing after the other. Whatever happens is decided by the
 * deciders and policies of the three services and folded by their folds; only who wants what, and when, is made up here.
 *
 * <p>The same seed gives the same records, byte for byte, under one secret: ids are named, boxes are sealed repeatably, chance is
 * {@link Chance}. A run that ends later begins with the one that ended earlier, so a broken-off run can be repeated: what is in
 * the log already is void the second time, and the rest follows on.
 */
final class Simulation {
  /**
   * @param start first day of calls, Beijing
   * @param until the present: nothing happens at or after it, and every policy that was due before has reacted
   */
  record Settings(long seed, LocalDate start, int days, int perDay, Instant until) {}

  /** @param open tickets that are under way at the end; @param refused commands that a decider did not accept, by reason */
  record Result(long tickets, long events, long open, Map<String, Long> byType, Map<String, Long> refused) {}

  /** Told after each virtual hour. */
  interface Listener {
    void hour(Instant time, long events);
  }

  private record Due(long at, long order, Life life, int hands, Runnable act) implements Comparable<Due> {
    @Override public int compareTo(Due other) { return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order); }
  }

  /** What one service would do by itself. */
  private record Reactions<S>(List<Policy<S>> policies, Function<Life, S> state) {
    Instant due(Life life) { return Reactor.earliest(policies, state.apply(life)); }
  }

  /** One group in so many tickets, and how many neighbours it has (assumptions). */
  private static final long GROUP_EVERY = 500, NEIGHBOURS = 8, NOBODY = -1;
  private final Map<Long, List<Life>> neighbours = new TreeMap<>();
  /** Share of telephone requests that the operator keeps at the desk for a look (assumption). */
  private static final double IS_HELD = 0.005;
  private static final int ANY_HANDS = -1;
  private static final long HOUR = 3_600_000;
  /** A follower's batch and a way to Kafka and back, or the next sweep; milliseconds. */
  private static final int QUICKEST_REACTION = 20, SLOWEST_REACTION = 400;

  private final Settings settings;
  private final Catalogue catalogue;
  private final PrivateBox box;
  private final Sink sink;
  private final Texts texts = new Texts();
  private final Delays delays = new Delays();
  private final People people;
  private final Callers callers;
  private final Receiving receiving;
  private final List<Reactions<?>> services;
  private final Actors actors;
  private final Wrongs wrongs;
  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private final Map<String, Long> byType = new TreeMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private long now;
  private long hour = Long.MIN_VALUE;
  private long order;
  private long tickets;
  private long events;
  private long open;
  private Listener listener = (time, done) -> {};

  Simulation(Settings settings, Catalogue catalogue, PrivateBox box, Sink sink) { this(settings, catalogue, box, sink, Wrongs.none()); }

  Simulation(Settings settings, Catalogue catalogue, PrivateBox box, Sink sink, Wrongs wrongs) {
    this.wrongs = wrongs;
    this.settings = settings;
    this.catalogue = catalogue;
    this.box = box;
    this.sink = sink;
    this.people = new People(texts, settings.seed());
    this.callers = new Callers(texts, people, new City(catalogue, delays, settings.seed()), settings.seed());
    Classifier classifier = new Classifier(catalogue);
    Locator locator = new Locator(catalogue);
    CallbackTerms terms = new CallbackTerms(catalogue.limits(), Optional.empty(), Optional.empty());
    this.receiving = new Receiving(catalogue, classifier, locator);
    this.services = List.of(
        new Reactions<>(List.<Policy<Complaint>>of(new WhenRequestIsReceivedThenRegister(classifier, locator, catalogue.acceptance()), new WhenAPersonHasDecidedThenRelease(),
            new WhenNobodyDecidesThenRelease(catalogue.acceptance()), new WhenTheOperatorHasDecidedThenDispose(), new WhenHeldTooLongThenRelease(catalogue.desk())), life -> life.intake),
        new Reactions<>(Wiring.policies(catalogue), life -> life.dispatch),
        new Reactions<>(OversightService.policies(terms, catalogue), life -> life.supervision));
    this.actors = new Actors(this, catalogue, texts, delays, people, terms);
  }

  Simulation listener(Listener told) {
    this.listener = told;
    return this;
  }

  Result run() {
    Arrivals arrivals = new Arrivals(delays, catalogue.calendar(), settings.seed(), settings.perDay());
    long until = settings.until().toEpochMilli();
    for (int d = 0; d < settings.days(); d++) {
      LocalDate day = settings.start().plusDays(d);
      for (Instant call : arrivals.of(day)) {
        begin(tickets++, call, day);
      }
      play(Math.min(until, day.plusDays(1).atStartOfDay(WorkingCalendar.BEIJING).toInstant().toEpochMilli()));
    }
    play(until);
    settle(until);
    sink.hour(settings.until());
    return new Result(tickets, events, open, byType, refused);
  }

  private void play(long end) {
    while (!agenda.isEmpty() && agenda.peek().at < end) {
      Due due = agenda.poll();
      if (due.at / HOUR > hour) {
        hour = due.at / HOUR;
        Instant began = Instant.ofEpochMilli(hour * HOUR);
        sink.hour(began);
        listener.hour(began, events);
      }
      now = due.at;
      if (due.hands == ANY_HANDS || due.hands == due.life.hands) {
        due.act.run();
      }
    }
  }

  /** Policies are quick but not instant; what was due before the end is done before the end. People are not hurried. */
  private void settle(long until) {
    now = until - 1;
    while (!agenda.isEmpty()) {
      Due due = agenda.poll();
      if (due.act instanceof Wake wake) {
        wake.run();
      }
    }
  }

  Wrongs wrongs() { return wrongs; }

  // The agenda, as the actors use it.

  Instant now() { return Instant.ofEpochMilli(now); }

  void later(Life life, Instant at, Runnable act) { add(life, at, ANY_HANDS, () -> { if (!life.isOver()) act.run(); }); }

  /** Only if the ticket is still in the same hands by then. */
  void ifStillInHand(Life life, Instant at, Runnable act) { add(life, at, life.hands, () -> { if (!life.isOver()) act.run(); }); }

  private void add(Life life, Instant at, int hands, Runnable act) { agenda.add(new Due(Math.max(now, at.toEpochMilli()), order++, life, hands, act)); }

  // What happens.

  private void begin(long number, Instant call, LocalDate day) {
    Chance chance = Chance.of(settings.seed(), "ticket", number);
    // Every so often neighbours call about the same thing, one after the other.
    long first = number - number % GROUP_EVERY;
    boolean neighbour = number - first < NEIGHBOURS;
    String channel = neighbour ? Callers.TELEPHONE : delays.choice("/channels").draw(chance);
    Instant received = call.plus(delays.draw(Callers.isTelephone(channel) ? "/register" : "/registerNetwork", chance)).truncatedTo(ChronoUnit.MILLIS);
    agenda.add(new Due(received.toEpochMilli(), order++, null, ANY_HANDS, () -> receive(number, channel, call, day, chance, neighbour ? first : NOBODY)));
  }

  /** @param first number of the neighbour who called first, or {@link #NOBODY} */
  private void receive(long number, String channel, Instant calledAt, LocalDate day, Chance chance, long first) {
    Callers.Call call = callers.call(number, channel, day, calledAt, chance, first == NOBODY ? chance : Chance.of(settings.seed(), "neighbours", first));
    switch (receiving.decide(call.request(), now())) {
      case Receiving.Rejected rejected -> refused(rejected.refusal());
      case Receiving.Acceptable request -> {
        String voice = Callers.isTelephone(channel) ? people.operator(chance) : "channel:" + channel;
        Life life = new Life(request.complaintId(), chance, call, !chance.happens(delays.share("unreachable")), voice);
        boolean held = Callers.isTelephone(channel) && chance.happens(IS_HELD);
        happen(life, event(request, held ? new Disposition(DispositionKind.HOLD, null, null, null, null, null) : null), request.eventId(), voice, "");
        if (first != NOBODY) {
          meet(life, first, number);
        }
      }
    }
  }

  /** When the last of the neighbours has called, somebody at the hotline sees it. */
  private void meet(Life life, long first, long number) {
    List<Life> all = neighbours.computeIfAbsent(first, f -> new ArrayList<>());
    all.add(life);
    if (number == first + NEIGHBOURS - 1) {
      neighbours.remove(first);
      later(life, now().plus(Delays.minutes(life.chance.between(10.0, 40))), () -> {
        long group = first / GROUP_EVERY;
        if (group % 4 == 3) {
          actors.links.link(all);
        } else {
          actors.groups.openGroup(all, group % 3 == 1);
        }
      });
    }
  }

  private RequestReceived event(Receiving.Acceptable request, Disposition disposition) {
    Receiving.Person person = request.person();
    PrivateBox.Result sealed = person == null ? null : box.seal(request.complaintId(), json(person));
    if (sealed != null) {
      sink.key(request.complaintId(), sealed.key());
    }
    return request.event(box, sealed, disposition);
  }

  /** Open words, or sealed ones where the request is confidential; nothing once the claimant is erased. */
  Words words(Life life, String text) {
    Complaint.Ticket ticket = life.intake.ticket();
    if (!ticket.confidential()) {
      return Words.of(text);
    }
    if (ticket.erased()) {
      return Words.NONE;
    }
    PrivateBox.Result sealed = box.seal(life.id, text.getBytes(StandardCharsets.UTF_8));
    sink.key(life.id, sealed.key());
    return new Words(null, sealed.box());
  }

  private static byte[] json(Receiving.Person person) {
    try {
      return EventTypes.JSON.writeValueAsBytes(person);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a person that cannot be written", e);
    }
  }

  /** Somebody wants something. True when it became a fact. */
  boolean command(Life life, String actor, Decision decision) {
    return switch (decision) {
      case Decision.Refused no -> {
        refused(no.refusal());
        yield false;
      }
      case Decision.Accepted yes -> {
        happen(life, yes.event(), Ids.named("simulated", life.id, Long.toString(life.sequence + 1)).toString(), actor, "");
        yield true;
      }
    };
  }

  void forget(Life life, String keyId) { sink.forget(life.id, keyId); }


  private void refused(Refusal refusal) { refused.merge(refusal.toString(), 1L, Long::sum); }

  private void happen(Life life, ComplaintEvent event, String eventId, String actor, String cause) {
    Instant at = now();
    Envelope envelope = EventLog.envelope(life.id, eventId, event, at, life.sequence + 1, actor, cause, life.head);
    String hash = envelope.hash();
    Fact fact = new Fact(life.id, eventId, envelope.type(), life.sequence + 1, at, actor, cause, hash, 0, life.sequence, event);
    boolean wasOpen = life.supervision != null && life.stage().isOpen();
    life.intake = Complaint.evolve(life.intake, fact);
    life.dispatch = Ticket.evolve(life.dispatch, fact);
    life.supervision = Oversight.evolve(life.supervision, fact);
    life.head = hash;
    life.lastEvent = eventId;
    life.sequence++;
    sink.append(envelope);
    events++;
    byType.merge(envelope.type(), 1L, Long::sum);
    open += (life.stage().isOpen() ? 1 : 0) - (wasOpen ? 1 : 0);
    actors.after(life, event);
    if (!life.isOver()) {
      wake(life);
    }
  }

  // What happens by itself.

  /** Looks at the policies of a ticket when the next of them is due. */
  private final class Wake implements Runnable {
    private final Life life;
    private final long at;

    Wake(Life life, long at) {
      this.life = life;
      this.at = at;
    }

    @Override public void run() {
      if (life.wake == at && !life.isOver()) {
        life.wake = Long.MAX_VALUE;
        if (!react(life)) {
          wake(life);
        }
      }
    }
  }

  private void wake(Life life) {
    Instant next = null;
    for (Reactions<?> service : services) {
      Instant due = service.due(life);
      next = due != null && (next == null || due.isBefore(next)) ? due : next;
    }
    if (next != null) {
      long due = Math.max(now, next.toEpochMilli());
      // Where the end comes first, it is still done: see settle.
      long at = due + life.chance.between(QUICKEST_REACTION, SLOWEST_REACTION);
      if (due < settings.until().toEpochMilli() && at < life.wake) {
        life.wake = at;
        agenda.add(new Due(at, order++, life, ANY_HANDS, new Wake(life, at)));
      }
    }
  }

  /** The service whose policy has waited longest goes first, as if it had won the race. */
  private boolean react(Life life) {
    Reactions<?> first = null;
    Instant earliest = null;
    for (Reactions<?> service : services) {
      Instant due = service.due(life);
      if (due != null && due.toEpochMilli() <= now && (earliest == null || due.isBefore(earliest))) {
        first = service;
        earliest = due;
      }
    }
    return first != null && react(life, first);
  }

  /** As {@link Reactor} does: the first policy in the order of their say, one event a state. */
  private <S> boolean react(Life life, Reactions<S> service) {
    S state = service.state().apply(life);
    for (Policy<S> policy : service.policies()) {
      Instant due = policy.dueAt(state);
      if (due != null && due.toEpochMilli() <= now) {
        switch (policy.decide(state, now())) {
          case Decision.Accepted yes -> {
            happen(life, yes.event(), Ids.named("reaction", life.id, policy.name(), policy.occasion(state)).toString(), "policy:" + policy.name(), life.lastEvent);
            return true;
          }
          case Decision.Refused no -> refused(no.refusal());
        }
      }
    }
    return false;
  }
}
