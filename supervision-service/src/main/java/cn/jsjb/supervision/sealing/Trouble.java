package cn.jsjb.supervision.sealing;

import java.util.function.Consumer;

/** What keeps something from being done: said once, and again when it is something else or comes back. */
final class Trouble {
  private final Consumer<String> warn;
  private String said;

  Trouble(Consumer<String> warn) { this.warn = warn; }

  synchronized void is(String sentence) {
    if (!sentence.equals(said)) {
      said = sentence;
      warn.accept(sentence);
    }
  }

  synchronized void isOver() { said = null; }
}
