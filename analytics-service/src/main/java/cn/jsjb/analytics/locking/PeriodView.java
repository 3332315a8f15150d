package cn.jsjb.analytics.locking;

import cn.jsjb.analytics.AssessmentPeriod;
import cn.jsjb.analytics.AssessmentPeriod.Meeting;
import cn.jsjb.analytics.AssessmentPeriod.Publication;
import cn.jsjb.analytics.AssessmentPeriod.Version;
import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.ranking.RankedList;
import cn.jsjb.analytics.ranking.Standings;
import cn.jsjb.analytics.ranking.Standings.Place;
import cn.jsjb.analytics.rating.RatesView;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.PeriodEvent.LocalityClassified;
import cn.jsjb.rating.Fraction;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Assessment periods as answers show them. Who is bound to a unit sees the rows of its own. */
public final class PeriodView {
  private PeriodView() {}

  /** @param lockableFrom when it may be locked; @param latest, published number of the version, null for none */
  public record Brief(String period, OffsetDateTime from, OffsetDateTime to, String status, String rules, OffsetDateTime lockableFrom, Instant openedAt, Integer latest, Integer published,
      Instant publishedAt) {
    static Brief of(AssessmentPeriod p) {
      Publication newest = p.published();
      return new Brief(p.opened().period(), beijing(p.opened().from()), beijing(p.opened().to()), p.status(), p.opened().rules(), beijing(p.opened().lockableFrom()), p.openedAt(),
          p.latest() == null ? null : Integer.valueOf(p.latest().number()), newest == null ? null : Integer.valueOf(newest.version()), newest == null ? null : newest.at());
    }
  }

  /** @param running the period of today, whether opened or not */
  public record All(String running, List<Brief> items, int total) {}

  /** @param hash SHA-256 of the canonical text; @param eventId the fact in programme-log */
  public record VersionView(int version, String hash, Instant countedAt, String by, String cause, List<String> tickets, String formula, String rules, String units, String eventId, boolean published) {}

  public record PublicationView(int version, Instant publishedAt, String by, String document) {}

  public record Named(String unitCode, String name) {}

  public record ClassView(@JsonProperty("class") String name, List<Named> units) {}

  public record Classes(int version, String rules, List<ClassView> items) {}

  /** @param text null for who is bound to a unit */
  public record MeetingView(int number, int version, LocalDate heldOn, String chair, List<Named> praised, List<Named> criticised, String text, Instant recordedAt, String by) {}

  /** @param classes null while nothing is published */
  public record One(@JsonUnwrapped Brief brief, List<VersionView> versions, List<PublicationView> publications, Classes classes, List<MeetingView> meetings) {}

  static One one(AssessmentPeriod p, Units units, Predicate<String> seen, boolean whole) {
    List<VersionView> versions = p.versions().stream().map(v -> new VersionView(v.number(), v.hash(), v.countedAt(), v.by(), v.cause(), whole ? v.tickets() : List.of(), v.formula(), v.rules(), v.units(),
        v.event(), p.publications().stream().anyMatch(one -> one.version() == v.number()))).toList();
    return new One(Brief.of(p), versions, p.publications().stream().map(one -> new PublicationView(one.version(), one.at(), one.by(), one.document())).toList(), classes(p.classes(), units, seen),
        p.meetings().stream().map(m -> meeting(m, units, seen, whole)).toList());
  }

  private static MeetingView meeting(Meeting m, Units units, Predicate<String> seen, boolean whole) {
    return new MeetingView(m.said().number(), m.said().version(), m.said().heldOn(), m.said().chair(), named(m.said().praised(), units, seen), named(m.said().criticised(), units, seen),
        whole ? m.said().text() : null, m.at(), m.by());
  }

  public static Classes classes(LocalityClassified said, Units units, Predicate<String> seen) {
    if (said == null) {
      return null;
    }
    List<ClassView> items = new ArrayList<>();
    members(said).forEach((name, codes) -> items.add(new ClassView(name, named(codes, units, seen))));
    return new Classes(said.version(), said.rules(), items);
  }

