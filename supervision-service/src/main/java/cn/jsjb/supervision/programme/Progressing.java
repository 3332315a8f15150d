package cn.jsjb.supervision.programme;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent.TaskCompleted;
import cn.jsjb.event.PlanEvent.TaskProgressed;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.event.PlanEvent.TaskVerified;
import cn.jsjb.event.Progress;
import cn.jsjb.event.Reason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A task on its way. The owner says how far it is and that it is complete; that it is, somebody else finds: completion is not verification. */
public final class Progressing {
  private Progressing() {}

  public record ReportProgress(String task, LocalDate on, BigDecimal done, String note) {}

  public record Complete(String task, LocalDate on, BigDecimal done, String note, List<String> evidence) {}

  public record Verify(String task, LocalDate on, boolean passed, String opinion) {}

  public static Decision decide(Topic topic, ReportProgress command, By by, LocalDate today) {
    Decision no = ownersOpenTask(topic, command.task(), command.on(), by, today, "报告进展 / reported on");
    return no != null ? no : accept(new TaskProgressed(command.task(), command.on(), command.done(), command.note()));
  }

  public static Decision decide(Topic topic, Complete command, By by, LocalDate today) {
    Decision no = ownersOpenTask(topic, command.task(), command.on(), by, today, "完成 / completed");
    return no != null ? no : accept(new TaskCompleted(command.task(), command.on(), command.done(), command.note(), command.evidence(), by.user()));
  }

  public static Decision decide(Topic topic, Verify command, By by, LocalDate today) {
    Decision no = dated(topic, command.task(), command.on(), today);
    if (no != null) {
      return no;
    }
    Topic.TaskState task = topic.tasks().get(command.task());
    TaskStatus is = topic.progress().tasks().get(command.task()).last().is();
    return !by.supervision() || task.spec().owner().equals(by.unit()) || by.user().equals(task.completedBy()) ? refuse(Reason.OWNER_CANNOT_VERIFY, command.task())
        : is != TaskStatus.COMPLETED ? refuse(Reason.LIST_ITEM_STATE, command.task(), is, "验收 / verified")
        : accept(new TaskVerified(command.task(), command.on(), command.passed(), command.opinion(), by.user()));
  }

  private static Decision ownersOpenTask(Topic topic, String id, LocalDate on, By by, LocalDate today, String doing) {
    Decision no = dated(topic, id, on, today);
    if (no != null) {
      return no;
    }
    String owner = topic.tasks().get(id).spec().owner();
    TaskStatus is = topic.progress().tasks().get(id).last().is();
    return !owner.equals(by.unit()) ? refuse(Reason.ONLY_THE_OWNER, id, owner)
        : is != TaskStatus.PLANNED && is != TaskStatus.RUNNING ? refuse(Reason.LIST_ITEM_STATE, id, is, doing) : null;
  }

  private static Decision dated(Topic topic, String id, LocalDate on, LocalDate today) {
    if (topic == null || !topic.tasks().containsKey(id)) {
      return refuse(Reason.NOT_FOUND, id);
    }
    Progress.Step<TaskStatus> last = topic.progress().tasks().get(id).last();
    return on.isAfter(today) ? refuse(Reason.IN_THE_FUTURE, "on", today) : Planning.outOfOrder(id, on, last.on());
  }
}
