package cn.jsjb.supervision.clues;

import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.catalogue.Duties;
import cn.jsjb.catalogue.Units;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.ProactiveEvent;
import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The clue rules over a history, one record after the other in the order of {@link Merging}. Pure and deterministic: the same records, rules and catalogue give
 * the same clues, wherever the reading was broken off and taken up again.
 *
 * <p>Its clock is the log's: the latest time at which a fact is said to have happened, but never later than the broker took it, so that a wrong clock cannot
 * run ahead. A fact that is told late is weighed by its own time within what a window still holds, and counts in the period that is open.
 */
public final class Watching {
  /** Format of the memory; another one begins from the start of the log. */
  private static final int FORMAT = 1;
  /** How long a closed ticket is remembered; afterwards its history is told again when something more happens to it. */
  private static final Duration REMEMBERED = Duration.ofDays(7);
  private static final Duration VOLUMES = Duration.ofDays(150);

  /** Tells the records of one stream before an offset again; for tickets that have been forgotten. */
  @FunctionalInterface
  public interface Past {
    List<RecordView> before(RecordView record);
  }

  private final Memory memory;
  private final Past past;
  private final String fingerprint;
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, Ground> grounds = new LinkedHashMap<>();
  private final List<Clue> found = new ArrayList<>();
  private final Duties duties;
  private final int startOfMonth;
  private boolean keeping;
  private long facts;

  public Watching(ClueRules rules, Units units, Duties duties, Past past) { this(rules, units, duties, past, new Memory()); }

  /** @param keeping nothing is forgotten, for a reader that cannot tell a stream again; takes memory with the number of tickets */
  public Watching(ClueRules rules, Units units, Duties duties, Past past, boolean keeping) {
    this(rules, units, duties, past);
    this.keeping = keeping;
  }

  private Watching(ClueRules catalogue, Units units, Duties duties, Past past, Memory memory) {
    this.memory = memory;
    this.past = past;
    this.duties = duties;
    this.startOfMonth = catalogue.startOfMonth();
    this.fingerprint = FORMAT + "/" + Integer.toHexString(catalogue.all().hashCode());
    for (Rule rule : TheTwenty.RULES) {
      catalogue.find(rule.id()).ifPresent(data -> {
        this.rules.add(rule);
        grounds.put(rule.id(), new Ground(data, units, duties, memory, found));
      });
    }
  }

