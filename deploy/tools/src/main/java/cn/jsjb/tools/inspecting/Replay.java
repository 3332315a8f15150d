package cn.jsjb.tools.inspecting;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.LifeCycle;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Chain.Verdict;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.inspecting.Story;
import cn.jsjb.tools.Trouble;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One complaint's history for a person, and where it stood; times in Beijing. */
@Command(name = "replay", description = "Tells one complaint's history, and where it stood at any time.")
final class Replay implements Callable<Integer> {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(BEIJING);
  /** Between what an event says of itself and when the broker took it in. More is worth a look: it was entered late, or played in. */
  private static final long USUAL_DELAY_MILLIS = 5 * 60_000;

  @Parameters(paramLabel = "ID", description = "A complaint, by its id or ticket number.")
  private String id;

  @Option(names = "--as-of", paramLabel = "T", description = "Only what had happened by then: 2026-05-06, 2026-05-06T11:22 (Beijing) or 2026-05-06T11:22:00+08:00.")
  private String asOf;

  @Mixin private Source source;
  @Spec private CommandSpec spec;

  private record Told(RecordView record, Verdict verdict) {}

  @Override public Integer call() {
    Instant until = asOf == null ? Instant.MAX : instant(asOf);
    try (Reading reading = source.open()) {
      String complaint = Ticket.idOf(id, reading);
      List<Told> history = new ArrayList<>();
      String[] head = {null};
      reading.forEach(complaint, raw -> {
        RecordView record = RecordView.of(raw);
        if (complaint.equals(record.key())) {
          Verdict verdict = Chain.judge(head[0], record);
          if (verdict.isFact()) {
            head[0] = Chain.hash(record);
          }
          history.add(new Told(record, verdict));
        }
      });
      if (history.isEmpty()) {
        throw new Trouble("No record of %s is in %s.", complaint, reading.description());
      }
      tell(complaint, history, until);
      return 0;
    }
  }

  private void tell(String complaint, List<Told> history, Instant until) {
    System.out.printf("诉求 %s%s%n", complaint, asOf == null ? "" : "   截至 " + TIME.format(until));
    LifeCycle stands = LifeCycle.NONE;
    String head = null;
    int number = 0;
    for (Told told : history) {
      RecordView record = told.record();
      Instant at = at(record);
      if (at.isAfter(until)) {
        continue;
      }
      if (!told.verdict().isFact()) {
        System.out.printf("  作废  %s  %s  （%s）  %s  #%d@%d%n", time(at), Story.nameOf(record.type()), Story.of(told.verdict()), record.actor(),
            record.partition(), record.offset());
        continue;
      }
      head = Chain.hash(record);
      String sentence;
      try {
        var event = EventTypes.read(record.type(), record.schemaVersion(), record.value());
        sentence = Story.of(event);
        if (event instanceof ComplaintEvent ofATicket) {
          stands = stands.after(ofATicket);
        }
      } catch (EventTypes.UnreadableEventException | NumberFormatException unreadable) {
        sentence = "（内容无法解析：%s）".formatted(unreadable.getMessage());
      }
      System.out.printf("  %3d   %s  %s  %s%n        %s  #%d@%d%s%n", ++number, time(at), Story.nameOf(record.type()), sentence, record.actor(),
          record.partition(), record.offset(), late(record, at));
    }
    if (head == null) {
      System.out.println("  当时尚未受理。");
      return;
    }
    System.out.printf("现状  %s%s%s，第 %d 轮%n", stands.stage() == null ? "未知" : stands.stage().chinese(), stands.unit() == null ? "" : "，首接单位 " + Story.unit(stands.unit()),
        stands.dueAt() == null ? "" : "，时限 " + TIME.format(stands.dueAt()), stands.round());
    System.out.printf("链头  %s%n", head);
  }

  private static String late(RecordView record, Instant at) {
    boolean late = Math.abs(record.logTime() - at.toEpochMilli()) > USUAL_DELAY_MILLIS;
    return late ? "  （入账 %s）".formatted(TIME.format(Instant.ofEpochMilli(record.logTime()))) : "";
  }

  /** An event without a readable time happened when the broker took it in. */
  private static Instant at(RecordView record) {
    try {
      return record.at();
    } catch (DateTimeException garbage) {
      return Instant.ofEpochMilli(record.logTime());
    }
  }

  private static String time(Instant at) { return TIME.format(at); }

  private Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException withoutOffset) {
      try {
        return text.contains("T") ? LocalDateTime.parse(text).atZone(BEIJING).toInstant()
            : LocalDate.parse(text).plusDays(1).atStartOfDay(BEIJING).toInstant().minusMillis(1);
      } catch (DateTimeException neither) {
        throw new ParameterException(spec.commandLine(), "--as-of %s is not a time; write 2026-05-06, 2026-05-06T11:22 or 2026-05-06T11:22:00+08:00.".formatted(text));
      }
    }
  }
}
