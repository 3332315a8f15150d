package cn.jsjb.analytics;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Counts the log again, by looking at each complaint's list of facts: no projection, no fold, no life-cycle, no rule file. The answer to compare
 * the boards with: {@code 2026-05/locality:110107011/valid} → ids of the tickets.
 */
final class PlainCount {
  private PlainCount() {}

  static Map<String, Set<String>> of(Map<String, List<Fact>> log) {
    Map<String, Set<String>> found = new TreeMap<>();
    log.forEach((id, facts) -> {
      List<ComplaintEvent> events = facts.stream().map(Fact::event).toList();
      Set<String> figures = figures(events);
      Set<String> dimensions = dimensions(events);
      String created = month(facts.getFirst().at());
      Instant closedAt = closedAt(facts);
      figures.add(closedAt == null ? "open" : "closed");
      Rated rated = rated(facts);
      addIf(figures, "excluded", rated.offRates);
      addIf(figures, "offVolume", rated.offVolume);
      addIf(figures, "deferred", rated.deferred);
      if (rated.offVolume) {
        figures.remove("received");
      }
      for (String dimension : dimensions) {
        rated.figures.forEach(figure -> found.computeIfAbsent(rated.month + "/" + dimension + "/" + figure, k -> new TreeSet<>()).add(id));
        figures.forEach(figure -> found.computeIfAbsent(created + "/" + dimension + "/" + figure, k -> new TreeSet<>()).add(id));
        if (closedAt != null) {
          found.computeIfAbsent(month(closedAt) + "/" + dimension + "/completed", k -> new TreeSet<>()).add(id);
        }
      }
    });
    return found;
  }

  private static Set<String> figures(List<ComplaintEvent> events) {
    Set<String> figures = new TreeSet<>(Set.of("received"));
    List<DispatchEvent.TicketDispatched> dispatches = all(events, DispatchEvent.TicketDispatched.class).toList();
    addIf(figures, "dispatched", dispatches.stream().anyMatch(d -> d.mode() != DispatchEvent.Mode.CONSULTATION));
    addIf(figures, "shirked", shirked(events));
    addIf(figures, "redirected", dispatches.stream().anyMatch(d -> d.hop() > 1));
    addIf(figures, "coHandled", all(events, DispatchEvent.CoHandlingRequested.class).findAny().isPresent());
    addIf(figures, "whistled", events.stream().anyMatch(e -> e instanceof DispatchEvent.WhistleBlown || e instanceof DispatchEvent.CrossDistrictWhistleBlown
        || e instanceof DispatchEvent.CrossDistrictLeadDesignated d && d.acknowledgeBy() != null));
    addIf(figures, "overdueSign", all(events, DispatchEvent.SignOverdue.class).findAny().isPresent());
    addIf(figures, "overdueContact", all(events, DispatchEvent.ContactOverdue.class).findAny().isPresent());
    addIf(figures, "overdueFeedback", all(events, DispatchEvent.FeedbackOverdue.class).findAny().isPresent());
    addIf(figures, "reworked", all(events, SupervisionEvent.ReworkOrdered.class).findAny().isPresent());
    addIf(figures, "supervised", all(events, SupervisionEvent.SupervisionOrdered.class).findAny().isPresent());
    addIf(figures, "reopened", all(events, SupervisionEvent.TicketReopened.class).findAny().isPresent());
    return figures;
  }

  /** An objection was rejected, and nobody else got it since. */
  private static boolean shirked(List<ComplaintEvent> events) {
    boolean rejected = false;
    String holder = null;
    for (ComplaintEvent event : events) {
      if (event instanceof DispatchEvent.TicketDispatched d) {
        rejected = rejected && d.unit().equals(holder);
        holder = d.unit();
      }
      rejected = rejected || event instanceof DispatchEvent.ObjectionRejected;
    }
    return rejected;
  }

  /** @param month in which the answers count */
  private record Rated(Set<String> figures, String month, boolean offRates, boolean offVolume, boolean deferred) {}

