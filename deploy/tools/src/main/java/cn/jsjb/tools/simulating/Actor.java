package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.dispatch.Assignment;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One kind of people in the play: what all of them need to know who somebody is and when he does something. */
abstract class Actor {
  /** How the play names fields of duty, where the directory of units says it otherwise. */
  private static final Map<String, String> ROLES = Map.ofEntries(Map.entry("URBAN_MANAGEMENT", "CITY_MANAGEMENT"), Map.entry("POLICE", "PUBLIC_SECURITY"),
      Map.entry("HUMAN_RESOURCES", "LABOUR"), Map.entry("ECOLOGY", "ENVIRONMENT"), Map.entry("WATER", "WATER_SUPPLY"), Map.entry("WATER_AFFAIRS", "WATER"),
      Map.entry("PARKS", "LANDSCAPE"), Map.entry("RURAL", "AGRICULTURE"), Map.entry("EMERGENCY_MANAGEMENT", "EMERGENCY"));

  /** The others. */
  final Actors cast;
  final Simulation sim;
  final Catalogue rules;
  final Texts texts;
  final Delays delays;
  final People people;
  final CallbackTerms terms;

  Actor(Actors cast) {
    this.cast = cast;
    this.sim = cast.sim;
    this.rules = cast.rules;
    this.texts = cast.texts;
    this.delays = cast.delays;
    this.people = cast.people;
    this.terms = cast.terms;
  }

  Optional<String> department(String district, String role) {
    String named = ROLES.getOrDefault(role, role);
    return rules.units().departmentOf(district, named).or(() -> rules.units().cityUnit(named)).map(Unit::code);
  }

  /** Where the bureau or a person who was told "not mine" sends it: to the place, or to a department there. */
  String elsewhere(Life l) {
    String now = l.unit();
    List<String> candidates = new ArrayList<>();
    if (l.spot.localityCode() != null) {
      candidates.add(l.spot.localityCode());
    }
    candidates.add(l.spot.districtCode());
    for (String role : List.of("URBAN_ENFORCEMENT", "HOUSING", "MARKET", "CITY_MANAGEMENT")) {
      department(l.spot.districtCode(), role).ifPresent(candidates::add);
    }
    candidates.remove(now);
    return l.chance.happens(0.6) ? candidates.getFirst() : l.chance.oneOf(candidates);
  }

  String staff(Life l) { return staff(l, l.unit()); }

  String staff(Life l, String unit) { return "unit:" + unit + "/user:" + people.of(unit, l.chance); }

  String bureau(Life l) { return "bureau:" + people.of("110000D30", l.chance); }

  /** A step of the unit: in time as a rule, else late by the overdue factor. */
  Instant moment(Life l, Instant from, Instant due, String step, String overdue, Assignment a) {
    Duration whole = Duration.between(from, due);
    if (l.chance.happens(delays.share(overdue, a.grade()))) {
      return from.plus(Delays.minutes(whole.toMillis() / 60_000.0 * delays.of("/overdueFactor/" + step).draw(l.chance)));
    }
    return from.plus(soonest(delays.draw(a.grade(), step, l.chance), share(whole, 0.96)));
  }

  /** After a delay, but within a share of what is left of the limit. */
  Instant soonerOf(Duration delay, Assignment a, double mostOfWhatIsLeft) {
    Duration left = Duration.between(sim.now(), a.dueAt());
    return sim.now().plus(left.isNegative() ? Duration.ofMinutes(10) : soonest(delay, share(left, mostOfWhatIsLeft))).plusSeconds(30);
  }

  static Instant share(Assignment a, double share) { return a.at().plus(share(Duration.between(a.at(), a.dueAt()), share)); }

  static Duration share(Duration whole, double share) { return Duration.ofMillis((long) (whole.toMillis() * share)); }

  static Grade timed(Grade grade) { return grade == Grade.INQUIRY ? Grade.GENERAL_7D : grade; }

  static Duration soonest(Duration a, Duration b) { return a.compareTo(b) < 0 ? a : b; }

  static Instant latest(Instant a, Instant b) { return a.isAfter(b) ? a : b; }

  Instant in(int leastMinutes, int mostMinutes, Life l) { return sim.now().plus(Delays.minutes(l.chance.between((double) leastMinutes, mostMinutes))); }
}
