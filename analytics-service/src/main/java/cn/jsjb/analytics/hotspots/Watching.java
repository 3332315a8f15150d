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
import cn.jsjb.log.Ids;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import cn.jsjb.runtime.FollowingHealth;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Looks where tickets came in and says what it finds. The follower only notes which scopes were touched; every few seconds these are looked at, once a day all of them
 * and what goes by months. A crash loses nothing: the look at all of them is the first thing after a start, and every decision is made against the hotspot's own stream.
 */
@ApplicationScoped
public class Watching {
  private static final Logger LOG = Logger.getLogger(Watching.class);
  private static final List<String> BY_ARRIVAL = List.of("H1", "H2", "H3", "H4");
  /** Back to the beginning of the weeks that a surge is compared with. */
  private static final Duration LOOKBACK = Duration.ofDays(7 + 8 * 7 + 1);
  /** While so much of the log is unread the picture is not whole. */
  private static final long CATCHING_UP = 2_000;
  private static final int AT_ONCE = 500;
  /** No rule is satisfied with fewer. */
  private static final int FEWEST = 3;
  private static final int SIMILAR = 50;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final String ACTOR = "policy:Hotspots";

  @Inject LogService<ProgrammeStream> service;
  @Inject Tickets tickets;
  @Inject Catalogue catalogue;
  @Inject Clock clock;
  @Inject @Readiness FollowingHealth following;

  private final HotspotRules rules = HotspotRules.get();
  private final Set<Scope> touched = ConcurrentHashMap.newKeySet();
  private final Cache<String, Scope> seen = Caffeine.newBuilder().maximumSize(20_000).build();
  private final Set<String> generalised = new HashSet<>();
  private volatile LocalDate lookedAtAll;
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
    try {
      if (following.lag() <= CATCHING_UP) {
        look(clock.instant());
      }
    } catch (RuntimeException away) {
      LOG.debugf("looking for hotspots: %s", away.getMessage());
    }
  }

  private void look(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, Period.ZONE);
    HotspotRules.Version version = rules.at(now);
    if (!today.equals(lookedAtAll)) {
      knownSince = tickets.extent().first();
      touched.addAll(tickets.busy(now.minus(Duration.ofDays(version.quietDays())), FEWEST));
      seasons(today, version);
      novelties(today, version);
      lookedAtAll = today;
    }
    List<Scope> scopes = new ArrayList<>(touched);
    for (int from = 0; from < scopes.size(); from += AT_ONCE) {
      List<Scope> some = scopes.subList(from, Math.min(scopes.size(), from + AT_ONCE));
      // Taken away before looking: what comes in meanwhile is looked at again.
      some.forEach(touched::remove);
      try {
        tickets.histories(some, now.minus(LOOKBACK)).forEach((scope, history) -> arrivals(scope, history, now, version));
      } catch (RuntimeException again) {
        touched.addAll(some);
        throw again;
      }
    }
    tickets.withoutTask().forEach(id -> propose(id, now, version));
    generalise(now, version);
  }

  private void arrivals(Scope scope, List<Sighting> history, Instant now, HotspotRules.Version version) {
    List<Sighting> known = history.stream().filter(s -> !s.at().isAfter(now)).toList();
    for (String id : BY_ARRIVAL) {
      HotspotRules.Rule rule = version.rule(id);
      List<Occasion> all = Arrivals.of(rule, known, now.minus(Duration.ofDays(version.quietDays())), knownSince);
      if (!all.isEmpty()) {
        Spot spot = Detecting.place(scope.spot(), all.getFirst().window(), version.majority());
        say(rule, scope.category(), spot, state -> Arrivals.of(rule, known, Detecting.toldUntil(state, now, version), knownSince), known, now, version);
      }
    }
  }

  private void seasons(LocalDate today, HotspotRules.Version version) {
    HotspotRules.Rule rule = version.rule("H5");
    LocalDate first = today.plusDays(rule.get("leadDays")).withDayOfMonth(1).minusMonths(13);
    Instant from = first.atStartOfDay(Period.ZONE).toInstant();
    tickets.months(from, first.plusMonths(12).atStartOfDay(Period.ZONE).toInstant()).forEach((locality, volumes) -> Months.seasons(rule, volumes, today, knownSince).forEach((category, occasion) -> {
      String district = catalogue.units().districtOf(locality).map(d -> d.code()).orElse(null);
      say(rule, category, new Spot(Spot.Kind.LOCALITY, locality, district, locality), state -> List.of(occasion), List.of(), clock.instant(), version);
    }));
  }

  private void novelties(LocalDate today, HotspotRules.Version version) {
    HotspotRules.Rule rule = version.rule("H6");
    Instant before = today.atStartOfDay(Period.ZONE).toInstant();
    int known = knownSince == null ? 0 : (int) (Duration.between(knownSince, before).toDays() / Months.SPAN);
    int spans = Math.min(known, rule.get("months") + rule.get("monthsBefore"));
    if (spans > rule.get("months")) {
      tickets.spans(before, spans).forEach((category, counts) -> {
        Occasion occasion = Months.growth(rule, counts, today);
        if (occasion != null) {
          say(rule, category, Spot.CITY, state -> List.of(occasion), List.of(), clock.instant(), version);
        }
      });
    }
  }

  /** Opens, then extends to the newest occasion: two facts at most. */
  private void say(HotspotRules.Rule rule, String category, Spot spot, java.util.function.Function<Hotspot, List<Occasion>> occasions, List<Sighting> history, Instant now, HotspotRules.Version version) {
    String unit = Detecting.unit(spot, cityUnit(category), catalogue.units(), now);
    String id = idOf(rule.id(), category, spot.code());
    for (int facts = 0; facts < 2; facts++) {
      if (!(handle(id, (state, at) -> Detecting.decide((Hotspot) state, rule.id(), category, spot, unit, occasions.apply((Hotspot) state), history, version)) instanceof Outcome.Done)) {
        return;
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
      if (generalised.add(ticket.id())) {
        List<Spot> similar = tickets.similar(ticket, now.minus(YEAR), SIMILAR).stream().map(code -> new Spot(cn.jsjb.analytics.Cells.kindOf(code), code, ticket.district(), ticket.locality())).toList();
        Spot spot = new Spot(Spot.Kind.LOCALITY, ticket.locality(), ticket.district(), ticket.locality());
        String unit = Detecting.unit(spot, cityUnit(ticket.category()), catalogue.units(), now);
        if (!(handle(Ids.named("generalised-task", ticket.id()).toString(), (state, at) -> Proposing.generalised((ProactiveTask) state, ticket.id(), ticket.category(), spot, similar, unit, at, version))
            instanceof Outcome.Done || service.follower().load(Ids.named("generalised-task", ticket.id()).toString()) != null)) {
          generalised.remove(ticket.id());
        }
      }
    }
  }

  /** Who acts for the whole city: the lead of the problem that the category is, else the bureau of the hotline. */
  private String cityUnit(String category) { return Proposing.cityUnit(category, catalogue); }

  private Outcome<ProgrammeStream> handle(String id, BiFunction<ProgrammeStream, Instant, Decision> decide) {
    return service.commands().handle(new Command<>(id, ACTOR, null, null, decide));
  }
}
