package cn.jsjb.supervision.matters;

import cn.jsjb.event.Fact;
import cn.jsjb.event.InspectionEvent;
import cn.jsjb.event.InspectionEvent.AccountabilityDecided;
import cn.jsjb.event.InspectionEvent.Finding;
import cn.jsjb.event.InspectionEvent.GoodFaithExempted;
import cn.jsjb.event.InspectionEvent.InspectionRecorded;
import cn.jsjb.event.InspectionEvent.RectificationAccepted;
import cn.jsjb.event.InspectionEvent.RectificationOrdered;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An inspection, and what became of each finding. */
@JsonTypeName("INSPECTION")
public record Inspection(Instant openedAt, InspectionRecorded record, List<Course> courses) implements Matter {

  /**
   * The way of one finding.
   *
   * @param orders how often it was ordered to be put right; {@code orderedAt}, {@code dueAt} of the newest order
   * @param acceptedAt null while it is not put right
   * @param accounts what was decided about it, oldest first
   * @param exempted the grounds of good faith, or null
   */
  public record Course(int finding, int orders, Instant orderedAt, Instant dueAt, Instant acceptedAt, List<AccountabilityDecided> accounts, String exempted) {}

  static Inspection evolve(Inspection s, InspectionEvent event, Fact fact) {
    return switch (event) {
      case InspectionRecorded e -> new Inspection(fact.at(), e, e.findings().stream().map(f -> new Course(f.number(), 0, null, null, null, List.of(), null)).toList());
      case RectificationOrdered e -> s.with(e.finding(), c -> new Course(c.finding, c.orders + 1, fact.at(), e.dueAt(), null, c.accounts, c.exempted));
      case RectificationAccepted e -> s.with(e.finding(), c -> new Course(c.finding, c.orders, c.orderedAt, c.dueAt, fact.at(), c.accounts, c.exempted));
      case AccountabilityDecided e -> s.with(e.finding(), c -> {
        List<AccountabilityDecided> accounts = new ArrayList<>(c.accounts);
        accounts.add(e);
        return new Course(c.finding, c.orders, c.orderedAt, c.dueAt, c.acceptedAt, accounts, null);
      });
      case GoodFaithExempted e -> s.with(e.finding(), c -> new Course(c.finding, c.orders, c.orderedAt, c.dueAt, c.acceptedAt, c.accounts, e.grounds()));
    };
  }

  private Inspection with(int finding, UnaryOperator<Course> change) {
    return new Inspection(openedAt, record, courses.stream().map(c -> c.finding == finding ? change.apply(c) : c).toList());
  }

  public Optional<Finding> finding(int number) { return record.findings().stream().filter(f -> f.number() == number).findFirst(); }

  public Course course(int finding) { return courses.stream().filter(c -> c.finding == finding).findFirst().orElseThrow(); }

  private static boolean isOpen(Course c) { return c.orders > 0 && c.acceptedAt == null; }

  @Override public String status() { return record.findings().isEmpty() ? "CLEAN" : courses.stream().anyMatch(Inspection::isOpen) ? "RECTIFYING" : courses.stream().allMatch(c -> c.orders > 0) ? "RECTIFIED" : "FOUND"; }

  @Override public String unitCode() { return record.units().isEmpty() ? null : record.units().getFirst(); }

  @Override public Instant limitAt() { return courses.stream().filter(Inspection::isOpen).map(Course::dueAt).min(Instant::compareTo).orElse(null); }
}