  /** Class → its members, in the order in which people name them. */
  public static Map<String, List<String>> members(LocalityClassified said) {
    Map<String, List<String>> members = new java.util.LinkedHashMap<>();
    members.put("ADVANCED", said.advanced());
    members.put("PROGRESSING", said.progressing());
    members.put("RECTIFYING", said.rectifying());
    members.put("GOVERNANCE", said.governance());
    return members;
  }

  private static List<Named> named(List<String> codes, Units units, Predicate<String> seen) {
    return codes.stream().filter(seen).map(code -> new Named(code, units.find(code).map(Unit::name).orElse(code))).toList();
  }

  private static OffsetDateTime beijing(Instant at) { return at.atZone(Period.ZONE).toOffsetDateTime(); }

  /** One row of a locked list. */
  public record Row(Integer rank, Integer previousRank, Integer rankGain, String unitCode, String name, String en, String districtCode, long volume, @JsonUnwrapped RatesView rates,
      BigDecimal scoreV2, Counts counts) {
    static Row of(Place p, Units units) {
      Unit unit = units.find(p.entry().unit()).orElse(null);
      return new Row(p.rank(), p.previousRank(), p.gain(), p.entry().unit(), unit == null ? p.entry().unit() : unit.name(), unit == null ? null : unit.en(),
          unit == null ? null : unit.districtCode(), p.entry().volume(), RatesView.of(p.entry().rates()), rounded(p.entry().total()), p.entry().counts());
    }
  }

  public static BigDecimal rounded(Fraction score) { return score == null ? null : score.rounded(2); }

  public record LockedList(RankedList list, List<Row> items, int total) {}

  /** @param positions log → next offset of each partition: counted was everything below */
  public record Locked(String period, int version, String hash, Instant countedAt, String cause, Map<String, List<Long>> positions, String rules, Formula formula, String units,
      List<LockedList> lists) {}

  static Locked locked(String period, Version v, Standings standings, List<RankedList> lists, Units units, Predicate<String> seen) {
    return new Locked(period, v.number(), v.hash(), v.countedAt(), v.cause(), v.snapshot().positions(), v.rules(), v.snapshot().formula(), v.units(), lists.stream().map(list -> {
      List<Row> rows = standings.of(list).stream().filter(p -> seen.test(p.entry().unit())).map(p -> Row.of(p, units)).toList();
      return new LockedList(list, rows, rows.size());
    }).toList());
  }

  public record Side(Integer rank, BigDecimal score, BigDecimal scoreV2, long volume, Counts counts) {
    static Side of(Place p) { return new Side(p.rank(), rounded(p.entry().rates().score()), rounded(p.entry().total()), p.entry().volume(), p.entry().counts()); }
  }

  /** @param moved figure → live less locked, where it is not nought */
  public record Difference(RankedList list, String unitCode, String name, Side locked, Side live, Map<String, Long> moved) {}

  /** @param liveHash of what a restatement would say; @param same nothing to restate */
  public record Differences(String period, int version, String hash, String liveHash, boolean same, List<Difference> items, int total) {}

  static List<Difference> differences(Standings locked, Standings live, List<RankedList> lists, Units units, Predicate<String> seen) {
    List<Difference> found = new ArrayList<>();
    for (RankedList list : lists) {
      Map<String, Place> now = new TreeMap<>();
      live.of(list).forEach(p -> now.put(p.entry().unit(), p));
      for (Place then : locked.of(list).stream().sorted(Comparator.comparing((Place p) -> p.entry().unit())).toList()) {
        Place there = now.get(then.entry().unit());
        if (there != null && seen.test(then.entry().unit()) && !(there.entry().counts().equals(then.entry().counts()) && java.util.Objects.equals(there.rank(), then.rank()))) {
          found.add(new Difference(list, then.entry().unit(), units.find(then.entry().unit()).map(Unit::name).orElse(then.entry().unit()), Side.of(then), Side.of(there),
              moved(then.entry().counts(), there.entry().counts())));
        }
      }
    }
    return found;
  }

  private static Map<String, Long> moved(Counts then, Counts now) {
    Map<String, Long> moved = new TreeMap<>();
    then.named().forEach((figure, number) -> {
      long by = now.named().get(figure) - number;
      if (by != 0) {
        moved.put(figure, by);
      }
    });
    return moved;
  }
}
