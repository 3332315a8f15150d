package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.tools.Progress;
import cn.jsjb.tools.Trouble;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export",
    description = {"导出：一件工单或整个日志的原始记录，一行一条，任何人可离线核验。", "Writes the raw records of one complaint, or of the whole log, as JSON lines that anybody can verify offline."},
    exitCodeListHeading = "%n退出码 / Exit codes:%n",
    exitCodeList = {"0:文件已写成 / the file is whole", "1:中途失败，可再次运行以继续 / failed on the way; run it again to go on", "2:用法有误、无此工单，或 Kafka 无应答 / wrong usage, no such ticket, or Kafka does not answer"},
    footer = {"", "核验 / verify: deploy/inspect verify --from-file FILE"})
final class Export implements Callable<Integer> {
  static final class What {
    @Parameters(paramLabel = "ID", description = {"一件工单：编号或标识。", "A complaint, by its id or ticket number."})
    String id;

    @Option(names = "--all", description = {"日志的全部记录。", "Every record of the log."})
    boolean all;
  }

  @ArgGroup(multiplicity = "1") private What what;

  @Option(names = "--to", required = true, paramLabel = "FILE",
      description = {"写入的文件，写成后才出现；中断后再次运行即从断处继续，结果相同。", "The file to write; it appears when it is whole. Interrupted and run again, it goes on and gives the same file."})
  private Path to;

  @Option(names = "--restart", description = {"不接续上次未完成的文件。", "Does not go on with an unfinished file."})
  private boolean restart;

  @Option(names = "--json", description = {"结果以一个 JSON 对象输出。", "Prints the outcome as one JSON object."})
  private boolean json;

  @Mixin private Source source;

  @Override public Integer call() {
    try (Reading reading = source.open()) {
      String complaint = what.all ? null : Ticket.idOf(what.id, reading);
      boolean resumable = complaint == null && !reading.ranges().isEmpty();
      long written;
      try (Unfinished file = new Unfinished(to, "export of " + (complaint == null ? reading.description() : complaint), restart || !resumable);
           Progress progress = Progress.of("导出 export", "records", reading.total())) {
        written = complaint == null ? all(reading, file, progress) : one(complaint, reading, file, progress);
        if (complaint != null && written == 0) {
          file.discard();
          throw new Trouble("No record of %s is in %s.", complaint, reading.description());
        }
        file.finish();
      }
      System.out.println(json ? EventTypes.JSON.createObjectNode().put("file", to.toString()).put("records", written).put("complaintId", complaint).toString()
          : "%,d records of %s are in %s.".formatted(written, complaint == null ? reading.description() : complaint, to));
      return 0;
    } catch (IOException | UncheckedIOException refused) {
      throw new Trouble(refused, "%s could not be written: %s", to, refused.getMessage());
    }
  }

  private long one(String complaint, Reading reading, Unfinished file, Progress progress) {
    line(file, ExportFile.manifest(source.log(), complaint, Map.of(), Instant.now()));
    long[] written = {0};
    byte[] key = complaint.getBytes(StandardCharsets.UTF_8);
    reading.forEach(complaint, record -> {
      if (Arrays.equals(key, record.key())) {
        line(file, ExportFile.line(record));
        progress.to(++written[0]);
      }
    });
    return written[0];
  }

  /** Partition by partition, up to where the log ended when the export was begun: also when it is gone on with. */
  private long all(Reading reading, Unfinished file, Progress progress) {
    ObjectNode place = file.place();
    Map<Integer, Range> ranges = new TreeMap<>();
    ObjectNode ends = place.withObject("/ends");
    reading.ranges().forEach((partition, range) -> {
      String name = Integer.toString(partition);
      ends.put(name, ends.path(name).asLong(range.to()));
      ranges.put(partition, new Range(range.from(), ends.path(name).asLong()));
    });
    if (!file.isResumed()) {
      line(file, ExportFile.manifest(source.log(), null, ranges, Instant.now()));
    }
    long[] written = {place.path("records").asLong()};
    if (ranges.isEmpty()) {
      reading.forEach(record -> {
        line(file, ExportFile.line(record));
        written[0]++;
      });
    }
    ranges.forEach((partition, range) -> {
      int begun = place.path("partition").asInt(-1);
      long from = begun > partition ? range.to() : begun == partition ? place.path("next").asLong() : range.from();
      if (from < range.to()) {
        reading.forEach(partition, new Range(from, range.to()), record -> {
          line(file, ExportFile.line(record));
          place.put("partition", partition).put("next", record.offset() + 1).put("records", ++written[0]);
          if (written[0] % 1_000 == 0) {
            file.mark();
            progress.to(written[0]);
          }
        });
      }
    });
    return written[0];
  }

  private static void line(Unfinished file, String text) {
    try {
      file.out().write(text.getBytes(StandardCharsets.UTF_8));
      file.out().write('\n');
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
