package cn.jsjb.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small commands that end by themselves. */
final class Commands {
  private Commands() {}

  /** False also where there is no such command. */
  static boolean succeeds(List<String> command) {
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return exitCode(process) == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }

  static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new BackingUnavailable("The start was interrupted.", stopped);
    }
  }

  static <T> List<T> concat(List<? extends T> first, List<? extends T> second) {
    return Stream.concat(first.stream(), second.stream()).collect(Collectors.toUnmodifiableList());
  }

  /** How a log ends, for the sentence that says why its writer is gone. */
  static String endOf(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n  ", all.subList(Math.max(0, all.size() - 12), all.size()));
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      return "(" + log + " cannot be read)";
    }
  }
}
