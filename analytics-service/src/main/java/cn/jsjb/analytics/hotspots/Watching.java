package cn.jsjb.analytics.hotspots;

import cn.jsjb.analytics.Hotspot;
import cn.jsjb.analytics.ProactiveTask;
import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.analytics.hotspots.Tickets.Scope;
import cn.jsjb.analytics.proactive.Proposing;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.Period;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Spot;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.Follower;
import cn.jsjb.log.Ids;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import cn.jsjb.runtime.FollowingHealth;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Looks where tickets came in and says what it finds. The follower only notes which scopes were touched; every few seconds these are looked at, once a day all of them
 * and what goes by months. A crash loses nothing: the look at all of them is the first thing after a start and after partitions came, once their history is read, and
 * every decision is made against the hotspot's own stream. What fails is counted, told and tried again; it stops nothing else.
 */
@ApplicationScoped
public class Watching {
  private static final Logger LOG = Logger.getLogger(Watching.class);
  /** While so much of the log is unread the picture is not whole. */
  private static final long CATCHING_UP = 2_000;
  private static final int AT_ONCE = 500;
  /** So many failures one after the other are not of the scopes: the rest waits. */
  private static final int FAILURES = 5;
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final int SIMILAR = 50;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final String ACTOR = "policy:Hotspots";

  @Inject LogService<ProgrammeStream> service;
  @Inject LogService<TicketFigures> complaints;
  @Inject Tickets tickets;
  @Inject Catalogue catalogue;
  @Inject Clock clock;
  @Inject MeterRegistry metrics;
  @Inject @Readiness FollowingHealth following;

  private final HotspotRules rules = HotspotRules.get();
  private final Set<Scope> touched = ConcurrentHashMap.newKeySet();
  private final Map<Scope, Instant> failed = new ConcurrentHashMap<>();
  private final Cache<String, Scope> seen = Caffeine.newBuilder().maximumSize(20_000).build();
  private final Set<String> generalised = new HashSet<>();
  private final Chore all = new Chore();
  private final Chore seasons = new Chore();
  private final Chore novelties = new Chore();
  private volatile Instant knownSince;

  /** Called by the follower after each commit. */
  public void applied(List<Row<TicketFigures>> rows) {
    for (Row<TicketFigures> row : rows) {
      TicketFigures t = row.state();
      if (t != null && t.spot() != null && t.category() != null) {
        Scope scope = new Scope(t.category(), t.spot());
        if (!scope.equals(seen.asMap().put(row.id(), scope))) {
          touched.add(scope);
        }
      }
    }
  }

  @Scheduled(every = "${jsjb.hotspots.every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    Follower<TicketFigures> follower = complaints.follower();
    // Asked first: partitions that come from now on make another round.
    long assignments = follower.assignments();
    look(assignments, !follower.owned().isEmpty() && isCaughtUp(follower) && isCaughtUp(service.follower()));
  }

  private static boolean isCaughtUp(Follower<?> follower) { return follower.owned().stream().allMatch(follower::isCaughtUp); }

  /** @param whole what was in the logs when this instance began is read; before that nothing is looked at, and what was looked at is looked at again */
  void look(long assignments, boolean whole) {
    if (!whole) {
      List.of(all, seasons, novelties).forEach(Chore::undo);
    } else if (assignments > 0 && following.lag() <= CATCHING_UP) {
      look(clock.instant(), assignments);
    }
  }

  private void look(Instant now, long assignments) {
    HotspotRules.Version version = rules.at(now);
    Chore.Round round = new Chore.Round(LocalDate.ofInstant(now, Period.ZONE), assignments);
    daily(all, "all scopes", round, now, () -> {
      knownSince = tickets.extent().first();
      Instant counts = now.minus(Duration.ofDays(version.quietDays()));
      touched.addAll(tickets.busy(counts.minus(Arrivals.window(version)), Arrivals.fewest(version), counts));
      return true;
    });
    daily(seasons, "seasons", round, now, () -> seasons(round.day(), version));
    daily(novelties, "new business", round, now, () -> novelties(round.day(), version));
    touched(now, version);
    attempt("hotspots without a task", () -> tickets.withoutTask().forEach(id -> attempt("a task for hotspot " + id, () -> propose(id, now, version))));
    attempt("closed tickets", () -> generalise(now, version));
  }

