package cn.jsjb.tools.inspecting;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.event.EventTypes;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.clues.Clue;
import cn.jsjb.supervision.clues.Merging;
import cn.jsjb.supervision.clues.Watching;
import cn.jsjb.supervision.pursuing.LogInOrder;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Progress;
import cn.jsjb.tools.Trouble;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** 线索回跑 without any service: the rules over the log itself, or over an exported file. */
@Command(name = "clues", description = {"回跑二十条线索规则，不发布任何内容。", "Runs the clue rules over the history; publishes nothing."})
final class Clues implements Callable<Integer> {
  @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = {"Kafka 地址。", "Kafka (default: the running installation's)."})
  private String bootstrap;

  @Option(names = {"--file", "--from-file"}, paramLabel = "FILE", description = {"读取导出文件，不连 Kafka；整个文件读入内存。", "Reads a file of deploy/inspect export instead of Kafka; all of it is held in memory."})
  private Path file;

  @Option(names = "--from", paramLabel = "TIME", description = {"发现时间不早于。", "Clues found at or after (RFC 3339); the history before is read all the same."})
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = {"发现时间早于。", "Clues found before (RFC 3339)."})
  private String to;

  @Option(names = "--rule", paramLabel = "C01[=VERSION]", split = ",", description = {"只跑这些规则，可指定版本。", "Only these rules, each in this version if one is given."})
  private List<String> only = List.of();

  @Option(names = "--rules", paramLabel = "FILE", description = {"未发布的规则参数，格式同 clue-rules.json。", "Rules that are not published, in the form of clue-rules.json; they take the place of those of the same id."})
  private Path parameters;

  @Option(names = "--json", description = {"每条线索一行 JSON。", "One JSON object a clue and line."})
  private boolean json;

  @Mixin private Installation installation;

  private long found;

  @Override public Integer call() {
    Instant since = time("--from", from);
    Instant until = time("--to", to);
    ClueRules rules = rules();
    Map<String, List<RecordView>> past = file == null ? null : new HashMap<>();
    Watching watching = new Watching(rules, Catalogue.get().units(), Catalogue.get().duties(), next -> past == null ? List.of()
        : past.getOrDefault(next.key(), List.of()).stream().filter(r -> r.offset() < next.offset()).toList(), past == null);
    if (file == null) {
      live(watching, since, until);
    } else {
      fromFile(watching, past, since, until);
    }
    if (until != null && watching.clock() != null && until.isAfter(watching.clock())) {
      tell(watching.until(until), since, until);
    }
    if (!json) {
      System.out.printf("%,d clues in %,d facts%n", found, watching.facts());
    }
    return 0;
  }

  private void live(Watching watching, Instant since, Instant until) {
    Map<String, Object> settings = new HashMap<>(installation.kafkaOperator());
    settings.put("bootstrap.servers", bootstrap != null ? bootstrap : installation.addresses().kafka());
    try (LogInOrder log = new LogInOrder(settings, Map.of(), true); Progress progress = Progress.of("clues", "records", log.total())) {
      do {
        for (LogInOrder.Read read = log.next(); read != null; read = log.next()) {
          tell(read.by(watching), since, until);
        }
        progress.to(log.handedOver());
      } while (log.poll(Duration.ofMillis(200)));
    } catch (KafkaException away) {
      throw new Trouble(away, "Kafka at %s does not answer: %s", settings.get("bootstrap.servers"), away.getMessage());
    }
  }

  /** A file holds one partition after the other; the order is that of the log all the same. */
  private void fromFile(Watching watching, Map<String, List<RecordView>> past, Instant since, Instant until) {
    if (!Files.isRegularFile(file)) {
      throw new Trouble("There is no file %s.", file);
    }
    Map<Integer, List<RecordView>> partitions = new TreeMap<>();
    try (Reading reading = new ExportFile(file)) {
      reading.forEach(record -> {
        RecordView view = RecordView.of(record);
        partitions.computeIfAbsent(view.partition(), p -> new ArrayList<>()).add(view);
        past.computeIfAbsent(view.key(), k -> new ArrayList<>()).add(view);
      });
    }
    Merging merging = new Merging(new TreeSet<>(partitions.keySet()));
    partitions.values().forEach(records -> records.forEach(merging::add));
    partitions.keySet().forEach(merging::ended);
    for (RecordView record = merging.next(); record != null; record = merging.next()) {
      tell(watching.see(record), since, until);
    }
  }

  private void tell(List<Clue> clues, Instant since, Instant until) {
    for (Clue clue : clues) {
      if ((since == null || !clue.to().isBefore(since)) && (until == null || clue.to().isBefore(until))) {
        found++;
        System.out.println(json ? json(clue) : "%s  %s v%d  %-6s  %s %s  %s".formatted(clue.to(), clue.ruleId(), clue.ruleVersion(), clue.colour(), clue.subject().kind(), clue.subject().id(),
            clue.evidence().stream().map(e -> e.event()).toList()));
      }
    }
  }

  private static String json(Clue clue) {
    try {
      return EventTypes.JSON.writeValueAsString(EventTypes.JSON.createObjectNode().put("id", clue.id()).set("clue", EventTypes.JSON.valueToTree(clue.event())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a clue that cannot be written", e);
    }
  }

  private ClueRules rules() {
    try {
      ClueRules rules = parameters == null ? ClueRules.get() : ClueRules.get().with(ClueRules.read(EventTypes.JSON.readTree(Files.readString(parameters))));
      Map<String, Integer> wanted = new TreeMap<>();
      only.forEach(one -> wanted.put(one.split("=")[0].strip(), one.contains("=") ? Integer.valueOf(one.split("=")[1].strip()) : null));
      return wanted.isEmpty() ? rules : rules.pinned(wanted);
    } catch (IOException | IllegalArgumentException wrong) {
      throw new Trouble(wrong, "The rules cannot be read: %s", wrong.getMessage());
    }
  }

  private static Instant time(String option, String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException e) {
      throw new Trouble(e, "%s is no time with an offset, such as 2026-05-06T11:22:00+08:00: %s", option, text);
    }
  }
}
