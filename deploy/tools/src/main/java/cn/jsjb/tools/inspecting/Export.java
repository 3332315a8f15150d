package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.seal.Roll;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.packing.Pack;
import cn.jsjb.supervision.packing.RecordLine;
import cn.jsjb.tools.Progress;
import cn.jsjb.tools.Trouble;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

@Command(name = "export",
    description = {"导出：一件工单或整个日志的原始记录，一行一条，任何人可离线核验。", "Writes the raw records of one complaint, or of the whole log with its seals, as JSON lines that anybody can verify offline;",
      "--pack：证据包 / or an evidence pack of one complaint."},
    exitCodeListHeading = "%n退出码 / Exit codes:%n",
    exitCodeList = {"0:文件已写成 / the file is whole", "1:中途失败，可再次运行以继续 / failed on the way; run it again to go on", "2:用法有误、无此工单，或 Kafka 无应答 / wrong usage, no such ticket, or Kafka does not answer"},
    footer = {"", "核验 / verify: deploy/inspect verify --from-file FILE，或 --pack FILE.zip --key FILE"})
final class Export implements Callable<Integer> {
  static final class What {
    @Parameters(paramLabel = "ID", description = {"一件工单：编号或标识。", "A complaint, by its id or ticket number."})
    String id;

    @Option(names = "--all", description = {"日志的全部记录。", "Every record of the log."})
    boolean all;
  }

  @ArgGroup(multiplicity = "1") private What what;

  static final class Where {
    @Option(names = "--to", paramLabel = "FILE",
        description = {"写入的文件，写成后才出现；中断后再次运行即从断处继续，结果相同。", "The file to write; it appears when it is whole. Interrupted and run again, it goes on and gives the same file."})
    Path to;

    @Option(names = "--pack", paramLabel = "FILE.zip",
        description = {"证据包：记录、证明、规则、附件和封面，只凭公钥即可核验。", "An evidence pack: records, proofs, rules, attachments and cover sheet, which verify with the public key alone."})
    Path pack;
  }

  @ArgGroup(multiplicity = "1") private Where where;

  @Option(names = "--reason", paramLabel = "WORDS", description = {"制作证据包的事由，载于封面并记入监督日志。", "Why the pack is made; stands on its cover sheet and is recorded in the oversight-log."})
  private String reason;

  @Option(names = "--by", paramLabel = "NAME", defaultValue = "${sys:user.name}", description = {"制作人。", "Who makes the pack (default: ${DEFAULT-VALUE})."})
  private String by;

  @Option(names = "--no-attachments", description = {"证据包不含附件。", "Leaves the attachments out of the pack."})
  private boolean withoutAttachments;

  @Option(names = "--restart", description = {"不接续上次未完成的文件。", "Does not go on with an unfinished file."})
  private boolean restart;

  @Option(names = "--json", description = {"结果以一个 JSON 对象输出。", "Prints the outcome as one JSON object."})
  private boolean json;

  @Mixin private Source source;
  @Spec private CommandSpec spec;

  @Override public Integer call() { return where.pack != null ? pack() : lines(where.to); }

  private int pack() {
    if (what.all || reason == null || reason.isBlank()) {
      throw new ParameterException(spec.commandLine(), "A pack is about one complaint, and says why it is made: name an ID and a --reason.");
    }
    VerifierKey key = source.sealKey();
    if (key == null) {
      throw new Trouble("There is no public key of seals here; name a file with --key (GET /api/seals/key gives it).");
    }
    return new Packer(source, key, by, reason.strip(), withoutAttachments, json).write(what.id, where.pack);
  }

  private int lines(Path to) {
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
        line(file, RecordLine.line(record));
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
        line(file, RecordLine.line(record));
        written[0]++;
      });
    }
    ranges.forEach((partition, range) -> {
      int begun = place.path("partition").asInt(-1);
      long from = begun > partition ? range.to() : begun == partition ? place.path("next").asLong() : range.from();
      if (from < range.to()) {
        reading.forEach(partition, new Range(from, range.to()), record -> {
          line(file, RecordLine.line(record));
          place.put("partition", partition).put("next", record.offset() + 1).put("records", ++written[0]);
          if (written[0] % 1_000 == 0) {
            file.mark();
            progress.to(written[0]);
          }
        });
      }
    });
    seals(reading, ranges, file);
    return written[0];
  }

  /** Seals of records that came after the end of the export would speak of records that are not in it. */
  private static void seals(Reading reading, Map<Integer, Range> ranges, Unfinished file) {
    Set<String> beyond = new HashSet<>();
    reading.sealRecords(note -> {
      String text = new String(note.value() == null ? new byte[0] : note.value(), StandardCharsets.UTF_8);
      String origin = text.lines().findFirst().orElse("").replace("/roll", "");
      if (Roll.isOne(Pack.utf8(text)) && lastOffset(text) >= end(ranges, origin)) {
        beyond.add(origin);
      }
      if (!beyond.contains(origin)) {
        line(file, RecordLine.line(note));
      }
    });
  }

  /** Of a note that nobody has verified yet; what cannot be read goes into the file, and the verifier says so. */
  private static long lastOffset(String roll) {
    String body = roll.substring(0, Math.max(0, roll.lastIndexOf("\n\n")));
    String last = body.substring(body.lastIndexOf('\n') + 1);
    return last.matches("[0-9]{1,18} .*") ? Long.parseLong(last.substring(0, last.indexOf(' '))) : -1;
  }

  private static long end(Map<Integer, Range> ranges, String origin) {
    String partition = origin.substring(origin.lastIndexOf('/') + 1);
    Range range = partition.matches("[0-9]{1,6}") ? ranges.get(Integer.parseInt(partition)) : null;
    return range == null ? Long.MAX_VALUE : range.to();
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