  private void daily(Chore chore, String what, Chore.Round round, Instant now, BooleanSupplier doing) {
    if (chore.isDue(round, now)) {
      boolean[] whole = new boolean[1];
      attempt(what, () -> whole[0] = doing.getAsBoolean());
      if (whole[0]) {
        chore.done(round);
      } else {
        chore.failed(now);
      }
    }
  }

  /** Does one thing. False when it failed, which stops nothing else. */
  private boolean attempt(String what, Runnable doing) {
    try {
      doing.run();
      return true;
    } catch (RuntimeException e) {
      metrics.counter("jsjb.hotspots.failed").increment();
      LOG.warnf("looking for hotspots, %s: %s", what, e.getMessage());
      LOG.debug("cause", e);
      return false;
    }
  }

  private void touched(Instant now, HotspotRules.Version version) {
    failed.forEach((scope, since) -> {
      if (!now.isBefore(since.plus(AGAIN))) {
        failed.remove(scope);
        touched.add(scope);
      }
    });
    List<Scope> scopes = new ArrayList<>(touched);
    Instant since = now.minus(Arrivals.lookBack(version));
    int inARow = 0;
    for (int from = 0; from < scopes.size() && inARow < FAILURES; from += AT_ONCE) {
      List<Scope> some = scopes.subList(from, Math.min(scopes.size(), from + AT_ONCE));
      // Taken away before looking: what comes in meanwhile is looked at again.
      some.forEach(touched::remove);
      Map<Scope, List<Sighting>> histories = new HashMap<>();
      if (!attempt("%d scopes".formatted(some.size()), () -> histories.putAll(tickets.histories(some, since)))) {
        some.forEach(scope -> failed.put(scope, now));
        inARow++;
      }
      for (Map.Entry<Scope, List<Sighting>> one : histories.entrySet()) {
        Scope scope = one.getKey();
        if (inARow >= FAILURES) {
          touched.add(scope);
        } else if (attempt(scope.toString(), () -> arrivals(scope, one.getValue(), now, version))) {
          inARow = 0;
        } else {
          failed.put(scope, now);
          inARow++;
        }
      }
    }
  }

  private void arrivals(Scope scope, List<Sighting> history, Instant now, HotspotRules.Version version) {
    List<Sighting> known = history.stream().filter(s -> !s.at().isAfter(now)).toList();
    for (String id : Arrivals.RULES) {
      HotspotRules.Rule rule = version.rule(id);
      List<Occasion> found = Arrivals.of(rule, known, now.minus(Duration.ofDays(version.quietDays())), knownSince);
      if (!found.isEmpty()) {
        Spot spot = Detecting.place(scope.spot(), found.getFirst().window(), version.majority());
        say(rule, scope.category(), spot, state -> Arrivals.of(rule, known, Detecting.toldUntil(state, now, version), knownSince), known, now, version);
      }
    }
  }

  /** False when some were not said. */
  private boolean seasons(LocalDate today, HotspotRules.Version version) {
    HotspotRules.Rule rule = version.rule("H5");
    Instant known = tickets.extent().first();
    boolean[] whole = {true};
    LocalDate first = today.plusDays(rule.get("leadDays")).withDayOfMonth(1).minusMonths(13);
    Instant from = first.atStartOfDay(Period.ZONE).toInstant();
    tickets.months(from, first.plusMonths(12).atStartOfDay(Period.ZONE).toInstant()).forEach((locality, volumes) -> Months.seasons(rule, volumes, today, known).forEach((category, occasion) -> {
      String district = catalogue.units().districtOf(locality).map(d -> d.code()).orElse(null);
      whole[0] &= attempt("the season of %s in %s".formatted(category, locality),
          () -> say(rule, category, new Spot(Spot.Kind.LOCALITY, locality, district, locality), state -> List.of(occasion), List.of(), clock.instant(), version));
    }));
    return whole[0];
  }

