package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.ApprovalLevel;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is done wrong on purpose: by seed, some units and some tickets go wrong, and what they did is written down as they did it. The wrong comes about
 * through the services' own deciders, like everything else in the play; who does it, and to which ticket, is all that is decided here.
 */
final class Wrongs {
  /** With the clue rule that ought to find it (domain 5.4). */
  enum Kind {
    /** "Resolved", says the unit; the claimant says no. Of one unit and category. */ FALSE_RESOLVED("C01", 3),
    /** From hand to hand, until a consultation has to end it. */ CAROUSEL("C04", 1),
    /** Sends back what is its own. */ BLIND_RETURN("C05", 6),
    /** A date is promised and let pass. */ BROKEN_PROMISE("C06", 1),
    /** A department is summoned and does not come. */ MISSED_WHISTLE("C07", 2),
    /** Lets the limit pass without a word. */ LATE_WITHOUT_REASON("C08", 3),
    /** Puts on the ledger what could be done. */ EXCLUSION_ABUSE("C11", 3),
    /** Writes that it called, and did not. */ FAKE_CONTACT("C12", 1);

    final String rule;
    /** How often it takes to be one wrong. */
    final int times;

    Kind(String rule, int times) {
      this.rule = rule;
      this.times = times;
    }

    boolean isOfATicket() { return times == 1; }
  }

  /** @param who the unit, or the ticket where it is about one; @param tickets where it was done, in order */
  record Planted(Kind kind, String who, List<String> tickets) {}

  /** A unit's role is found when it has had so many tickets, of a category so many: busy ones, so that there is opportunity. */
  private static final int BUSY = 7, BUSY_IN_A_CATEGORY = 4, SPARE = 2;
  private static final double TICKETS = 1 / 120.0;
  /** The busiest first: a rate is a wrong only of a unit with many tickets. */
  private static final List<Kind> OF_UNITS = List.of(Kind.EXCLUSION_ABUSE, Kind.LATE_WITHOUT_REASON, Kind.BLIND_RETURN), OF_TICKETS = List.of(Kind.CAROUSEL, Kind.BROKEN_PROMISE, Kind.FAKE_CONTACT);

  private final int each;
  private final Chance chance;
  private final Map<String, Integer> seen = new HashMap<>();
  /** Who has a role, by kind: the unit, unit and category, or the ticket; and how often it is still to do it. */
  private final EnumMap<Kind, Map<String, Integer>> culprits = new EnumMap<>(Kind.class);
  private final EnumMap<Kind, Map<String, Set<String>>> done = new EnumMap<>(Kind.class);
  private final Map<String, Kind> units = new HashMap<>();
  /** Tickets with which something goes wrong, and under whose name. */
  private final Map<String, Kind> marked = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  private Wrongs(long seed, int each) {
    this.each = each;
    this.chance = Chance.of(seed, "wrongs", 0);
    for (Kind kind : Kind.values()) {
      culprits.put(kind, new LinkedHashMap<>());
      done.put(kind, new LinkedHashMap<>());
    }
  }

  /** Nobody does anything wrong on purpose. */
  static Wrongs none() { return new Wrongs(0, 0); }

  /** @param each so many of each kind, if there is opportunity */
  static Wrongs planned(long seed, int each) { return new Wrongs(seed, each); }

  boolean does(Life l, Kind kind) { return marked.get(l.id) == kind; }

  boolean isMarked(Life l) { return marked.containsKey(l.id); }

  /** What was done, as often as it takes. */
  List<Planted> planted() {
    List<Planted> planted = new ArrayList<>();
    done.forEach((kind, of) -> of.forEach((name, tickets) -> {
      if (tickets.size() >= kind.times) {
        planted.add(new Planted(kind, name.contains("|") ? name.substring(0, name.indexOf('|')) : name, List.copyOf(tickets)));
      }
    }));
    return planted;
  }

  /** A department is summoned. True when it will stay away. */
  boolean staysAway(String department) {
    if (each == 0) {
      return false;
    }
    Map<String, Integer> away = culprits.get(Kind.MISSED_WHISTLE);
    // The second time it is summoned it may get its role: the first ones are summoned most.
    if (seen.merge("summoned " + department, 1, Integer::sum) == 2 && away.size() < each * 2) {
      away.put(department, Kind.MISSED_WHISTLE.times);
    }
    return away.computeIfPresent(department, (d, left) -> left - 1) != null && away.get(department) >= 0;
  }

