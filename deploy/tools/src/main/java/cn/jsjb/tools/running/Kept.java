package cn.jsjb.tools.running;

import java.time.Duration;

/**
 * Something that is started again when it dies: a few times in a row, then never, because what dies at once will die again.
 * Having lived for a while clears the count.
 */
abstract class Kept {
  private static final int RESTARTS = 3;
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private final String name;
  private final Console console;
  private int restarts;
  private boolean givenUp;
  private long startedAt = System.nanoTime();

  Kept(String name, Console console) {
    this.name = name;
    this.console = console;
  }

  String name() { return name; }

  boolean isGivenUp() { return givenUp; }

  Duration age() { return Duration.ofNanos(System.nanoTime() - startedAt); }

  /** Starts it again if it is dead. */
  final void look() {
    if (givenUp || isAlive()) {
      return;
    }
    if (age().compareTo(A_WHILE) > 0) {
      restarts = 0;
    }
    String lastWords = lastWords();
    if (restarts == RESTARTS) {
      givenUp = true;
      console.say("%s ended again and is given up after %d restarts; %s", name, RESTARTS, lastWords);
      return;
    }
    restarts++;
    console.say("%s ended; starting it again (%d of %d). %s", name, restarts, RESTARTS, lastWords);
    try {
      startedAt = System.nanoTime();
      restart();
    } catch (RuntimeException failed) {
      console.say("%s could not be started: %s", name, failed.getMessage());
    }
  }

  abstract boolean isAlive();

  abstract void restart();

  /** How its log ends. */
  abstract String lastWords();
}
