package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.inspecting.Claim.Repeat;
import cn.jsjb.supervision.inspecting.HistoryView;
import cn.jsjb.supervision.inspecting.Repeats.Found;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import cn.jsjb.tools.Progress;
import cn.jsjb.tools.Trouble;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One complaint's history for a person, or those of a unit, a place, an enterprise, a problem, a period; as known at any time. */
@Command(name = "replay",
    description = {"回溯：一件工单，或一个单位、地方、企业、问题、时段的全部工单，在任一时刻为人所知的样子。",
        "Replays one ticket, or all of a unit, a place, an enterprise, a problem, a period, as known at any time.",
        "所有时间均为北京时间（Asia/Shanghai），除非写明时差。Times are Beijing's unless they carry an offset.",
        "保密工单的内容不在此显示；确需查看，请经服务写明理由（留痕）。Words of confidential tickets are not shown here."},
    exitCodeListHeading = "%n退出码 / Exit codes:%n",
    exitCodeList = {"0:已回溯 / replayed", "1:中途失败，可再次运行以继续 / failed on the way; run it again to go on", "2:用法有误、无此工单，或 Kafka 无应答 / wrong usage, no such ticket, or Kafka does not answer"},
    footer = {"", "deploy/inspect replay RX260506-7K2M9QX4T", "deploy/inspect replay --unit 110107011 --from 2026-05-01 --to 2026-06-01 --json --out may.ndjson"})
