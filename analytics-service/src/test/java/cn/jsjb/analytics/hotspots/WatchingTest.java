package cn.jsjb.analytics.hotspots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.analytics.hotspots.Tickets.Extent;
import cn.jsjb.analytics.hotspots.Tickets.Generalised;
import cn.jsjb.analytics.hotspots.Tickets.Scope;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.runtime.FollowingHealth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** When everything is looked at, and what goes on when something fails. */
class WatchingTest {
  private static final Scope VENDORS = new Scope("020301", "110107011001"), WATER = new Scope("010101", "110107003001");

  private final Shelf shelf = new Shelf();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Watching watching = new Watching();
  private Instant now = Instant.parse("2026-05-06T03:22:00Z");

  WatchingTest() {
    watching.tickets = shelf;
    watching.catalogue = Catalogue.get();
    watching.metrics = metrics;
    watching.following = new FollowingHealth() {
      @Override public long lag() { return 0; }
    };
    watching.clock = new Clock() {
      @Override public java.time.ZoneId getZone() { return ZoneOffset.UTC; }
      @Override public Clock withZone(java.time.ZoneId zone) { return this; }
      @Override public Instant instant() { return now; }
    };
  }

  /** Tickets that say what was asked of them. */
  private final class Shelf extends Tickets {
    final List<String> asked = new ArrayList<>();
    final Set<String> broken = new HashSet<>();

    private <T> T answer(String what, T answer) {
      asked.add(what);
      if (broken.contains(what)) {
        throw new IllegalStateException("no " + what);
      }
      return answer;
    }

    @Override Extent extent() { return new Extent(now.minus(Duration.ofDays(400)), now); }
    @Override List<Scope> busy(Instant since, int atLeast, Instant lastAfter) { return answer("busy", List.of(VENDORS, WATER)); }
    @Override Map<Scope, List<Sighting>> histories(Collection<Scope> scopes, Instant since) { return answer("histories", scopes.stream().collect(Collectors.toMap(s -> s, this::history))); }
    @Override Map<String, Map<String, Map<YearMonth, Integer>>> months(Instant from, Instant to) { return answer("months", Map.of()); }
    @Override Map<String, int[]> spans(Instant before, int spans) { return answer("spans", Map.of()); }
    @Override List<Generalised> generalised(Instant since) { return answer("generalised", List.of()); }
    @Override List<String> withoutTask() { return answer("withoutTask", List.of()); }

    private List<Sighting> history(Scope scope) {
      return new java.util.AbstractList<>() {
        @Override public Sighting get(int i) { return answer(scope.category(), new Sighting(now.minus(Duration.ofDays(40)), "a", "110107", "110107011")); }
        @Override public int size() { return 1; }
      };
    }

    List<String> since() {
      List<String> since = List.copyOf(asked);
      asked.clear();
      return since;
    }
  }

  private List<String> look(long assignments, boolean whole) {
    watching.look(assignments, whole);
    now = now.plusSeconds(5);
    return shelf.since();
  }

  private double failures() { return metrics.counter("jsjb.hotspots.failed").count(); }

  @Test void nothing_is_looked_at_before_the_history_is_read() {
    assertEquals(List.of(), look(0, true), "no partition yet");
    assertEquals(List.of(), look(1, false), "catching up");
    assertTrue(look(1, true).containsAll(List.of("busy", "months", "spans", "020301", "010101")));
  }

  @Test void everything_is_looked_at_once_a_day() {
    look(1, true);
    assertEquals(List.of("withoutTask", "generalised"), look(1, true));
    now = now.plus(Duration.ofDays(1));
    assertTrue(look(1, true).contains("busy"));
  }

  @Test void partitions_that_come_bring_what_nobody_noted() {
    look(1, true);
    look(2, false);
    assertTrue(look(2, true).contains("busy"));
    assertTrue(look(3, true).contains("busy"), "also when they were caught up between two looks");
  }

  @Test void history_that_goes_on_after_a_silence_is_looked_at_again() {
    look(1, true);
    look(1, false);
    assertTrue(look(1, true).contains("busy"));
  }

  @Test void a_scope_that_fails_stops_no_other() {
    shelf.broken.add("020301");
    List<String> asked = look(1, true);
    assertTrue(asked.containsAll(List.of("020301", "010101", "withoutTask", "generalised")), asked.toString());
    assertEquals(1, failures());
    assertFalse(look(1, true).contains("020301"), "not at once again");
    now = now.plusSeconds(60);
    assertTrue(look(1, true).contains("020301"));
  }

  @Test void a_question_that_fails_stops_no_other_and_is_asked_again() {
    for (String question : List.of("busy", "months", "spans", "histories", "withoutTask", "generalised")) {
      WatchingTest one = new WatchingTest();
      one.shelf.broken.add(question);
      List<String> asked = one.look(1, true);
      assertEquals(1, one.failures(), question);
      assertTrue(asked.containsAll(List.of("busy", "months", "spans", "withoutTask", "generalised")), question + ": " + asked);
      one.shelf.broken.clear();
      one.now = one.now.plusSeconds(60);
      assertTrue(one.look(1, true).contains(question), question);
    }
  }
}
