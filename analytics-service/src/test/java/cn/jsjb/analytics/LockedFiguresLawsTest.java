package cn.jsjb.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.analytics.ranking.RankedList;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Fact;
import cn.jsjb.event.PeriodEvent.Snapshot;
import cn.jsjb.event.PeriodEvent.Snapshot.Before;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was locked can be counted again from the log, and does not move. The count here knows no database: states, and cells that move by differences. */
class LockedFiguresLawsTest {
  private static final int PARTITIONS = 3;
  private static final Assessment RULES = Catalogue.get().assessment();
  private static final Units UNITS = Catalogue.get().units();
  private static final Period MAY = RULES.period(YearMonth.of(2026, 5));
  private static final Period APRIL = RULES.period(YearMonth.of(2026, 4));
  private static final TicketProjection PROJECTION = new TicketProjection(UNITS, RULES);

  /** The figures of a service that has followed the log up to some places. */
  private static final class Following {
    final Map<String, TicketFigures> tickets = new HashMap<>();
    final Map<String, long[]> tally = new HashMap<>();
    final long[] places = new long[PARTITIONS];

    void take(Fact fact) {
      TicketFigures before = tickets.get(fact.streamId());
      TicketFigures after = PROJECTION.evolve(before, fact);
      tickets.put(fact.streamId(), after);
      if (before != null) {
        move(before, -1);
      }
      move(after, 1);
      places[fact.partition()] = fact.offset() + 1;
    }

    private void move(TicketFigures ticket, int sign) {
      PROJECTION.contributions(ticket).forEach((cell, counts) -> {
        long[] sum = tally.computeIfAbsent(cell, c -> new long[Figure.COUNT]);
        IntStream.range(0, sum.length).forEach(i -> sum[i] += sign * counts[i]);
      });
    }

    private Map<String, Counts> of(Period period) {
      Map<String, Counts> of = new HashMap<>();
      tally.forEach((cell, counts) -> {
        if (cell.startsWith(period.key() + "/")) {
          of.put(cell.substring(period.key().length() + 1), Counts.of(counts));
        }
      });
      return of;
    }

    Standings standings(Period period) { return Standings.counted(UNITS, of(period), RULES.formula(period, null).orElseThrow(), RULES.of(period).scoreV2(), null); }

    Snapshot lock() {
      Assessment.Formula formula = RULES.formula(MAY, null).orElseThrow();
      Standings now = Standings.counted(UNITS, of(MAY), formula, RULES.of(MAY).scoreV2(), standings(APRIL));
      return now.snapshot(MAY.key(), Map.of("complaint-log", IntStream.range(0, PARTITIONS).mapToObj(p -> places[p]).toList()), formula, RULES.of(MAY).scoreV2(), UNITS.version(), new Before("2026-04", null, null));
    }
  }