final class Replay implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "ID", description = {"一件工单：编号或标识。", "One ticket, by its id or ticket number."})
  private String id;

  @ArgGroup(validate = false, heading = "%n哪些工单 / Which tickets:%n") private Picking picking = new Picking();

  @Option(names = "--as-of", paramLabel = "T", converter = Times.Until.class,
      description = {"截至此时已入账的记录（入账时间由 Kafka 记下，无人能改）。", "Only what was in the log by then: 2026-05-06, 2026-05-06T11:22 (Beijing) or 2026-05-06T11:22:00+08:00."})
  private Instant asOf;

  @Option(names = "--as-of-event", paramLabel = "EVENT", description = {"一件工单截至此事件。", "One ticket, up to this event."})
  private String asOfEvent;

  @Option(names = "--happened-by", paramLabel = "T", converter = Times.Until.class,
      description = {"截至此时已发生的事（依事件自述的时间）。", "Only what had happened by then, as the events say of themselves."})
  private Instant happenedBy;

  @Option(names = "--json", description = {"每件工单一行 JSON，与 GET /api/history 相同。", "One line of JSON a ticket, as GET /api/history gives it."})
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE", description = {"写入文件；中断后再次运行即从断处继续，结果相同。", "Writes a file; interrupted and run again, it goes on and gives the same file."})
  private Path to;

  @Option(names = "--restart", description = {"不接续上次未完成的文件。", "Does not go on with an unfinished file."})
  private boolean restart;

  @Mixin private Source source;
  @Spec private CommandSpec spec;

  @Override public Integer call() {
    if ((id == null) != picking.isAnything() || id == null && asOfEvent != null) {
      throw new ParameterException(spec.commandLine(), id == null && asOfEvent != null ? "--as-of-event 只用于一件工单 / is for one ticket."
          : "请给出一件工单，或以 --unit、--from 等选定 / name one ticket, or choose by --unit, --from and so on.");
    }
    try (Reading reading = source.open()) {
      return id != null ? one(reading) : many(reading);
    } catch (IOException | UncheckedIOException refused) {
      throw new Trouble(refused, "写入失败 / cannot be written: %s", refused.getMessage());
    }
  }

  private int one(Reading reading) throws IOException {
    String complaint = Ticket.idOf(id, reading);
    List<RecordView> records = new ArrayList<>();
    reading.forEach(complaint, raw -> {
      RecordView record = RecordView.of(raw);
      if (complaint.equals(record.key())) {
        records.add(record);
      }
    });
    if (records.isEmpty()) {
      throw new Trouble("No record of %s is in %s.", complaint, reading.description());
    }
    byte[] told = told(complaint, upTo(records), List.of(), true);
    if (to == null) {
      System.out.write(told);
      System.out.flush();
    } else {
      try (Unfinished out = new Unfinished(to, "replay " + complaint, true)) {
        out.out().write(told);
        out.finish();
      }
    }
    return 0;
  }

  private List<RecordView> upTo(List<RecordView> records) {
    if (asOfEvent == null) {
      return records;
    }
    // A reaction may have been sent more than once under one id: the fact counts, else the first.
    List<Judged> named = cn.jsjb.supervision.inspecting.Replay.of(records).records().stream().filter(j -> j.record().id().equals(asOfEvent)).toList();
    if (named.isEmpty()) {
      throw new Trouble("%s 不是此工单的事件 / is no event of this ticket.", asOfEvent);
    }
    long last = named.stream().filter(j -> j.verdict().isFact()).findFirst().orElse(named.getFirst()).record().offset();
    return records.stream().filter(r -> r.offset() <= last).toList();
  }

  /** First the log is read once to find the tickets, then once more to tell them, partition by partition, in the order in which they began. */
  private int many(Reading reading) throws IOException {
    try (Unfinished file = to == null ? null : new Unfinished(to, work(reading), restart)) {
      ObjectNode place = file == null ? EventTypes.JSON.createObjectNode() : file.place();
      Map<Integer, Range> ranges = ranges(reading, place);
      asOf = asOf != null ? asOf : Instant.parse(place.withObject("/fixed").path("asOf").asText(Instant.now().toString()));
      place.withObject("/fixed").put("asOf", asOf.toString());
      long total = ranges.isEmpty() ? reading.total() : ranges.values().stream().mapToLong(Range::size).sum();
      try (Progress progress = Progress.of("查找 find", "records", total)) {
        long[] read = {0};
        reading.forEachAt((record, at) -> {
          Range range = ranges.get(record.partition());
          if (ranges.isEmpty() || range != null && record.offset() < range.to()) {
            picking.take(RecordView.of(record), at);
          }
          progress.to(++read[0]);
        });
      }
      Map<String, List<Repeat>> repeats = picking.repeats(asOf);
      long[] done = {0, place.path("tickets").asLong()};
      OutputStream out = file == null ? System.out : file.out();
      try (Progress progress = Progress.of("回溯 replay", "tickets", picking.chosen())) {
        for (int partition : partitions(reading)) {
          List<Picking.Found> chosen = picking.chosen(partition);
          int already = place.path("partition").asInt(-1) > partition ? chosen.size() : place.path("partition").asInt(-1) == partition ? place.path("streams").asInt() : 0;
          done[0] += already;
          int[] streams = {already};
          reading.gather(partition, chosen.subList(already, chosen.size()), (id, records) -> {
            byte[] told = told(id, records, repeats.getOrDefault(id, List.of()), false);
            write(out, told);
            done[1] += told.length == 0 ? 0 : 1;
            progress.to(++done[0]);
            place.put("partition", partition).put("streams", ++streams[0]).put("tickets", done[1]);
            if (file != null) {
              file.mark();
            }
          });
        }
      }
      if (file == null) {
        System.out.flush();
      } else {
        file.finish();
        System.out.println(json ? EventTypes.JSON.createObjectNode().put("file", to.toString()).put("tickets", done[1]).put("resumed", file.isResumed()).toString()
            : "%,d 件工单写入 %s / tickets written".formatted(done[1], to));
      }
      return 0;
    }
  }

  private String work(Reading reading) {
    return "replay %s of %s as of %s, happened by %s, %s".formatted(picking.words(), reading.description(), asOf, happenedBy, json ? "json" : "text");
  }

  /** Up to where the log is read: as it was when the work was begun, also when it is gone on with. */
  private static Map<Integer, Range> ranges(Reading reading, ObjectNode place) {
    ObjectNode kept = place.withObject("/fixed/ends");
    Map<Integer, Range> ranges = new TreeMap<>();
    reading.ranges().forEach((partition, range) -> {
      String name = Integer.toString(partition);
      kept.put(name, kept.path(name).asLong(range.to()));
      ranges.put(partition, new Range(range.from(), kept.path(name).asLong()));
    });
    return ranges;
  }

  private List<Integer> partitions(Reading reading) {
    return reading.ranges().isEmpty() ? picking.partitions() : List.copyOf(new TreeMap<>(reading.ranges()).keySet());
  }

  /** @param alone told also when nothing was known of it then */
  private byte[] told(String complaint, List<RecordView> all, List<Repeat> repeats, boolean alone) {
    List<RecordView> records = cn.jsjb.supervision.inspecting.Replay.until(asOf, all);
    if (happenedBy != null) {
      records = records.stream().filter(r -> !Telling.at(r).isAfter(happenedBy)).toList();
    }
    if (records.isEmpty() && !alone) {
      return new byte[0];
    }
    var replay = cn.jsjb.supervision.inspecting.Replay.of(records);
    // What is confidential now is so as of any time.
    boolean hideWords = (records.size() == all.size() ? replay : cn.jsjb.supervision.inspecting.Replay.of(all)).hidesWords();
    HistoryView view = HistoryView.of(complaint, replay, asOf, Found.of(repeats), hideWords, false);
    try {
      String text = json ? EventTypes.JSON.writeValueAsString(view) : Telling.told(complaint, replay.records(), view, limit(), hideWords) + (alone ? "" : "\n");
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private String limit() {
    return asOfEvent != null ? "截至事件 " + asOfEvent : happenedBy != null ? "截至 " + Times.shown(happenedBy) + " 已发生" : asOf != null ? "截至 " + Times.shown(asOf) + " 已入账" : null;
  }

  private static void write(OutputStream out, byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
