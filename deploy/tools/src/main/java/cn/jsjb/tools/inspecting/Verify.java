package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain.Verdict;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.tools.Trouble;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "verify",
    description = {"核验：逐条重新判定，链条是否完整，有无缺失、移动、改动、伪造。", "Judges every record again: is each chain whole, is any record missing, moved, changed or forged?"},
    exitCodeListHeading = "%n退出码 / Exit codes:%n",
    exitCodeList = {"0:无问题 / clean", "1:发现问题 / problems found", "2:用法有误，或 Kafka 无应答 / wrong usage, or Kafka does not answer"})
final class Verify implements Callable<Integer> {
  @Mixin private Source source;

  @Option(names = "--json", description = {"输出一个 JSON 对象。", "Prints one JSON object."})
  private boolean json;

  @Option(names = "--pack", paramLabel = "FILE.zip", description = "Verifies an evidence pack, with nothing but --key.")
  private Path pack;

  @Option(names = "--resume", paramLabel = "FILE", description = {"在此文件中记录进度；中断后用同一命令接着核验。须有封印公钥。",
      "Keeps how far it is in FILE; the same command, stopped in the middle, goes on from there. What FILE says is believed only as far as the seals prove it, so it takes their key."})
  private Path resume;

  @Override public Integer call() {
    return pack == null ? log() : pack();
  }

  private int pack() {
    VerifierKey key = source.sealKey();
    if (key == null) {
      throw new Trouble("An evidence pack is verified with a public key that you got elsewhere: name its file with --key.");
    }
    byte[] zip;
    try {
      zip = Files.readAllBytes(pack);
    } catch (IOException unreadable) {
      throw new Trouble(unreadable, "%s cannot be read: %s", pack, unreadable.getMessage());
    }
    PackCheck.Report report = PackCheck.of(zip, key);
    System.out.println(json ? json(report) : text(report));
    return report.isGenuine() ? 0 : 1;
  }

  private String text(PackCheck.Report report) {
    StringBuilder text = new StringBuilder("%s: complaint %s, %,d records, %,d facts%n".formatted(pack, report.complaint(), report.records(), report.facts()));
    if (report.checkpoint() != null) {
      text.append("  sealed by %s at %,d records%n".formatted(report.checkpoint().origin(), report.checkpoint().size()));
    }
    report.problems().forEach(p -> text.append(p.offset() < 0 ? "  %s%n".formatted(p.sentence())
        : "  complaint %s partition %d offset %d: %s%n".formatted(p.complaint(), p.partition(), p.offset(), p.sentence())));
    report.notes().forEach(note -> text.append("  not compared: %s%n".formatted(note)));
    return text.append(report.isGenuine() && !report.notes().isEmpty() ? "Genuine as far as this tool can tell: every record is under the signed checkpoint; what was not compared is named above."
        : report.isGenuine() ? "Genuine: every record is under the signed checkpoint, and all else follows from the records." : "NOT GENUINE.").toString();
  }

  private String json(PackCheck.Report report) {
    ObjectNode node = EventTypes.JSON.createObjectNode().put("source", pack.toString()).put("genuine", report.isGenuine()).put("complaintId", report.complaint()).put("records", report.records()).put("facts", report.facts());
    if (report.checkpoint() != null) {
      node.putObject("checkpoint").put("origin", report.checkpoint().origin()).put("size", report.checkpoint().size());
    }
    ArrayNode problems = node.putArray("problems");
    report.problems().forEach(p -> problems.addObject().put("complaintId", p.complaint()).put("partition", p.partition()).put("offset", p.offset()).put("sentence", p.sentence()));
    report.notes().forEach(node.putArray("notes")::add);
    return node.toString();
  }

  private int log() {
    try (Reading reading = source.open()) {
      long began = System.nanoTime();
      // A file about one complaint has no neighbours to compare; that is what evidence packs are for.
      VerifierKey key = reading.onlyComplaint().isPresent() ? null : source.sealKey();
      if (resume != null && key == null) {
        throw new Trouble("Only the seals can prove what was read before: name their public key with --key, or leave out --resume.");
      }
      Judging judging = new Judging(reading, key, resume);
      Audit.Report report = judging.run();
      System.out.println(json ? json(reading, report, judging.resumed()) : text(reading, report, judging.resumed(), (System.nanoTime() - began) / 1e9));
      return report.isClean() ? 0 : 1;
    }
  }

  private static String text(Reading reading, Audit.Report report, long resumed, double seconds) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %,d records, judged in %.1f s%n".formatted(reading.description(), report.records(), seconds));
    if (resumed > 0) {
      text.append("  %,12d of them were read before the interruption; their roots are those that are sealed%n".formatted(resumed));
    }
    text.append("  %,12d facts in %,d complaints%n".formatted(report.facts(), report.streams()));
    text.append("  %,12d void: lost races, retries, repeats%n".formatted(report.count(Verdict.VOID_NOT_THE_HEAD)));
    text.append("  %,12d alarms: %,d of a foreign source, %,d misaddressed%n".formatted(report.alarms(), report.count(Verdict.VOID_FOREIGN_SOURCE),
        report.count(Verdict.VOID_MISADDRESSED)));
    text.append(report.seals() == null ? "  the seals were not checked: there is no key here (--key FILE)%n".formatted()
        : "  %,12d checkpoints hold; they seal %,d records, %,d after them are not sealed yet%n".formatted(report.seals().checkpoints(), report.seals().sealed(), report.seals().unsealed()));
    for (Audit.Problem problem : report.problems()) {
      text.append("  %-15s %s partition %d offset %d: %s%n".formatted(problem.kind(), problem.complaint() == null ? "" : "complaint " + problem.complaint(),
          problem.partition(), problem.offset(), problem.sentence()));
    }
    if (report.problems().size() < report.problemCount()) {
      text.append("  … and %,d more%n".formatted(report.problemCount() - report.problems().size()));
    }
    return text.append(report.isClean() ? "Clean: every chain holds, no record is missing." : "NOT CLEAN: %,d problems.".formatted(report.problemCount())).toString();
  }

  private static String json(Reading reading, Audit.Report report, long resumed) {
    ObjectNode node = EventTypes.JSON.createObjectNode().put("source", reading.description()).put("clean", report.isClean()).put("records", report.records())
        .put("facts", report.facts()).put("streams", report.streams()).put("alarms", report.alarms()).put("problemCount", report.problemCount());
    if (resumed > 0) {
      node.put("resumedAt", resumed);
    }
    ObjectNode voids = node.putObject("void");
    for (Verdict verdict : Verdict.values()) {
      if (!verdict.isFact()) {
        voids.put(verdict.name(), report.count(verdict));
      }
    }
    if (report.seals() != null) {
      node.putObject("seals").put("checkpoints", report.seals().checkpoints()).put("sealed", report.seals().sealed()).put("unsealed", report.seals().unsealed());
    }
    ArrayNode problems = node.putArray("problems");
    for (Audit.Problem problem : report.problems()) {
      problems.addObject().put("kind", problem.kind().name()).put("complaintId", problem.complaint()).put("partition", problem.partition())
          .put("offset", problem.offset()).put("sentence", problem.sentence());
    }
    return node.toString();
  }
}
