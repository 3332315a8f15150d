package cn.jsjb.dispatch.cataloguing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DispatchCatalogue;
import cn.jsjb.catalogue.DispatchCatalogue.Rule;
import cn.jsjb.catalogue.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dispatch rules after some facts of {@code rules-log}. It begins with the catalogue the service was delivered with.
 *
 * @param rules all versions of all entries, also those that are over or yet to come
 * @param facts how many facts led here; part of the version that a dispatch names
 * @param head hash of the last of them, null before the first
 * @param since when that was
 */
public record Book(Catalogue base, List<Rule> rules, Map<String, Units.Retirement> retired, long facts, String head, Instant since, Catalogue catalogue) {
  private static final Comparator<Rule> ORDER = Comparator.comparing(Rule::id).thenComparingInt(Rule::version);

  public static Book of(Catalogue base) { return new Book(base, base.dispatch().rules(), Map.of(), 0, null, Instant.EPOCH, base); }

  public Book after(RulesEvent event, String hash, Instant at) {
    return switch (event) {
      case RulesEvent.CatalogueChanged e -> next(changed(e.changes()), retired, hash, at);
      case RulesEvent.UnitStatusChanged e -> {
        Map<String, Units.Retirement> next = new HashMap<>(retired);
        if (e.after() == null) {
          next.remove(e.unit());
        } else {
          next.put(e.unit(), e.after());
        }
        yield next(rules, next, hash, at);
      }
    };
  }

  /** The rules as these changes would leave them. */
  List<Rule> changed(List<RulesEvent.Change> changes) {
    List<Rule> next = new ArrayList<>(rules);
    for (RulesEvent.Change change : changes) {
      if (change.before() != null) {
        next.removeIf(r -> r.id().equals(change.before().id()) && r.version() == change.before().version());
      }
      if (change.after() != null) {
        next.add(change.after());
      }
    }
    next.sort(ORDER);
    return List.copyOf(next);
  }

  private Book next(List<Rule> rules, Map<String, Units.Retirement> retired, String hash, Instant at) {
    String version = base.dispatch().version() + "+" + (facts + 1);
    Catalogue catalogue = base.with(base.units().retiring(retired), DispatchCatalogue.of(version, rules));
    return new Book(base, rules, Map.copyOf(retired), facts + 1, hash, at, catalogue);
  }

  /** The newest version of an entry. */
  public Optional<Rule> latest(String id) { return rules.stream().filter(r -> r.id().equals(id)).max(Comparator.comparingInt(Rule::version)); }
}