  /** What was remembered under these rules, or a fresh start when it was under others. */
  public static Watching resumed(String json, ClueRules rules, Units units, Duties duties, Past past) {
    try {
      return new Watching(rules, units, duties, past, EventTypes.JSON.readValue(json, Memory.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a memory that cannot be read", e);
    }
  }

  /** Tells rules and format apart: a memory belongs to one. */
  public String fingerprint() { return fingerprint; }

  public String memory() {
    try {
      return EventTypes.JSON.writeValueAsString(memory);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a memory that cannot be written", e);
    }
  }

  /** Up to when the log has told; null before the first fact. */
  public Instant clock() { return memory.clock; }

  public long facts() { return facts; }

  /** How many tickets are remembered. */
  public int remembered() { return memory.trails.size(); }

  /** The next record of {@code complaint-log}. */
  public List<Clue> see(RecordView record) {
    Trail trail = record.key() == null ? null : memory.trails.get(record.key());
    // Also one that names the beginning: the same request posted again long after its ticket was forgotten is void all the same.
    if (trail == null && record.key() != null && !Chain.judge(null, record).isAlarm()) {
      trail = remember(record);
    }
    if (Chain.judge(trail == null ? null : trail.head, record).isFact()) {
      if (trail == null) {
        trail = memory.trails.computeIfAbsent(record.key(), id -> new Trail());
      }
      trail.head = Chain.hash(record);
      trail.sequence++;
      Fact fact = trail.broken ? null : read(record, trail);
      if (fact != null) {
        return see(fact, Instant.ofEpochMilli(record.logTime()), trail);
      }
    }
    return List.of();
  }

  /** A fact that has been judged already. @param loggedAt when the broker took it */
  public List<Clue> see(Fact fact, Instant loggedAt) { return see(fact, loggedAt, memory.trails.computeIfAbsent(fact.streamId(), id -> new Trail())); }

  private List<Clue> see(Fact fact, Instant loggedAt, Trail trail) {
    found.clear();
    facts++;
    advance(fact.at().isAfter(loggedAt) ? loggedAt : fact.at());
    try {
      trail.after(fact);
      Tallying.count(fact, trail, memory, duties);
      for (Rule rule : rules) {
        rule.see(fact, trail, grounds.get(rule.id()));
      }
    } catch (RuntimeException doesNotFold) {
      // Its neighbours go on.
      trail.broken = true;
    }
    return List.copyOf(found);
  }

  /** The next record of {@code programme-log}: what it says about tasks, of the plan and proactive ones, is all that the rules want to know. */
  public List<Clue> hear(RecordView record) {
    if (record.key() == null || !Chain.judge(memory.programme.get(record.key()), record).isFact()) {
      return List.of();
    }
    memory.programme.put(record.key(), Chain.hash(record));
    Learned learned;
    try {
      learned = switch (EventTypes.read(record.type(), record.schemaVersion(), record.value())) {
        case PlanEvent event -> heard(record, event);
        case ProactiveEvent event -> heard(record, event);
        default -> null;
      };
    } catch (RuntimeException unreadable) {
      learned = null;
    }
    return learned == null ? List.of() : learn(learned);
  }

  /** A task on a hotspot speaks for all of its category in the locality (C13 counts by locality). */
  private Learned heard(RecordView record, ProactiveEvent event) {
    if (event instanceof ProactiveEvent.ProactiveTaskProposed e && e.spot().locality() != null) {
      memory.owners.put(record.key(), e.category() + "@" + e.spot().locality());
    }
    String place = memory.owners.get(record.key());
    return !(event instanceof ProactiveEvent.ProactiveTaskAccepted) || place == null ? null
        : new Learned.ProactiveTaskTaken(record.key(), record.id(), at(record), place.substring(0, place.indexOf('@')), place.substring(place.indexOf('@') + 1));
  }

  private static Instant at(RecordView record) { return record.at().toEpochMilli() > record.logTime() ? Instant.ofEpochMilli(record.logTime()) : record.at(); }

  private Learned heard(RecordView record, PlanEvent event) {
    Instant at = at(record);
    switch (event) {
      case PlanEvent.TaskPlanned e -> memory.owners.put(record.key() + "/" + e.task(), e.spec().owner());
      case PlanEvent.TaskRevised e -> memory.owners.put(record.key() + "/" + e.task(), e.spec().owner());
      case PlanEvent.TaskCompleted e -> {
        return new Learned.TaskCompleted(record.key(), record.id(), at, record.key(), e.task(), memory.owners.get(record.key() + "/" + e.task()));
      }
      // Somebody else looked and did not find it done.
      case PlanEvent.TaskVerified e when !e.passed() -> {
        return new Learned.SpotCheckFailed(record.key(), record.id(), at, record.key(), e.task(), memory.owners.get(record.key() + "/" + e.task()));
      }
      default -> { }
    }
    return null;
  }

  /** Something from another log. */
  public List<Clue> learn(Learned learned) {
    found.clear();
    advance(learned.at());
    for (Rule rule : rules) {
      rule.learn(learned, grounds.get(rule.id()));
    }
    return List.copyOf(found);
  }

  /** Lets the time go on to this, when the history that is looked at ends there. */
  public List<Clue> until(Instant time) {
    found.clear();
    advance(time);
    return List.copyOf(found);
  }

  private Fact read(RecordView record, Trail trail) {
    try {
      return new Fact(record.key(), record.id(), record.type(), trail.sequence, record.at(), record.actor(), record.cause(), trail.head, record.partition(), record.offset(),
          EventTypes.read(record.type(), record.schemaVersion(), record.value()));
    } catch (RuntimeException unreadable) {
      trail.broken = true;
      return null;
    }
  }

  /** Folds a forgotten ticket again; its facts have been weighed when they came. */
  private Trail remember(RecordView next) {
    Trail trail = null;
    for (RecordView record : past.before(next)) {
      if (Chain.judge(trail == null ? null : trail.head, record).isFact()) {
        trail = trail == null ? new Trail() : trail;
        trail.head = Chain.hash(record);
        trail.sequence++;
        Fact fact = trail.broken ? null : read(record, trail);
        try {
          if (fact != null) {
            trail.after(fact);
          }
        } catch (RuntimeException e) {
          trail.broken = true;
        }
      }
    }
    if (trail != null) {
      memory.trails.put(next.key(), trail);
    }
    return trail;
  }

  /** Whatever falls due on the way happens in the order of its time. */
  private void advance(Instant to) {
    if (memory.clock == null) {
      memory.clock = to;
      memory.periodEnds = nextPeriod(to);
    }
    if (!to.isAfter(memory.clock)) {
      return;
    }
    LocalDate before = day(memory.clock);
    while (true) {
      Instant due = memory.agenda.isEmpty() ? null : memory.agenda.firstKey();
      if (due != null && !due.isAfter(to) && !due.isAfter(memory.periodEnds)) {
        memory.clock = due.isAfter(memory.clock) ? due : memory.clock;
        TreeSet<String> what = memory.agenda.pollFirstEntry().getValue();
        what.forEach(this::remind);
      } else if (!memory.periodEnds.isAfter(to)) {
        memory.clock = memory.periodEnds;
        endPeriod();
      } else {
        break;
      }
    }
    memory.clock = to;
    if (!day(to).equals(before)) {
      forget();
    }
  }

  private void remind(String what) {
    String id = what.substring(0, 3);
    for (Rule rule : rules) {
      if (rule.id().equals(id)) {
        rule.remind(what.substring(4), grounds.get(id));
      }
    }
  }

  private void endPeriod() {
    Instant to = memory.periodEnds;
    Instant from = to.atZone(WorkingCalendar.BEIJING).minusMonths(1).toInstant();
    for (Rule rule : rules) {
      rule.periodEnds(from, to, grounds.get(rule.id()));
    }
    memory.units.clear();
    memory.enterprises.clear();
    memory.trails.values().forEach(t -> t.counted = null);
    memory.periodEnds = nextPeriod(to);
  }

  private Instant nextPeriod(Instant now) {
    LocalDate day = day(now);
    LocalDate start = day.withDayOfMonth(startOfMonth);
    return (day.isBefore(start) ? start : start.plusMonths(1)).atStartOfDay(WorkingCalendar.BEIJING).toInstant();
  }

  static LocalDate day(Instant at) { return at.atZone(WorkingCalendar.BEIJING).toLocalDate(); }

  /** Once a day: what no window needs any more. */
  private void forget() {
    Instant closedBefore = memory.clock.minus(REMEMBERED);
    memory.trails.values().removeIf(t -> !keeping && !t.broken && !t.open() && t.lastAt != null && t.lastAt.isBefore(closedBefore));
    memory.windows.values().removeIf(w -> {
      w.prune(memory.clock);
      return w.signs.isEmpty();
    });
    LocalDate oldest = day(memory.clock.minus(VOLUMES));
    memory.volumes.values().forEach(days -> days.headMap(oldest).clear());
  }
}