  /** False when some were not said. */
  private boolean novelties(LocalDate today, HotspotRules.Version version) {
    HotspotRules.Rule rule = version.rule("H6");
    Instant before = today.atStartOfDay(Period.ZONE).toInstant();
    Instant first = tickets.extent().first();
    int known = first == null ? 0 : (int) (Duration.between(first, before).toDays() / Months.SPAN);
    boolean[] whole = {true};
    int spans = Math.min(known, rule.get("months") + rule.get("monthsBefore"));
    if (spans > rule.get("months")) {
      tickets.spans(before, spans).forEach((category, counts) -> {
        Occasion occasion = Months.growth(rule, counts, today);
        if (occasion != null) {
          whole[0] &= attempt("new business " + category, () -> say(rule, category, Spot.CITY, state -> List.of(occasion), List.of(), clock.instant(), version));
        }
      });
    }
    return whole[0];
  }

  /** Opens, then extends to the newest occasion: two facts at most. Throws when it is not known whether it was said. */
  private void say(HotspotRules.Rule rule, String category, Spot spot, java.util.function.Function<Hotspot, List<Occasion>> occasions, List<Sighting> history, Instant now, HotspotRules.Version version) {
    String unit = Detecting.unit(spot, cityUnit(category), catalogue.units(), now);
    String id = idOf(rule.id(), category, spot.code());
    for (int facts = 0; facts < 2; facts++) {
      switch (handle(id, (state, at) -> Detecting.decide((Hotspot) state, rule.id(), category, spot, unit, occasions.apply((Hotspot) state), history, version))) {
        case Outcome.Done<ProgrammeStream> done -> { }
        case Outcome.Refused<ProgrammeStream> nothingNew -> { return; }
        case Outcome.Unknown<ProgrammeStream> unknown -> throw new IllegalStateException("not known whether hotspot %s was said".formatted(id));
        case Outcome.Away<ProgrammeStream> away -> throw new IllegalStateException(away.why());
      }
    }
  }

  /** The stream of a rule, category and spot. */
  static String idOf(String rule, String category, String spot) { return Ids.named("hotspot", rule, category, spot).toString(); }

  private void propose(String hotspot, Instant now, HotspotRules.Version version) {
    Row<ProgrammeStream> row = service.follower().load(hotspot);
    if (row != null && row.state() instanceof Hotspot h && h.isOpen()) {
      // By its number among those of the scope, so that two nodes propose the same one.
      String id = Ids.named("proactive-task", h.category(), h.spotCode(), String.valueOf(tickets.tasks(h.category(), h.spotCode()))).toString();
      handle(id, (state, at) -> Proposing.forHotspot((ProactiveTask) state, hotspot, h, at, version));
    }
  }

  private void generalise(Instant now, HotspotRules.Version version) {
    for (Tickets.Generalised ticket : tickets.generalised(now.minus(Duration.ofDays(version.quietDays())))) {
      if (!generalised.contains(ticket.id())) {
        attempt("the like of ticket " + ticket.id(), () -> generalise(ticket, now, version));
      }
    }
  }

  private void generalise(Tickets.Generalised ticket, Instant now, HotspotRules.Version version) {
    List<Spot> similar = tickets.similar(ticket, now.minus(YEAR), SIMILAR).stream().map(code -> new Spot(cn.jsjb.analytics.Cells.kindOf(code), code, ticket.district(), ticket.locality())).toList();
    Spot spot = new Spot(Spot.Kind.LOCALITY, ticket.locality(), ticket.district(), ticket.locality());
    String unit = Detecting.unit(spot, cityUnit(ticket.category()), catalogue.units(), now);
    String id = Ids.named("generalised-task", ticket.id()).toString();
    if (handle(id, (state, at) -> Proposing.generalised((ProactiveTask) state, ticket.id(), ticket.category(), spot, similar, unit, at, version)) instanceof Outcome.Done || service.follower().load(id) != null) {
      generalised.add(ticket.id());
    }
  }

  /** Who acts for the whole city: the lead of the problem that the category is, else the bureau of the hotline. */
  private String cityUnit(String category) { return Proposing.cityUnit(category, catalogue); }

  private Outcome<ProgrammeStream> handle(String id, BiFunction<ProgrammeStream, Instant, Decision> decide) {
    return service.commands().handle(new Command<>(id, ACTOR, null, null, decide));
  }
}
