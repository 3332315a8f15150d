package cn.jsjb.supervision.programme.sheets;

import cn.jsjb.event.PlanEvent.Part;
import cn.jsjb.event.PlanEvent.PolicyStatus;
import cn.jsjb.event.PlanEvent.TaskStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** What offices write for what the log says. The English name is understood too. */
final class Words {
  private Words() {}

  static String of(TaskStatus status) {
    return switch (status) { case PLANNED -> "未开始"; case RUNNING -> "进行中"; case COMPLETED -> "已完成"; case VERIFIED -> "已验收"; case DROPPED -> "已移出"; };
  }

  static String of(PolicyStatus status) {
    return switch (status) { case PLANNED -> "未开始"; case DRAFTING -> "起草"; case CONSULTING -> "征求意见"; case IMMINENT -> "即将出台"; case ISSUED -> "已出台"; case DROPPED -> "已移出"; };
  }

  static String of(Part part) { return part == Part.LEAD ? "主责" : "配合"; }

  static <E extends Enum<E>> Optional<E> read(String text, E[] all, Function<E, String> word) {
    return Arrays.stream(all).filter(e -> word.apply(e).equals(text) || e.name().equalsIgnoreCase(text)).findFirst();
  }
}
