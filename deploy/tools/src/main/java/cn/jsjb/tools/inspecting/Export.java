package cn.jsjb.tools.inspecting;

import cn.jsjb.seal.VerifierKey;
import cn.jsjb.tools.Addresses.ServiceName;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "export", description = {"Writes the raw records of one complaint, or of the whole log with its seals, as JSON lines that anybody can verify offline;",
    "or an evidence pack of one complaint."}, footer = {"", "Verify with: deploy/inspect verify --from-file FILE, or --pack FILE.zip --key FILE"})
final class Export implements Callable<Integer> {
  static final class What {
    @Parameters(paramLabel = "ID", description = "A complaint, by its id or ticket number.")
    String id;

    @Option(names = "--all", description = "Every record of the log.")
    boolean all;
  }

  @ArgGroup(multiplicity = "1") private What what;

  static final class Where {
    @Option(names = "--to", paramLabel = "FILE", description = "The file to write; it appears when it is whole.")
    Path to;

    @Option(names = "--pack", paramLabel = "FILE.zip", description = "Writes an evidence pack: records, proofs, rules, attachments and cover sheet, which verify with the public key alone.")
    Path pack;
  }

  @ArgGroup(multiplicity = "1") private Where where;

  @Option(names = "--reason", paramLabel = "WORDS", description = "Why the pack is made; stands on its cover sheet and is recorded in the oversight-log.")
  private String reason;

  @Option(names = "--by", paramLabel = "NAME", defaultValue = "${sys:user.name}", description = "Who makes the pack (default: ${DEFAULT-VALUE}).")
  private String by;

  @Option(names = "--no-attachments", description = "Leaves the attachments out of the pack.")
  private boolean withoutAttachments;

  @Spec private CommandSpec spec;

  @Mixin private Source source;

  @Override public Integer call() { return where.pack != null ? pack() : lines(where.to); }

  private int pack() {
    if (what.all || reason == null || reason.isBlank()) {
      throw new ParameterException(spec.commandLine(), "A pack is about one complaint, and says why it is made: name an ID and a --reason.");
    }
    VerifierKey key = source.sealKey();
    if (key == null) {
      throw new Trouble("There is no public key of seals here; name a file with --key (GET /api/seals/key gives it).");
    }
    Supervision supervision = new Supervision(source.installation(), by);
    Attached attached = new Attached(source.installation(), by, reason.strip());
    String id;
    byte[] pack;
    try (Reading reading = source.open()) {
      id = Ticket.idOf(what.id, reading);
      pack = packed(reading, id, key, attached);
    } catch (Packing.NotSealedYet unsealed) {
      if (source.isFile() || !supervision.seal()) {
        throw new Trouble(unsealed, "%s", unsealed.getMessage());
      }
      // Opened anew: the seals of a moment ago are behind the end that was captured.
      try (Reading again = source.open()) {
        id = Ticket.idOf(what.id, again);
        pack = packed(again, id, key, attached);
      } catch (Packing.NotSealedYet still) {
        throw new Trouble(still, "%s", still.getMessage());
      }
    }
    if (!source.isFile() && !supervision.record(id, by, reason.strip())) {
      throw new Trouble("The export could not be recorded: supervision-service does not answer at %s, or does not know %s. No pack is written.", source.installation().addresses().of(ServiceName.SUPERVISION), id);
    }
    try {
      Path unfinished = where.pack.resolveSibling(where.pack.getFileName() + ".unfinished");
      Files.write(unfinished, pack);
      Files.move(unfinished, where.pack, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      throw new Trouble(refused, "%s could not be written: %s", where.pack, refused.getMessage());
    }
    System.out.printf("The evidence pack of %s is in %s (%,d bytes, SHA-256 %s).%n", id, where.pack, pack.length, Pack.sha256(pack));
    attached.missing().forEach(sentence -> System.out.println("  " + sentence));
    return 0;
  }

  private byte[] packed(Reading reading, String id, VerifierKey key, Attached attached) {
    return Packing.pack(reading, new Pack.About(source.log(), id, by, reason.strip()), key, a -> withoutAttachments ? null : attached.content(id, a));
  }

  private int lines(Path to) {
    try (Reading reading = source.open()) {
      String complaint = what.all ? null : Ticket.idOf(what.id, reading);
      Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
      long[] written = {0};
      try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8);
           Progress progress = Progress.of("export", "records", reading.total())) {
        line(out, ExportFile.manifest(source.log(), complaint, complaint == null ? reading.ranges() : Map.of(), Instant.now()));
        if (complaint == null) {
          reading.forEach(record -> write(record, out, progress, written));
          reading.sealRecords(note -> line(out, ExportFile.line(note)));
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
