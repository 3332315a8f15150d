package cn.jsjb.supervision.matters;

import cn.jsjb.event.Fact;
import cn.jsjb.event.JointEvent;
import cn.jsjb.event.JointEvent.JointSupervisionClosed;
import cn.jsjb.event.JointEvent.JointSupervisionOpened;
import cn.jsjb.event.JointEvent.JointSupervisionReplied;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 日常联合督办. @param replies unit → its newest measures; @param result null while open */
@JsonTypeName("JOINT")
public record JointSupervision(Instant openedAt, JointSupervisionOpened about, Map<String, String> replies, JointSupervisionClosed result) implements Matter {
  static JointSupervision evolve(JointSupervision s, JointEvent event, Fact fact) {
    return switch (event) {
      case JointSupervisionOpened e -> new JointSupervision(fact.at(), e, Map.of(), null);
      case JointSupervisionReplied e -> {
        Map<String, String> replies = new LinkedHashMap<>(s.replies);
        replies.put(e.unit(), e.measures());
        yield new JointSupervision(s.openedAt, s.about, replies, null);
      }
      case JointSupervisionClosed e -> new JointSupervision(s.openedAt, s.about, s.replies, e);
    };
  }

  /** Units that were asked and have not replied. */
  public List<String> unanswered() { return about.units().stream().filter(u -> !replies.containsKey(u)).toList(); }

  @Override public String status() { return result == null ? "OPEN" : "CLOSED"; }

  @Override public String problemId() { return about.problem(); }

  @Override public Instant limitAt() { return result == null ? about.dueAt() : null; }
}
