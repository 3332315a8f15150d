package cn.jsjb.tools.inspecting;

import cn.jsjb.tools.Progress;
import cn.jsjb.tools.Trouble;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Writes the raw records of one complaint, or of the whole log, as JSON lines that anybody can verify offline.",
    footer = {"", "Verify such a file with: deploy/inspect verify --from-file FILE"})
final class Export implements Callable<Integer> {
  static final class What {
    @Parameters(paramLabel = "ID", description = "A complaint, by its id or ticket number.")
    String id;

    @Option(names = "--all", description = "Every record of the log.")
    boolean all;
  }

  @ArgGroup(multiplicity = "1") private What what;

  @Option(names = "--to", required = true, paramLabel = "FILE", description = "The file to write; it appears when it is whole.")
  private Path to;

  @Mixin private Source source;

  @Override public Integer call() {
    try (Reading reading = source.open()) {
      String complaint = what.all ? null : Ticket.idOf(what.id, reading);
      Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
      long[] written = {0};
      try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8);
           Progress progress = Progress.of("export", "records", reading.total())) {
        line(out, ExportFile.manifest(source.log(), complaint, complaint == null ? reading.ranges() : Map.of(), Instant.now()));
        if (complaint == null) {
          reading.forEach(record -> write(record, out, progress, written));
        } else {
          byte[] key = complaint.getBytes(StandardCharsets.UTF_8);
          reading.forEach(complaint, record -> {
            if (java.util.Arrays.equals(key, record.key())) {
              write(record, out, progress, written);
            }
          });
        }
      }
      if (complaint != null && written[0] == 0) {
        Files.delete(unfinished);
        throw new Trouble("No record of %s is in %s.", complaint, reading.description());
      }
      Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      System.out.printf("%,d records of %s are in %s.%n", written[0], complaint == null ? reading.description() : complaint, to);
      return 0;
    } catch (IOException | UncheckedIOException refused) {
      throw new Trouble(refused, "%s could not be written: %s", to, refused.getMessage());
    }
  }

  private static void write(ConsumerRecord<byte[], byte[]> record, BufferedWriter out, Progress progress, long[] written) {
    line(out, ExportFile.line(record));
    if (++written[0] % 1_000 == 0) {
      progress.to(written[0]);
    }
  }

  private static void line(BufferedWriter out, String text) {
    try {
      out.write(text);
      out.write('\n');
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