  /** Looks at what happened, before anybody reacts: gives out roles, and writes down what was done. */
  void after(Life l, ComplaintEvent event, Catalogue rules) {
    if (each == 0) {
      return;
    }
    switch (event) {
      case DispatchEvent.TicketDispatched e when e.hop() == 1 && e.round() == 1 && e.mode() == DispatchEvent.Mode.DIRECT -> tempt(l, e, rules);
      case DispatchEvent.TicketDispatched e when e.hop() >= 3 -> did(l, Kind.CAROUSEL);
      case DispatchEvent.ObjectionRejected e -> did(l, Kind.BLIND_RETURN);
      case DispatchEvent.DeferralApproved e when e.level() == ApprovalLevel.CITY -> did(l, Kind.EXCLUSION_ABUSE);
      case DispatchEvent.DeferralExpired e -> did(l, Kind.BROKEN_PROMISE);
      case DispatchEvent.WhistleReportMissed e when culprits.get(Kind.MISSED_WHISTLE).containsKey(e.department()) -> write(Kind.MISSED_WHISTLE, e.department(), l.id);
      case DispatchEvent.FeedbackOverdue e -> did(l, Kind.LATE_WITHOUT_REASON);
      case SupervisionEvent.CallbackCompleted e when !e.resolved() && !e.partly() && e.round() == 1 -> did(l, Kind.FALSE_RESOLVED);
      case SupervisionEvent.CallbackCompleted e when !e.contacted() && e.round() == 1 -> did(l, Kind.FAKE_CONTACT);
      default -> { }
    }
  }

  private void did(Life l, Kind kind) {
    if (does(l, kind)) {
      write(kind, names.get(l.id), l.id);
    }
  }

  private void write(Kind kind, String name, String ticket) { done.get(kind).computeIfAbsent(name, n -> new TreeSet<>()).add(ticket); }

  private void tempt(Life l, DispatchEvent.TicketDispatched e, Catalogue rules) {
    String unit = e.unit();
    IntakeEvent.Classification filed = l.intake instanceof cn.jsjb.intake.Complaint.Registered r ? r.classification() : null;
    boolean calm = e.grade() == Grade.GENERAL_7D && l.supervision.assessed();
    if (filed == null || !calm) {
      return;
    }
    String pair = unit + "|" + filed.category();
    if (seen.merge(pair, 1, Integer::sum) == BUSY_IN_A_CATEGORY && culprits.get(Kind.FALSE_RESOLVED).size() < each && !units.containsKey(unit)) {
      culprits.get(Kind.FALSE_RESOLVED).put(pair, Kind.FALSE_RESOLVED.times + SPARE);
      units.put(unit, Kind.FALSE_RESOLVED);
    }
    if (seen.merge(unit, 1, Integer::sum) == BUSY && !units.containsKey(unit) && rules.units().require(unit).kind() == Unit.Kind.LOCALITY) {
      OF_UNITS.stream().filter(kind -> culprits.get(kind).size() < each).findFirst().ifPresent(kind -> {
        culprits.get(kind).put(unit, kind == Kind.EXCLUSION_ABUSE ? Integer.MAX_VALUE : kind.times + SPARE);
        units.put(unit, kind);
      });
    }
    Kind role = units.get(unit);
    if (role != null) {
      String name = role == Kind.FALSE_RESOLVED ? pair : unit;
      Integer left = culprits.get(role).get(name);
      if (left != null && left > 0) {
        culprits.get(role).put(name, left - 1);
        mark(l, role, name);
      }
      return;
    }
    if (chance.happens(TICKETS)) {
      boolean locality = rules.units().require(unit).kind() == Unit.Kind.LOCALITY;
      List<Kind> open = OF_TICKETS.stream().filter(kind -> culprits.get(kind).size() < each * 2 && (locality || kind != Kind.BROKEN_PROMISE)).collect(Collectors.toList());
      if (!open.isEmpty()) {
        Kind kind = chance.oneOf(open);
        culprits.get(kind).put(l.id, 1);
        mark(l, kind, l.id);
      }
    }
  }

  private void mark(Life l, Kind kind, String name) {
    marked.put(l.id, kind);
    names.put(l.id, name);
  }
}
