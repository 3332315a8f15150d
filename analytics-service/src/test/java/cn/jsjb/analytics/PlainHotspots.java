package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.Place;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts places and categories again, by looking at each complaint's list of facts: no projection, no cell. Positions are compared by distance. */
final class PlainHotspots {
  private record Ticket(String id, String month, String category, Place place, String claimant) {}

  private final List<Ticket> tickets = new ArrayList<>();

  static PlainHotspots of(Map<String, List<Fact>> log) {
    PlainHotspots plain = new PlainHotspots();
    log.forEach((id, facts) -> {
      IntakeEvent.TicketRegistered registered = facts.stream().map(Fact::event).filter(IntakeEvent.TicketRegistered.class::isInstance).map(IntakeEvent.TicketRegistered.class::cast).findFirst().orElse(null);
      if (registered != null) {
        ZonedDateTime at = facts.getFirst().at().atZone(ZoneOffset.ofHours(8));
        String month = (at.getDayOfMonth() >= 19 ? at.plusDays(15) : at).toString().substring(0, 7);
        plain.tickets.add(new Ticket(id, month, registered.classification().category(), registered.location().place(), ((IntakeEvent.RequestReceived) facts.getFirst().event()).claimant().phoneHash()));
      }
    });
    return plain;
  }

  /** Ids of the tickets of a category in a locality and, if a position is given, within some fifty metres. */
  Set<String> scope(String category, String locality, double[] position) {
    Set<String> ids = new TreeSet<>();
    tickets.stream().filter(t -> t.category.equals(category) && locality.equals(t.place.localityCode())
        && (position == null ? t.place.lon() == null : t.place.lon() != null && Math.abs(t.place.lon() - position[0]) < 0.0005 && Math.abs(t.place.lat() - position[1]) < 0.0005)).forEach(t -> ids.add(t.id));
    return ids;
  }

  TreeSet<String> periods() {
    TreeSet<String> periods = new TreeSet<>();
    tickets.forEach(t -> periods.add(t.month));
    return periods;
  }

  /** locality/category → tickets of a month. */
  Map<String, Integer> volumes(String month) {
    Map<String, Integer> volumes = new TreeMap<>();
    tickets.stream().filter(t -> t.month.equals(month) && t.place.localityCode() != null).forEach(t -> volumes.merge(t.place.localityCode() + "/" + t.category, 1, Integer::sum));
    return volumes;
  }

  int claimants(String month, String locality) {
    Set<String> claimants = new HashSet<>();
    tickets.stream().filter(t -> t.month.equals(month) && locality.equals(t.place.localityCode()) && t.claimant != null).forEach(t -> claimants.add(t.claimant));
    return claimants.size();
  }

  Map<String, Integer> volumesOfYear(int year) {
    Map<String, Integer> volumes = new TreeMap<>();
    tickets.stream().filter(t -> t.month.startsWith(String.valueOf(year))).forEach(t -> volumes.merge(t.category, 1, Integer::sum));
    return volumes;
  }
}
