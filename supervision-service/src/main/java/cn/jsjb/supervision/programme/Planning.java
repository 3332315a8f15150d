package cn.jsjb.supervision.programme;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.Plan;
import cn.jsjb.event.PlanEvent.PlanApproved;
import cn.jsjb.event.PlanEvent.Responsibility;
import cn.jsjb.event.PlanEvent.ResponsibilityListApproved;
import cn.jsjb.event.PlanEvent.Task;
import cn.jsjb.event.PlanEvent.TaskDropped;
import cn.jsjb.event.PlanEvent.TaskPlanned;
import cn.jsjb.event.PlanEvent.TaskRevised;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.event.Progress;
import cn.jsjb.event.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** 解决方案, 责任清单 and 任务清单 of the city and of the seventeen districts. Nothing is changed in the past: a version ends where the next one begins. */
public final class Planning {
  private Planning() {}

  public record ApprovePlan(String scope, LocalDate from, Plan plan) {}

  public record ApproveResponsibilities(String scope, LocalDate from, List<Responsibility> responsibilities, String source) {}

  public record PlanTask(String task, LocalDate from, Task spec) {}

  public record ReviseTask(String task, LocalDate from, Task spec, String reason) {}

  public record DropTask(String task, LocalDate from, String reason) {}

  public static Decision decide(Topic topic, ApprovePlan command, By by, Units units) {
    Decision no = mayKeep(topic, command.scope(), by, units);
    if (no != null) {
      return no;
    }
    List<Dated<Plan>> versions = topic.plans().get(command.scope());
    Dated<Plan> last = Dated.last(versions);
    return last != null && last.value().equals(command.plan()) ? refuse(Reason.NOTHING_CHANGED, command.scope())
        : last != null && command.from().isBefore(last.from()) ? refuse(Reason.VERSION_OUT_OF_ORDER, last.from())
        : accept(new PlanApproved(command.scope(), Dated.next(versions), command.from(), command.plan()));
  }

  public static Decision decide(Topic topic, ApproveResponsibilities command, By by, Units units) {
    Decision no = mayKeep(topic, command.scope(), by, units);
    if (no != null) {
      return no;
    }
    for (Responsibility one : command.responsibilities()) {
      if (!isPartner(topic, one.unit(), command.scope(), units)) {
        return refuse(Reason.NOT_A_PARTNER, one.unit(), command.scope());
      }
    }
    List<Dated<List<Responsibility>>> versions = topic.responsibilities().get(command.scope());
    Dated<List<Responsibility>> last = Dated.last(versions);
    return last != null && last.value().equals(command.responsibilities()) ? refuse(Reason.NOTHING_CHANGED, command.scope())
        : last != null && command.from().isBefore(last.from()) ? refuse(Reason.VERSION_OUT_OF_ORDER, last.from())
        : accept(new ResponsibilityListApproved(command.scope(), Dated.next(versions), command.from(), command.responsibilities(), command.source()));
  }

  public static Decision decide(Topic topic, PlanTask command, By by, Units units) {
    Task spec = command.spec();
    Decision no = mayKeep(topic, spec.scope(), by, units);
    if (no != null) {
      return no;
    }
    if (topic.tasks().containsKey(command.task())) {
      return refuse(Reason.LISTED_ALREADY, command.task());
    }
    Integer plan = topic.planVersion(spec.scope(), command.from());
    return plan == null ? refuse(Reason.NOT_PLANNED_YET, spec.scope(), command.from())
        : strangers(topic, spec, units).findFirst().<Decision>map(unit -> refuse(Reason.NOT_A_PARTNER, unit, spec.scope()))
            .orElseGet(() -> accept(new TaskPlanned(command.task(), plan, command.from(), spec)));
  }

  public static Decision decide(Topic topic, ReviseTask command, By by, Units units) {
    Decision no = onTheList(topic, command.task(), command.from(), by, units, "修订 / revised");
    if (no != null) {
      return no;
    }
    Task before = topic.tasks().get(command.task()).spec();
    LocalDate since = topic.tasks().get(command.task()).specs().getLast().from();
    if (!command.spec().scope().equals(before.scope())) {
      return refuse(Reason.FIELD_INVALID, "scope", before.scope());
    }
    return command.spec().equals(before) ? refuse(Reason.NOTHING_CHANGED, command.task())
        : command.from().isBefore(since) ? refuse(Reason.VERSION_OUT_OF_ORDER, since)
        : strangers(topic, command.spec(), units).findFirst().<Decision>map(unit -> refuse(Reason.NOT_A_PARTNER, unit, before.scope()))
            .orElseGet(() -> accept(new TaskRevised(command.task(), topic.planVersion(before.scope(), command.from()), command.from(), command.spec(), command.reason())));
  }

  public static Decision decide(Topic topic, DropTask command, By by, Units units) {
    Decision no = onTheList(topic, command.task(), command.from(), by, units, "移出清单 / dropped");
    return no != null ? no : accept(new TaskDropped(command.task(), topic.planVersion(topic.tasks().get(command.task()).spec().scope(), command.from()), command.from(), command.reason()));
  }

  private static Decision onTheList(Topic topic, String task, LocalDate from, By by, Units units, String doing) {
    if (topic == null || !topic.tasks().containsKey(task)) {
      return refuse(Reason.NOT_FOUND, task);
    }
    Decision no = mayKeep(topic, topic.tasks().get(task).spec().scope(), by, units);
    Progress.Step<TaskStatus> last = topic.progress().tasks().get(task).last();
    return no != null ? no : last.is() == TaskStatus.DROPPED ? refuse(Reason.LIST_ITEM_STATE, task, last.is(), doing) : outOfOrder(task, from, last.on());
  }

  static Decision outOfOrder(String item, LocalDate on, LocalDate last) { return on.isBefore(last) ? refuse(Reason.STEP_OUT_OF_ORDER, item, last) : null; }

  /** Null when the caller keeps the lists of this scope. */
  static Decision mayKeep(Topic topic, String scope, By by, Units units) {
    return topic == null ? refuse(Reason.NOT_FOUND, "该问题 / the problem")
        : !isScope(scope, units) ? refuse(Reason.NOT_A_SCOPE, scope)
        : by.mayPlan(topic, scope) ? null : refuse(Reason.OTHER_SCOPE, scope);
  }

  /** The city or one of the sixteen districts and 经开区. */
  public static boolean isScope(String scope, Units units) {
    return PlanEvent.CITY.equals(scope) || units.find(scope).filter(u -> u.kind() == Unit.Kind.DISTRICT).isPresent();
  }

  private static Stream<String> strangers(Topic topic, Task spec, Units units) {
    return Stream.concat(Stream.of(spec.owner()), spec.supporting().stream()).filter(unit -> !isPartner(topic, unit, spec.scope(), units));
  }

  /** Work of the city is given to its lead and supporting units, work of a district to what lies in it. */
  static boolean isPartner(Topic topic, String unit, String scope, Units units) {
    return topic.involves(unit) || !scope.equals(PlanEvent.CITY) && units.isWithin(unit, scope);
  }
}
