package cn.jsjb.tools.simulating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.supervision.clues.Clue;
import cn.jsjb.supervision.clues.Learned;
import cn.jsjb.supervision.clues.Watching;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * SP10 and SP11 over a month in which wrong is done on purpose: the clues found are the wrongs planted, and what the ordinary city does wrong by accident. That
 * is told by definitions of its own, which look at whole histories with hindsight and share nothing with the rules.
 */
class WrongsTest {
  /** One whole period of assessment (rule C-7), and two days for what is late. */
  private static final LocalDate START = LocalDate.parse("2026-04-19");
  private static final Instant FROM = Instant.parse("2026-04-18T16:00:00Z"), PERIOD_END = Instant.parse("2026-05-18T16:00:00Z"), UNTIL = Instant.parse("2026-05-20T16:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Catalogue CATALOGUE = Catalogue.get();

  private static Recording month;
  private static Wrongs wrongs;
  private static Simulation.Result result;
  private static final Map<String, Set<String>> FOUND = new TreeMap<>();
  private static final List<Clue> CLUES = new ArrayList<>();

  @BeforeAll static void a_month_with_wrongs() {
    month = new Recording();
    wrongs = Wrongs.planned(11, 4);
    result = new Simulation(new Simulation.Settings(11, START, 30, 300, UNTIL), CATALOGUE, RepeatableBox.of(new byte[32]), month, wrongs).run();
    Watching watching = new Watching(ClueRules.get(), CATALOGUE.units(), CATALOGUE.duties(), record -> List.of(), true);
    long began = System.nanoTime();
    month.inOrder.forEach(fact -> CLUES.addAll(watching.see(fact, fact.at())));
    CLUES.addAll(watching.until(UNTIL));
    System.out.printf("%,d facts weighed at %,d facts/s%n", month.inOrder.size(), month.inOrder.size() * 1_000_000_000L / (System.nanoTime() - began));
    CLUES.forEach(c -> FOUND.computeIfAbsent(c.ruleId(), r -> new TreeSet<>()).add(subject(c)));
  }

  private static String subject(Clue c) { return c.subject().id(); }

  private static Set<String> planted(Wrongs.Kind kind) {
    return wrongs.planted().stream().filter(p -> p.kind() == kind).map(Wrongs.Planted::who).collect(Collectors.toCollection(TreeSet::new));
  }

  // What is wrong, with hindsight.

  /** @param at when it was done @param ticket where @param who did it */
  private record Deed(String who, String ticket, Instant at) {}

  private static List<Deed> deeds(BiConsumer<List<Fact>, List<Deed>> looking) {
    List<Deed> deeds = new ArrayList<>();
    month.streams.values().forEach(stream -> looking.accept(stream, deeds));
    return deeds;
  }

  /** Whoever did it in so many tickets within thirty days. */
  private static Set<String> often(List<Deed> deeds, int times, boolean differentTickets) {
    Set<String> who = new TreeSet<>();
    deeds.stream().collect(Collectors.groupingBy(Deed::who)).forEach((name, own) -> {
      own.sort(Comparator.comparing(Deed::at));
      for (Deed last : own) {
        Stream<Deed> before = own.stream().filter(d -> !d.at().isAfter(last.at()) && d.at().isAfter(last.at().minus(MONTH)));
        if ((differentTickets ? before.map(Deed::ticket).distinct().count() : before.count()) >= times) {
          who.add(name);
        }
      }
    });
    return who;
  }

  /** The last fact of this type before the n-th one, after the ticket last changed hands. */
  private static <E> Fact lastBefore(List<Fact> stream, int n, Class<E> type) {
    for (int i = n - 1; i >= 0; i--) {
      if (type.isInstance(stream.get(i).event())) {
        return stream.get(i);
      }
      if (stream.get(i).event() instanceof DispatchEvent.TicketDispatched || stream.get(i).event() instanceof SupervisionEvent.SupervisionOrdered) {
        return null;
      }
    }
    return null;
  }

  private static Set<String> falseResolved() {
    List<Deed> byUnit = deeds((stream, deeds) -> falseResolved(stream, (unit, fact) -> deeds.add(new Deed(unit + "|" + category(stream, fact), fact.streamId(), fact.at()))));
    Set<String> who = often(byUnit, 3, true).stream().map(name -> name.substring(0, name.indexOf('|'))).collect(Collectors.toCollection(TreeSet::new));
    List<Deed> byTicket = deeds((stream, deeds) -> falseResolved(stream, (unit, fact) -> deeds.add(new Deed(fact.streamId(), fact.streamId(), fact.at()))));
    who.addAll(often(byTicket, 2, false));
    return who;
  }

  private static void falseResolved(List<Fact> stream, BiConsumer<String, Fact> found) {
    for (int i = 0; i < stream.size(); i++) {
      if (stream.get(i).event() instanceof SupervisionEvent.CallbackCompleted e && !e.resolved() && !e.partly()
          && lastBefore(stream, i, DispatchEvent.ResultReportedToHotline.class) instanceof Fact said && ((DispatchEvent.ResultReportedToHotline) said.event()).outcome() == DispatchEvent.Outcome.RESOLVED) {
        found.accept(((DispatchEvent.ResultReportedToHotline) said.event()).unit(), stream.get(i));
      }
    }
  }

  private static String category(List<Fact> stream, Fact until) {
    return stream.stream().filter(f -> f.sequence() <= until.sequence()).map(f -> f.event() instanceof IntakeEvent.TicketRegistered r ? r.classification().category()
        : f.event() instanceof IntakeEvent.TicketReclassified r && r.classification() != null ? r.classification().category() : null).filter(c -> c != null).reduce((a, b) -> b).orElse("?");
  }

  private static Set<String> carousels() {
    return month.streams.entrySet().stream().filter(e -> e.getValue().stream().anyMatch(f -> f.event() instanceof DispatchEvent.TicketDispatched d && d.hop() >= 3)
        || e.getValue().stream().filter(f -> f.event() instanceof DispatchEvent.ObjectionRejected).count() >= 2).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> blindReturns() {
    Map<String, int[]> units = new HashMap<>();
    month.streams.values().forEach(stream -> {
      Map<Integer, String> objectors = new HashMap<>();
      stream.stream().filter(f -> f.at().isBefore(PERIOD_END)).forEach(f -> {
        switch (f.event()) {
          case DispatchEvent.DispatchObjected e -> objectors.put(e.number(), e.unit());
          case DispatchEvent.ObjectionRejected e -> {
            units.computeIfAbsent(objectors.get(e.number()), u -> new int[2])[0]++;
            units.get(objectors.get(e.number()))[1]++;
          }
          case DispatchEvent.ObjectionUpheld e -> units.computeIfAbsent(objectors.get(e.number()), u -> new int[2])[1]++;
          default -> { }
        }
      });
    });
    return units.entrySet().stream().filter(e -> e.getValue()[0] >= 5 && e.getValue()[0] * 2 >= e.getValue()[1]).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> with(Class<?>... types) {
    return month.streams.entrySet().stream().filter(e -> e.getValue().stream().anyMatch(f -> Stream.of(types).anyMatch(t -> t.isInstance(f.event())))).map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> missedWhistles() {
    Set<String> who = often(deeds((stream, deeds) -> stream.forEach(f -> {
      if (f.event() instanceof DispatchEvent.WhistleReportMissed e) {
        deeds.add(new Deed(e.department(), f.streamId(), f.at()));
      }
    })), 2, false);
    month.inOrder.forEach(f -> {
      if (f.event() instanceof DispatchEvent.WhistleReportRefused e) {
        who.add(e.department());
      }
    });
    return who;
  }

  /** Nothing was said since it came to the unit that would excuse it. */
  private static Set<String> lateWithoutReason() {
    return often(deeds((stream, deeds) -> {
      for (int i = 0; i < stream.size(); i++) {
        Fact f = stream.get(i);
        if (f.event() instanceof DispatchEvent.FeedbackOverdue e && Stream.of(DispatchEvent.TimeLimitExtended.class, DispatchEvent.DeferralRequested.class, DispatchEvent.ClaimantAsked.class,
            DispatchEvent.EscalationRequested.class, DispatchEvent.SpecialCaseStageReported.class).allMatch(lastBeforeIn(stream, i))) {
          deeds.add(new Deed(e.unit(), f.streamId(), f.at()));
        } else if (f.event() instanceof DispatchEvent.PartOverdue e && stream.subList(0, i).stream().noneMatch(s -> s.event() instanceof DispatchEvent.PartStageReported p && p.number() == e.number()
            || s.event() instanceof DispatchEvent.CoHandlingStageReported c && c.number() == e.number())) {
          deeds.add(new Deed(e.unit(), f.streamId(), f.at()));
        }
      }
    }), 3, false);
  }

  private static java.util.function.Predicate<Class<?>> lastBeforeIn(List<Fact> stream, int i) { return type -> lastBefore(stream, i, type) == null; }

  private static Set<String> deferralAbuse() {
    Map<String, Integer> sent = new HashMap<>();
    Map<String, Integer> deferred = new HashMap<>();
    month.streams.values().forEach(stream -> {
      String asker = null;
      for (Fact f : stream) {
        if (f.at().isBefore(PERIOD_END)) {
          switch (f.event()) {
            case DispatchEvent.TicketDispatched e when e.round() == 1 -> sent.merge(e.unit(), 1, Integer::sum);
            case DispatchEvent.DeferralRequested e -> asker = e.unit();
            case DispatchEvent.DeferralApproved e when e.level() == DispatchEvent.ApprovalLevel.CITY -> deferred.merge(asker, 1, Integer::sum);
            default -> { }
          }
        }
      }
    });
    Map<Unit.Kind, List<Double>> rates = new HashMap<>();
    sent.forEach((unit, n) -> {
      if (n >= 20) {
        rates.computeIfAbsent(CATALOGUE.units().require(unit).kind(), k -> new ArrayList<>()).add(deferred.getOrDefault(unit, 0) / (double) n);
      }
    });
    rates.values().forEach(list -> list.sort(null));
    return deferred.entrySet().stream().filter(e -> e.getValue() >= 3 && sent.getOrDefault(e.getKey(), 0) >= 20).filter(e -> {
      double rate = e.getValue() / (double) sent.get(e.getKey());
      List<Double> peers = rates.get(CATALOGUE.units().require(e.getKey()).kind());
      double median = peers.get((peers.size() - 1) / 2);
      return rate > 0.1 || median > 0 && rate > 2 * median;
    }).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> fakeContacts() {
    Set<String> tickets = new TreeSet<>();
    month.streams.forEach((id, stream) -> {
      for (int i = 0; i < stream.size(); i++) {
        if (stream.get(i).event() instanceof SupervisionEvent.CallbackCompleted e && !e.contacted()) {
          boolean said = false;
          for (int j = i - 1; j >= 0 && !(stream.get(j).event() instanceof DispatchEvent.TicketDispatched) && !(stream.get(j).event() instanceof SupervisionEvent.SupervisionOrdered); j--) {
            said |= stream.get(j).event() instanceof DispatchEvent.ClaimantContacted c && c.outcome() == DispatchEvent.ContactOutcome.REACHED;
          }
          if (said) {
            tickets.add(id);
          }
        }
      }
    });
    return tickets;
  }

  @Test void the_wrongs_come_about_through_the_deciders_like_everything_else() {
    assertEquals(List.of(), month.problems);
    assertEquals(Map.of(), result.refused());
    for (Wrongs.Kind kind : Wrongs.Kind.values()) {
      assertTrue(!planted(kind).isEmpty(), kind + " was planted");
    }
  }

  @Test void SP10_SP11_the_clues_found_are_the_wrongs_planted_and_the_accidents_of_the_city() {
    Map<Wrongs.Kind, Set<String>> actual = new TreeMap<>(Map.of(Wrongs.Kind.FALSE_RESOLVED, falseResolved(), Wrongs.Kind.CAROUSEL, carousels(), Wrongs.Kind.BLIND_RETURN, blindReturns(),
        Wrongs.Kind.BROKEN_PROMISE, with(DispatchEvent.DeferralExpired.class, DispatchEvent.CommitmentBreached.class, DispatchEvent.TolerantHandlingFailed.class), Wrongs.Kind.MISSED_WHISTLE, missedWhistles(), Wrongs.Kind.LATE_WITHOUT_REASON, lateWithoutReason(),
        Wrongs.Kind.EXCLUSION_ABUSE, deferralAbuse(), Wrongs.Kind.FAKE_CONTACT, fakeContacts()));
    StringBuilder table = new StringBuilder("%n%-5s %-20s %8s %8s %8s %10s %8s%n".formatted("rule", "wrong", "planted", "accident", "found", "precision", "recall"));
    List<String> misses = new ArrayList<>();
    actual.forEach((kind, wrong) -> {
      Set<String> found = FOUND.getOrDefault(kind.rule, Set.of());
      Set<String> all = new TreeSet<>(wrong);
      all.addAll(planted(kind));
      long right = found.stream().filter(all::contains).count();
      table.append("%-5s %-20s %8d %8d %8d %10.3f %8.3f%n".formatted(kind.rule, kind, planted(kind).size(), wrong.stream().filter(w -> !planted(kind).contains(w)).count(), found.size(),
          found.isEmpty() ? 1 : right / (double) found.size(), all.isEmpty() ? 1 : right / (double) all.size()));
      if (!all.equals(found)) {
        misses.add("%s: not found %s, wrongly found %s".formatted(kind, all.stream().filter(w -> !found.contains(w)).toList(), found.stream().filter(f -> !all.contains(f)).toList()));
      }
    });
    CLUES.stream().map(Clue::ruleId).distinct().sorted().filter(r -> Stream.of(Wrongs.Kind.values()).noneMatch(k -> k.rule.equals(r)))
        .forEach(r -> table.append("%-5s %-20s %8s %8s %8d%n".formatted(r, "(not planted)", "-", "-", FOUND.get(r).size())));
    System.out.println(table);
    assertEquals(List.of(), misses);
    // And each wrong that was planted is among the evidence of a clue about its doer.
    for (Wrongs.Planted planted : wrongs.planted()) {
      Set<String> streams = CLUES.stream().filter(c -> c.ruleId().equals(planted.kind().rule) && subject(c).equals(planted.who())).flatMap(c -> c.evidence().stream()).map(e -> e.stream())
          .collect(Collectors.toSet());
      assertTrue(planted.tickets().stream().filter(streams::contains).count() >= Math.min(planted.kind().times, 5), planted + " in " + streams);
    }
  }

  /** The programme is not played yet: tasks and spot checks are told to the rules as the other log would. */
  @Test void SP10_task_washing_is_found_among_tasks_that_were_done() {
    Watching watching = new Watching(ClueRules.get(), CATALOGUE.units(), CATALOGUE.duties(), record -> List.of(), true);
    List<Clue> clues = new ArrayList<>();
    Chance chance = Chance.of(11, "tasks", 0);
    Set<String> washed = new TreeSet<>();
    month.inOrder.forEach(fact -> clues.addAll(watching.see(fact, fact.at())));
    for (int task = 1; task <= 60; task++) {
      String problem = "MT2021-P%02d".formatted(1 + chance.below(27));
      clues.addAll(watching.learn(new Learned.TaskCompleted(problem, "completed-" + task, UNTIL, problem, "T%03d".formatted(task), "110000D03")));
      if (chance.happens(0.1)) {
        washed.add("checked-" + task);
        clues.addAll(watching.learn(new Learned.SpotCheckFailed(problem, "checked-" + task, UNTIL, problem, "T%03d".formatted(task), null)));
      }
    }
    assertEquals(washed, clues.stream().filter(c -> c.ruleId().equals("C14")).flatMap(c -> c.evidence().stream()).map(e -> e.event()).filter(e -> e.startsWith("checked")).collect(Collectors.toCollection(TreeSet::new)));
    assertTrue(washed.size() >= 3);
  }

  @Test void without_wrongs_on_purpose_the_city_is_the_one_it_was() {
    Recording plain = new Recording();
    Recording none = new Recording();
    Instant until = Instant.parse("2026-04-24T00:00:00Z");
    new Simulation(new Simulation.Settings(11, START, 4, 60, until), CATALOGUE, RepeatableBox.of(new byte[32]), plain).run();
    new Simulation(new Simulation.Settings(11, START, 4, 60, until), CATALOGUE, RepeatableBox.of(new byte[32]), none, Wrongs.planned(11, 0)).run();
    assertEquals(plain.digest(), none.digest());
    assertTrue(FROM.isBefore(PERIOD_END));
  }
}
