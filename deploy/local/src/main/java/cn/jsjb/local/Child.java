package cn.jsjb.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A process that does not outlive us, not even our kill -9: the kernel sends it a last signal (setpriv's
 * {@code --pdeathsig}). Where there is no such command, the shutdown hook of {@link EmbeddedBacking} has to do.
 */
public final class Child {
  private final Process process;

  private Child(Process process) {
    this.process = process;
  }

  /**
   * @param as what goes before the command so that somebody else runs it
   * @param lastSignal what the kernel sends when we are gone, such as {@code TERM}
   * @param log what its standard output and error are appended to
   * @param environment added to ours
   */
  public static Child start(String name, List<String> as, String lastSignal, List<String> command, Path directory, Path log, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(Commands.concat(Commands.concat(OWN_SESSION.prefix(), as), Commands.concat(OWN_SESSION.dyingWithUs(lastSignal), command)))
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    CompletableFuture<Process> started = new CompletableFuture<>();
    // The kernel watches the thread that forked, not its process: so one thread stays with the child until its end.
    Thread.ofPlatform().daemon().name("keeper of " + name).start(() -> {
      try {
        Process process = builder.start();
        started.complete(process);
        process.waitFor();
      } catch (IOException | InterruptedException failed) {
        started.completeExceptionally(failed);
      }
    });
    try {
      return new Child(started.join());
    } catch (CompletionException failed) {
      throw new BackingUnavailable("%s could not be run: %s".formatted(name, failed.getCause().getMessage()), failed.getCause());
    }
  }

  public Process process() {
    return process;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks politely, then insists. */
  public void stop(String signal, Duration patience) {
    // By the shell, whose kill is built in: Java itself can only send TERM and KILL.
    Commands.succeeds(List.of("sh", "-c", "kill -" + signal + " " + process.pid()));
    if (!hasEndedWithin(patience)) {
      kill();
    }
  }

  /** kill -9 of the process and all that it started, itself first so that it cannot start more. */
  public void kill() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    hasEndedWithin(Duration.ofSeconds(10));
  }

  private boolean hasEndedWithin(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What the machine's util-linux can do; asked once. */
  private record Session(boolean canWatch) {
    /** Out of our terminal's group: a Ctrl-C is for us, who stop the children in order. */
    List<String> prefix() {
      return canWatch ? List.of("setsid") : List.of();
    }

    List<String> dyingWithUs(String signal) {
      return canWatch ? List.of("setpriv", "--pdeathsig", signal) : List.of();
    }
  }

  private static final Session OWN_SESSION =
      new Session(Commands.succeeds(List.of("setsid", "setpriv", "--pdeathsig", "TERM", "true")));
}