  /** Complaints of two periods whose facts lie between each other in three partitions. */
  private static List<Fact> log(Random random) {
    List<List<Fact>> stories = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      stories.add(new ArrayList<>(Story.believable(random, (i % 3 == 0 ? APRIL : MAY).from().toInstant(), Duration.ofDays(29)).facts()));
    }
    long[] ends = new long[PARTITIONS];
    List<Fact> log = new ArrayList<>();
    while (!stories.isEmpty()) {
      List<Fact> story = stories.get(random.nextInt(stories.size()));
      Fact f = story.removeFirst();
      int partition = Math.floorMod(f.streamId().hashCode(), PARTITIONS);
      // Void records lie between the facts and count for nothing.
      ends[partition] += random.nextInt(5) == 0 ? 2 : 1;
      log.add(new Fact(f.streamId(), f.id(), f.type(), f.sequence(), f.at(), f.actor(), f.cause(), f.hash(), partition, ends[partition] - 1, f.said()));
      stories.removeIf(List::isEmpty);
    }
    return log;
  }

  static IntStream seeds() { return IntStream.range(0, 40); }

  @ParameterizedTest @MethodSource("seeds")
  void counting_again_from_the_log_at_the_places_of_a_version_gives_its_hash(int seed) {
    Random random = new Random(20260519L + seed);
    List<Fact> log = log(random);
    Following live = new Following();
    int cut = random.nextInt(log.size());
    log.subList(0, cut).forEach(live::take);
    Snapshot locked = live.lock();
    String text = locked.canonical();

    // Time goes on; what is locked does not.
    log.subList(cut, log.size()).forEach(live::take);
    assertEquals(text, locked.canonical());
    assertEquals(locked.hash(), Snapshot.hashOf(text));

    // Counted again, partition after partition, as a reader does who has nothing but the log and the places.
    Following again = new Following();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int p = partition;
      log.stream().filter(f -> f.partition() == p && f.offset() < locked.positions().get("complaint-log").get(p)).forEach(again::take);
    }
    assertEquals(text, again.lock().canonical());
    assertEquals(locked.hash(), again.lock().hash());
    for (RankedList list : RankedList.values()) {
      assertEquals(again.lock().lists().get(list.name()).size(), UNITS.ofKind(list.kind()).size());
    }
    // And one fact of the period more or less is seen.
    if (!live.lock().canonical().equals(text)) {
      assertNotEquals(locked.hash(), live.lock().hash());
    }
  }

  @Test void a_number_changed_anywhere_is_another_hash() {
    Following following = new Following();
    log(new Random(7)).forEach(following::take);
    Snapshot s = following.lock();
    int seen = 0;
    for (Map.Entry<String, List<String>> list : s.lists().entrySet()) {
      for (int i = 0; i < list.getValue().size(); i += 17) {
        List<String> lines = new ArrayList<>(list.getValue());
        lines.set(i, lines.get(i).replaceFirst("(\\d+)$", "1$1"));
        Map<String, List<String>> forged = new HashMap<>(s.lists());
        forged.put(list.getKey(), lines);
        assertNotEquals(s.hash(), new Snapshot(s.period(), null, s.positions(), s.rules(), s.formula(), s.scoreV2(), s.units(), s.previous(), s.columns(), forged).sealed().hash());
        seen++;
      }
    }
    assertTrue(seen > 30);
  }

  /** Domain C-10: locality A. 5 of the 40 unresolved are excluded by an upheld appeal after the lock. */
  @Test void worked_example_C10_an_exclusion_after_the_lock_is_a_difference_that_only_a_restatement_carries() {
    List<Story> stories = C10.stories("110107011", Instant.parse("2026-05-06T02:00:00Z"));
    Following live = new Following();
    long[] ends = new long[PARTITIONS];
    stories.forEach(story -> story.facts().forEach(f -> take(live, f, ends)));
    Snapshot first = live.lock();
    Standings.Place a = place(first);
    assertEquals(520, a.entry().volume());
    assertEquals(400, a.entry().counts().valid());
    assertEquals("91.55", a.entry().rates().score().rounded(2).toPlainString());
    assertEquals("90.00", a.entry().rates().resolution().percent().toPlainString());

    for (Story story : C10.unresolved(stories).subList(0, 5)) {
      int told = story.steps.size();
      story.later(Duration.ofDays(60)).excluded(true, false);
      story.facts().subList(told, story.steps.size()).forEach(f -> take(live, f, ends));
    }
    assertEquals(400, place(first).entry().counts().valid(), "the version stands");
    Standings.Place now = place(live.lock());
    assertEquals(395, now.entry().counts().valid());
    assertEquals(360, now.entry().counts().resolved());
    assertEquals("91.14", now.entry().rates().resolution().percent().toPlainString());
    assertNotEquals(first.hash(), live.lock().hash());
  }

  private static void take(Following live, Fact f, long[] ends) {
    live.take(new Fact(f.streamId(), f.id(), f.type(), f.sequence(), f.at(), f.actor(), f.cause(), f.hash(), 0, ends[0]++, f.said()));
  }

  private static Standings.Place place(Snapshot snapshot) {
    return Standings.locked(snapshot).of(RankedList.LOCALITY).stream().filter(p -> p.entry().unit().equals("110107011")).findFirst().orElseThrow();
  }
}
