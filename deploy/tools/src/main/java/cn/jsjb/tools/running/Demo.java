package cn.jsjb.tools.running;

import cn.jsjb.log.EventLog;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Trouble;
import cn.jsjb.tools.simulating.MonthlyTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code --demo}: a month of a city, written before the services start. They follow a whole history; following one that is still
 * being written, they would react to its middle. In a JVM of its own, which gives its memory back when the month is in.
 */
final class Demo {
  private static final List<String> A_MONTH = List.of("simulate", "--days", "30", "--per-day", "200", "--seed", "1", "--target", "log");
  private static final int LOOK_EVERY_MILLIS = 100;

  private Demo() {}

  /** Plays into an empty log only. Returns when the month is in, or when it was asked to stop. */
  static void play(Installation installation, Map<String, String> kafka, Console console, StopSignal stop) {
    if (!isEmpty(kafka)) {
      console.say("--demo: the log has records already; nothing is played in (--reset begins anew).");
      return;
    }
    console.say("--demo: playing a month of a city's complaints in (deploy/%s)…", String.join(" ", A_MONTH));
    Process city = start(installation);
    while (city.isAlive()) {
      if (stop.await(LOOK_EVERY_MILLIS)) {
        city.destroy();
        return;
      }
    }
    if (city.exitValue() != 0) {
      console.say("--demo: the simulator ended with exit code %d; the rest goes on.", city.exitValue());
    }
    programme(kafka, console);
  }

  /** A made-up programme of the year 2021; it says so itself. */
  private static void programme(Map<String, String> kafka, Console console) {
    try (EventLog log = new EventLog(kafka)) {
      List<CompletableFuture<?>> acknowledged = new ArrayList<>();
      int facts = MonthlyTopics.play(fact -> acknowledged.add(log.append(EventLog.PROGRAMME, fact).toCompletableFuture()));
      CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new)).join();
      console.say("--demo: the programme 每月一题 of 2021 (made up, SYNTHETIC): %d facts.", facts);
    } catch (CompletionException refused) {
      console.say("--demo: the programme was not taken by Kafka (%s); the rest goes on.", refused.getCause().getMessage());
    }
  }

  private static boolean isEmpty(Map<String, String> kafka) {
    try (Admin admin = Admin.create(new HashMap<>(kafka))) {
      var partitions = admin.describeTopics(List.of(EventLog.COMPLAINTS)).allTopicNames().get().get(EventLog.COMPLAINTS).partitions();
      var ends = admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> new TopicPartition(EventLog.COMPLAINTS, p.partition()), p -> OffsetSpec.latest()))).all().get();
      return ends.values().stream().allMatch(end -> end.offset() == 0);
    } catch (ExecutionException refused) {
      throw new Trouble(refused, "Kafka at %s does not say what it has: %s", kafka.get("bootstrap.servers"), refused.getCause().getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Trouble(stopped, "The start was interrupted.");
    }
  }

  private static Process start(Installation installation) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
        "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Djsjb.home=" + System.getProperty("jsjb.home"), "-Djsjb.terminal=" + System.getProperty("jsjb.terminal"),
        "--enable-native-access=ALL-UNNAMED",
        "-cp", System.getProperty("java.class.path"), "cn.jsjb.tools.Main"));
    command.addAll(A_MONTH);
    command.addAll(List.of("--data", installation.root().toString()));
    try {
      return new ProcessBuilder(command).inheritIO().start();
    } catch (IOException refused) {
      throw new Trouble(refused, "The simulator could not be started: %s", refused.getMessage());
    }
  }
}
