package cn.jsjb.tools.inspecting;

import cn.jsjb.catalogue.Names;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.LifeCycle;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.inspecting.Claim;
import cn.jsjb.supervision.inspecting.HistoryView;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import cn.jsjb.supervision.inspecting.Story;
import cn.jsjb.supervision.inspecting.View;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One ticket's history for a person: what happened, where it stood, what does not fit together, who looked. Times in Beijing. */
final class Telling {
  /** Between what an event says of itself and when the broker took it in. More is worth a look: it was entered late, or played in. */
  private static final long USUAL_DELAY_MILLIS = 5 * 60_000;

  private Telling() {}

  /**
   * @param view the same, compared
   * @param until in words, what the history is limited to; null when it is not
   */
  static String told(String complaint, List<Judged> history, HistoryView view, String until, boolean hideWords) {
    List<String> lines = new ArrayList<>();
    lines.add("诉求 %s%s".formatted(complaint, until == null ? "" : "   " + until));
    LifeCycle stands = LifeCycle.NONE;
    for (Judged judged : history) {
      RecordView record = judged.record();
      Instant at = at(record);
      String place = "#%d@%d".formatted(record.partition(), record.offset());
      if (!judged.verdict().isFact()) {
        lines.add("  作废  %s  %s  （%s）  %s  %s".formatted(Times.shown(at), Story.nameOf(record.type()), Story.of(judged.verdict()).chinese(), record.actor(), place));
        continue;
      }
      String sentence = judged.event() == null ? "（内容无法解析：%s）".formatted(record.type()) : hideWords ? "（保密）" : Story.of(judged.event()).chinese();
      stands = judged.event() instanceof ComplaintEvent event ? stands.after(event) : stands;
      lines.add("  %3d   %s  %s  %s".formatted(judged.sequence(), Times.shown(at), Story.nameOf(record.type()), sentence));
      lines.add("        %s  %s%s".formatted(record.actor(), place, late(record, at)));
    }
    if (view.head() == null) {
      lines.add("  当时尚未受理。");
      return String.join("\n", lines);
    }
    lines.add("现状  %s%s%s，第 %d 轮".formatted(stands.stage() == null ? "未知" : stands.stage().chinese(), stands.unit() == null ? "" : "，首接单位 " + Names.unit(stands.unit()).chinese(),
        stands.dueAt() == null ? "" : "，时限 " + Times.shown(stands.dueAt()), stands.round()));
    for (Claim claim : view.claims()) {
      lines.add("对照  %s  %s：%s".formatted(claim.said().name(), Names.unit(claim.unit()).chinese(), claim.sentence()));
    }
    for (View look : view.viewedBy()) {
      lines.add("查看  %s  %s  %s  %s".formatted(look.at(), look.actor(), look.fields(), look.reason()));
    }
    lines.add("链头  " + view.head());
    return String.join("\n", lines);
  }

  private static String late(RecordView record, Instant at) {
    boolean late = Math.abs(record.logTime() - at.toEpochMilli()) > USUAL_DELAY_MILLIS;
    return late ? "  （入账 %s）".formatted(Times.shown(Instant.ofEpochMilli(record.logTime()))) : "";
  }

  /** An event without a readable time happened when the broker took it in. */
  static Instant at(RecordView record) {
    try {
      return record.at();
    } catch (DateTimeException garbage) {
      return Instant.ofEpochMilli(record.logTime());
    }
  }
}
