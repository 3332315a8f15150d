package cn.jsjb.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Processes that still work in a folder: of a parent that was killed a moment ago, or backends of a killed
 * PostgreSQL. Servers stand in their data folder, so their working directory gives them away, which no pid file does
 * reliably.
 */
final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Leftovers() {}

  static List<ProcessHandle> in(Path folder) {
    return ProcessHandle.allProcesses().filter(process -> standsIn(folder, process)).toList();
  }

  static void awaitNone(String whose, Path folder) {
    Waiting.untilOrElse(PATIENCE, () -> in(folder).isEmpty(), () -> new BackingUnavailable(
        "%s still runs on %s (process %s); stop it, or give another data folder.".formatted(
            whose, folder, in(folder).stream().map(process -> Long.toString(process.pid())).toList())));
  }

  private static boolean standsIn(Path folder, ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).startsWith(folder);
    } catch (IOException goneOrSomebodyElses) {
      return false;
    }
  }
}