  private static Rated rated(List<Fact> facts) {
    boolean deferred = false;
    boolean broken = false;
    boolean invalid = false;
    boolean offRates = false;
    boolean offVolume = false;
    String month = month(facts.getFirst().at());
    SupervisionEvent.CallbackCompleted answer = null;
    for (Fact fact : facts) {
      switch (fact.event()) {
        case DispatchEvent.DeferralApproved e when e.level() == DispatchEvent.ApprovalLevel.CITY -> {
          deferred = true;
          broken = false;
        }
        case DispatchEvent.DeferralExpired e -> {
          if (deferred) {
            broken = true;
            month = month(fact.at());
          }
          deferred = false;
        }
        case SupervisionEvent.CallbackCompleted e -> {
          month = deferred ? month(fact.at()) : month;
          answer = e;
          deferred = broken = invalid = false;
        }
        case SupervisionEvent.CallbackInvalidated e -> invalid = true;
        case SupervisionEvent.TicketExcluded e -> {
          offRates = e.fromRates();
          offVolume = e.fromVolume();
        }
        case SupervisionEvent.ExclusionReversed e -> offRates = offVolume = false;
        default -> { }
      }
    }
    List<ComplaintEvent> events = facts.stream().map(Fact::event).toList();
    String type = events.stream().map(e -> switch (e) {
      case IntakeEvent.RequestReceived r -> r.requestType();
      case IntakeEvent.TicketRegistered r -> r.requestType();
      case IntakeEvent.TicketReclassified r -> r.requestType();
      default -> null;
    }).filter(Objects::nonNull).map(Enum::name).reduce((a, b) -> b).orElse("");
    Set<String> figures = new TreeSet<>();
    boolean anonymous = ((IntakeEvent.RequestReceived) events.getFirst()).claimant().anonymous();
    if (Set.of("HELP", "COMPLAINT", "REPORT").contains(type) && !offRates && !deferred) {
      if (broken) {
        figures.addAll(Set.of("valid", "contacted", "dissatisfied"));
      } else if (!anonymous && !invalid && answer != null && answer.satisfaction() != null) {
        figures.add("valid");
        addIf(figures, "contacted", answer.contacted());
        addIf(figures, "resolved", answer.resolved() && !answer.partly());
        figures.add(switch (answer.satisfaction()) {
          case SATISFIED -> "satisfied";
          case BASICALLY_SATISFIED -> "basically";
          case DISSATISFIED -> "dissatisfied";
        });
      }
    }
    return new Rated(figures, month, offRates, offVolume, deferred);
  }

  private static Set<String> dimensions(List<ComplaintEvent> events) {
    Set<String> dimensions = new TreeSet<>(Set.of("city", "channel:" + ((IntakeEvent.RequestReceived) events.getFirst()).channel()));
    IntakeEvent.Classification matter = null;
    IntakeEvent.Location where = null;
    for (ComplaintEvent event : events) {
      if (event instanceof IntakeEvent.TicketRegistered r) {
        matter = r.classification();
        where = r.location();
      } else if (event instanceof IntakeEvent.TicketReclassified r) {
        matter = r.classification();
        where = r.location();
      }
    }
    if (matter != null) {
      dimensions.add("category:" + matter.category().substring(0, 2));
      dimensions.add("category:" + matter.category());
      if (matter.problemId() != null) {
        dimensions.add("problem:" + matter.problemId());
        String district = where.place().districtCode();
        String locality = where.place().localityCode();
        dimensions.add("problem:" + matter.problemId() + "@district:" + (district == null ? "none" : district));
        dimensions.add("problem:" + matter.problemId() + "@locality:" + (locality == null ? "none" : locality));
      }
    }
    all(events, DispatchEvent.TicketDispatched.class).reduce((a, b) -> b).map(d -> Catalogue.get().units().require(d.unit())).ifPresent(unit -> {
      String kind = Map.of(Unit.Kind.LOCALITY, "locality", Unit.Kind.CITY_DEPARTMENT, "department", Unit.Kind.DISTRICT_DEPARTMENT, "district-department",
          Unit.Kind.UTILITY, "utility", Unit.Kind.ZONE, "zone", Unit.Kind.DISTRICT, "district").get(unit.kind());
      dimensions.add(kind + ":" + unit.code());
      if (unit.districtCode() != null) {
        dimensions.add("district:" + unit.districtCode());
      }
      // The newest dual dispatch, if nobody else got the ticket since.
      String holder = null;
      DispatchEvent.DualDispatched dual = null;
      for (ComplaintEvent event : events) {
        if (event instanceof DispatchEvent.TicketDispatched d) {
          dual = d.unit().equals(holder) ? dual : null;
          holder = d.unit();
        } else if (event instanceof DispatchEvent.DualDispatched d) {
          dual = d;
        }
      }
      if (dual != null && holder != null) {
        dimensions.add("inner:" + holder + ":office:" + dual.office());
        dimensions.add("inner:" + holder + ":community:" + dual.community());
      }
    });
    return dimensions;
  }

  /** When it came to rest: the first closing or withdrawal after the last reopening. */
  private static Instant closedAt(List<Fact> facts) {
    Instant at = null;
    for (Fact fact : facts) {
      if (fact.event() instanceof SupervisionEvent.TicketReopened) {
        at = null;
      } else if (at == null && (fact.event() instanceof SupervisionEvent.TicketClosed || fact.event() instanceof IntakeEvent.RequestWithdrawn
          || fact.event() instanceof IntakeEvent.InquiryAnswered || fact.event() instanceof IntakeEvent.TicketDiverted || fact.event() instanceof IntakeEvent.TicketDeclined)) {
        at = fact.at();
      }
    }
    return at;
  }

  /** From the 19th, Beijing time, a day belongs to the next month. */
  static String month(Instant at) {
    ZonedDateTime beijing = at.atZone(ZoneOffset.ofHours(8));
    return (beijing.getDayOfMonth() >= 19 ? beijing.plusDays(15) : beijing).toString().substring(0, 7);
  }

  private static <T> Stream<T> all(List<ComplaintEvent> events, Class<T> type) { return events.stream().filter(type::isInstance).map(type::cast); }

  private static void addIf(Set<String> figures, String figure, boolean condition) {
    if (condition) {
      figures.add(figure);
    }
  }
}
