package cn.jsjb.dispatch;

import cn.jsjb.catalogue.WhistleGround;
import cn.jsjb.event.DispatchEvent;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A whistle (吹哨) and who has answered it. Each department has its own clock, its own tasks and its own result.
 *
 * @param by the locality that blew it; the first of several across districts
 * @param reportBy null while a cross-district whistle waits for signatures: nobody is summoned yet
 * @param sides the parties of a cross-district whistle, null for an ordinary one
 */
public record Whistle(int number, WhistleGround ground, String matter, String by, Instant acknowledgeBy, Instant reportBy,
    Map<String, Attendance> departments, List<Task> tasks, Sides sides, boolean closed, boolean reviewed) {

  public Whistle {
    tasks = tasks == null ? List.of() : tasks;
  }

  /** @param reportedAt arrival as stamped by the locality, null until then */
  public record Attendance(Instant acknowledgedAt, Instant reportedAt, boolean missed, boolean refused, boolean released, Integer rating) {
    static final Attendance SUMMONED = new Attendance(null, null, false, false, false, null);

    public boolean isAnswered() { return reportedAt != null || missed || refused; }
  }

  /** @param doneAt null while open */
  public record Task(int number, String department, String what, Instant dueAt, Instant doneAt) {}

  /**
   * The parties of a cross-district whistle.
   *
   * @param signed who has signed the whistle; all of them, or a designation, make it blow
   * @param agreeBy when the city takes over if the parties have not agreed (on blowing, later on closing); null while nothing is open
   * @param closing the closing decision that waits for signatures, or null
   * @param city the unit of the city that has been told of a disagreement, or null
   * @param lead the locality the city designated, or null
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Sides(List<String> localities, List<String> districts, List<String> signed, Instant agreeBy, Closing closing, String city, String lead) {
    public Sides {
      signed = signed == null ? List.of() : signed;
    }

    public List<String> unsigned() { return localities.stream().filter(l -> !signed.contains(l)).toList(); }

    Sides signedBy(String locality) { return new Sides(localities, districts, and(signed, locality), agreeBy, closing, city, lead); }

    Sides agreed() { return new Sides(localities, districts, signed, null, null, city, lead); }

    Sides closing(Closing next, Instant by) { return new Sides(localities, districts, signed, by, next, city, lead); }

    Sides disputed(String unit) { return new Sides(localities, districts, signed, null, closing, unit, lead); }

    Sides ledBy(String locality) { return new Sides(localities, districts, signed, null, null, city, locality); }
  }

  /** A closing decision on its way. @param signed localities that have signed it */
  public record Closing(boolean solved, List<String> signed) {}

  /** Whether the locality may summon, command, release, rate and close; {@code holder} is the first responder of the ticket. */
  public boolean ledBy(String locality, String holder) {
    return sides == null ? locality.equals(holder) : sides.lead != null ? locality.equals(sides.lead) : sides.localities.contains(locality);
  }

  public boolean blown() { return reportBy != null; }

  public boolean hasOpenTask(String department) { return tasks.stream().anyMatch(t -> t.doneAt == null && t.department.equals(department)); }

  /** Every unit that has to do with it beside the first responder. Departments are not told before they are summoned. */
  void units(Set<String> units) {
    if (blown()) {
      units.addAll(departments.keySet());
    }
    if (sides != null) {
      units.addAll(sides.localities);
      units.addAll(sides.districts);
      if (sides.city != null) {
        units.add(sides.city);
      }
    }
  }

  /** Folds one fact into the whistles of a ticket. */
  static List<Whistle> evolve(List<Whistle> whistles, DispatchEvent event, Instant at) {
    return switch (event) {
      case DispatchEvent.WhistleBlown e -> and(whistles, new Whistle(e.whistle(), e.ground(), e.matter(), e.by(), e.acknowledgeBy(), e.reportBy(), summoned(e.departments()), null, null, false, false));
      case DispatchEvent.WhistleAcknowledged e -> change(whistles, e.whistle(), w -> w.with(e.department(), d -> new Attendance(at, d.reportedAt, d.missed, d.refused, d.released, d.rating)));
      case DispatchEvent.DepartmentReported e -> change(whistles, e.whistle(), w -> w.with(e.department(), d -> new Attendance(d.acknowledgedAt, e.arrivedAt(), d.missed, d.refused, d.released, d.rating)));
      case DispatchEvent.WhistleReportMissed e -> change(whistles, e.whistle(), w -> w.with(e.department(), d -> new Attendance(d.acknowledgedAt, d.reportedAt, true, d.refused, d.released, d.rating)));
      case DispatchEvent.WhistleReportRefused e -> change(whistles, e.whistle(), w -> w.with(e.department(), d -> new Attendance(d.acknowledgedAt, d.reportedAt, d.missed, true, d.released, d.rating)));
      case DispatchEvent.DepartmentReleased e -> change(whistles, e.whistle(), w -> w.with(e.department(), d -> new Attendance(d.acknowledgedAt, d.reportedAt, d.missed, d.refused, true, d.rating)));
      case DispatchEvent.DepartmentRated e -> change(whistles, e.whistle(), w -> w.rated(Map.of(e.department(), e.score())));
      case DispatchEvent.WhistleTaskAssigned e -> change(whistles, e.whistle(), w -> w.tasks(and(w.tasks, new Task(e.task(), e.department(), e.what(), e.dueAt(), null))));
      case DispatchEvent.WhistleTaskDone e -> change(whistles, e.whistle(), w ->
          w.tasks(w.tasks.stream().map(t -> t.number == e.task() ? new Task(t.number, t.department, t.what, t.dueAt, at) : t).toList()));
      case DispatchEvent.WhistleClosed e -> change(whistles, e.whistle(), w -> w.rated(e.ratings()).closed(w.sides == null ? null : w.sides.agreed()));
      case DispatchEvent.WhistleReviewed e -> change(whistles, e.whistle(), w ->
          new Whistle(w.number, w.ground, w.matter, w.by, w.acknowledgeBy, w.reportBy, w.departments, w.tasks, w.sides, w.closed, true));

      case DispatchEvent.CrossDistrictWhistleProposed e -> and(whistles, new Whistle(e.whistle(), e.ground(), e.matter(), e.by(), null, null, summoned(e.departments()), null,
          new Sides(e.localities(), e.districts(), List.of(e.by()), e.agreeBy(), null, null, null), false, false));
      case DispatchEvent.CrossDistrictWhistleCoSigned e -> change(whistles, e.whistle(), w -> w.sides(w.sides.signedBy(e.locality())));
      case DispatchEvent.CrossDistrictWhistleBlown e -> change(whistles, e.whistle(), w -> w.blown(e.acknowledgeBy(), e.reportBy()).sides(w.sides.signedBy(e.by()).agreed()));
      case DispatchEvent.WhistleClosureSigned e -> change(whistles, e.whistle(), w -> w.rated(e.ratings()).sides(w.sides.closing(
          w.sides.closing != null && w.sides.closing.solved == e.solved() ? new Closing(e.solved(), and(w.sides.closing.signed, e.locality())) : new Closing(e.solved(), List.of(e.locality())), e.agreeBy())));
      case DispatchEvent.CrossDistrictDisagreementRaised e -> change(whistles, e.whistle(), w -> w.sides(w.sides.disputed(e.city())));
      case DispatchEvent.CrossDistrictLeadDesignated e -> change(whistles, e.whistle(), w ->
          (e.reportBy() == null ? w : w.blown(e.acknowledgeBy(), e.reportBy())).sides(w.sides.ledBy(e.locality())));
      default -> whistles;
    };
  }

  private static Map<String, Attendance> summoned(List<String> departments) {
    Map<String, Attendance> summoned = new LinkedHashMap<>();
    departments.forEach(d -> summoned.put(d, Attendance.SUMMONED));
    return summoned;
  }

  private static List<Whistle> change(List<Whistle> whistles, int number, UnaryOperator<Whistle> change) {
    return whistles.stream().map(w -> w.number == number ? change.apply(w) : w).toList();
  }

  private Whistle with(String department, UnaryOperator<Attendance> change) {
    Map<String, Attendance> next = new LinkedHashMap<>(departments);
    next.put(department, change.apply(departments.getOrDefault(department, Attendance.SUMMONED)));
    return new Whistle(number, ground, matter, by, acknowledgeBy, reportBy, next, tasks, sides, closed, reviewed);
  }

  private Whistle rated(Map<String, Integer> ratings) {
    Whistle next = this;
    for (var rating : ratings == null ? Map.<String, Integer>of().entrySet() : ratings.entrySet()) {
      next = next.with(rating.getKey(), d -> new Attendance(d.acknowledgedAt, d.reportedAt, d.missed, d.refused, d.released, rating.getValue()));
    }
    return next;
  }

  private Whistle tasks(List<Task> next) { return new Whistle(number, ground, matter, by, acknowledgeBy, reportBy, departments, next, sides, closed, reviewed); }

  private Whistle sides(Sides next) { return new Whistle(number, ground, matter, by, acknowledgeBy, reportBy, departments, tasks, next, closed, reviewed); }

  private Whistle blown(Instant acknowledge, Instant report) { return new Whistle(number, ground, matter, by, acknowledge, report, departments, tasks, sides, closed, reviewed); }

  private Whistle closed(Sides last) { return new Whistle(number, ground, matter, by, acknowledgeBy, reportBy, departments, tasks, last, true, reviewed); }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }
}
