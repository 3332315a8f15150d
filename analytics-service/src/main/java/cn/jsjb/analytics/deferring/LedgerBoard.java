package cn.jsjb.analytics.deferring;

import cn.jsjb.analytics.LedgerEntry;
import cn.jsjb.analytics.LedgerEntry.Status;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.tracing.Opening;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.LedgerEvent.LedgerKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/** 市级挂账督办: the entries of the ledger as they stand now. Hundreds at most, so they are read whole. A unit sees what it owns. */
@ApplicationScoped
public class LedgerBoard implements Opening {
  static final String ALL = "ledger";
  private static final int[] AGES = {0, 30, 90, 180};

  @Inject Catalogue catalogue;

  /** @param goalReported among the open ones: the owner says it is done; @param returned sent back at least once */
  public record Entries(long total, long open, long goalReported, long overdue, long cleared, long returned, String figure) {
    static Entries of(List<Entry> entries, String figure) {
      return new Entries(entries.size(), count(entries, is("open")), count(entries, is("goalReported")), count(entries, is("overdue")), count(entries, is("cleared")), count(entries, is("returned")), figure);
    }

    private static long count(List<Entry> entries, Predicate<Entry> which) { return entries.stream().filter(which).count(); }
  }

  /** Open entries by days since they were opened. @param to exclusive; null for no end */
  public record Age(int from, Integer to, long open) {}

  public record Owner(String unitCode, String name, String en, @com.fasterxml.jackson.annotation.JsonUnwrapped Entries entries) {}

  /** @param ageDays whole days since it was opened, until it was cleared; @param tickets that led to it */
  public record Entry(String id, LedgerKind kind, String title, String owner, String ownerName, String problem, String locality, Instant openedAt, Instant dueAt, long ageDays, Status status,
      boolean overdue, int returns, Instant clearedAt, int tickets, String figure) {}

  private record Kept(String id, LedgerEntry entry) {}

  static Predicate<Entry> is(String count) {
    return switch (count) {
      case "total" -> e -> true;
      case "open" -> e -> e.status() != Status.CLEARED;
      case "goalReported" -> e -> e.status() == Status.GOAL_REPORTED;
      case "overdue" -> Entry::overdue;
      case "cleared" -> e -> e.status() == Status.CLEARED;
      case "returned" -> e -> e.returns() > 0;
      default -> e -> false;
    };
  }

  private Uni<List<Kept>> kept(Mutiny.Session session, Scope scope) {
    return session.createSelectionQuery("select l from LedgerRow l where l.state is not null", LedgerRow.class).getResultList()
        .map(rows -> rows.stream().map(row -> new Kept(row.id, row.entry())).filter(k -> scope.seesUnit(k.entry.owner())).toList());
  }

  Uni<List<Entry>> entries(Mutiny.Session session, Instant now, Scope scope) {
    return kept(session, scope).map(kept -> kept.stream().map(k -> entry(k, now)).sorted(Comparator.comparing(Entry::openedAt).thenComparing(Entry::id)).toList());
  }

  private Entry entry(Kept kept, Instant now) {
    LedgerEntry e = kept.entry;
    Instant until = e.clearedAt() == null ? now : e.clearedAt();
    return new Entry(kept.id, e.kind(), e.title(), e.owner(), catalogue.units().find(e.owner()).map(Unit::name).orElse(null), e.problem(), e.locality(), e.openedAt(), e.dueAt(),
        Math.max(0, Duration.between(e.openedAt(), until).toDays()), e.status(), e.overdue(), e.returns(), e.clearedAt(), e.complaints().size(), ALL + ":entry:" + kept.id);
  }

  static List<Age> ages(List<Entry> entries) {
    List<Age> ages = new ArrayList<>();
    for (int i = 0; i < AGES.length; i++) {
      int from = AGES[i];
      Integer to = i + 1 < AGES.length ? AGES[i + 1] : null;
      ages.add(new Age(from, to, entries.stream().filter(is("open")).filter(e -> e.ageDays() >= from && (to == null || e.ageDays() < to)).count()));
    }
    return ages;
  }

  List<Owner> owners(List<Entry> entries) {
    return entries.stream().map(Entry::owner).distinct().sorted().map(code -> {
      Unit unit = catalogue.units().find(code).orElse(null);
      return new Owner(code, unit == null ? code : unit.name(), unit == null ? code : unit.en(), Entries.of(entries.stream().filter(e -> e.owner().equals(code)).toList(), ALL + ":owner:" + code));
    }).toList();
  }

  /** Problem → open entries about it. */
  public Uni<java.util.Map<String, Long>> openByProblem(Mutiny.Session session, Scope scope) {
    return kept(session, scope).map(kept -> kept.stream().filter(k -> k.entry.problem() != null && k.entry.status() != Status.CLEARED)
        .collect(java.util.stream.Collectors.groupingBy(k -> k.entry.problem(), java.util.stream.Collectors.counting())));
  }

  @Override public boolean opens(String figure) { return figure.startsWith(ALL); }

  /** The tickets that led to the entries of a figure. */
  @Override public Uni<Behind> behind(Mutiny.Session session, String figure, Period period, Scope scope) {
    int slash = figure.lastIndexOf('/');
    String cell = figure.substring(0, Math.max(0, slash));
    Predicate<Entry> counted = is(figure.substring(slash + 1).equals("tickets") ? "total" : figure.substring(slash + 1));
    return kept(session, scope).map(kept -> {
      List<Kept> which = kept.stream().filter(k -> counted.test(entry(k, Instant.EPOCH)))
          .filter(k -> cell.equals(ALL) || cell.equals(ALL + ":entry:" + k.id) || cell.equals(ALL + ":owner:" + k.entry.owner()) || cell.equals(ALL + ":problem:" + k.entry.problem())).toList();
      return Behind.of(which.stream().flatMap(k -> k.entry.complaints().stream()).distinct().toList(), (long) which.size());
    });
  }
}
