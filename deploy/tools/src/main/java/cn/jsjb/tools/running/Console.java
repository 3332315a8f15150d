package cn.jsjb.tools.running;

import cn.jsjb.tools.Progress;

/** What {@code deploy/up} says while it works, on standard error: one line that changes on a terminal, plain lines elsewhere. */
final class Console {
  private static final String CLEAR = "\r\033[K";
  private String status = "";

  /** A line that stays. */
  synchronized void say(String line, Object... details) {
    System.err.println((Progress.ON_TERMINAL && !status.isEmpty() ? CLEAR : "") + line.formatted(details));
    status = "";
  }

  /** The line that changes; only a terminal has one. */
  synchronized void status(String line) {
    if (Progress.ON_TERMINAL) {
      System.err.print(CLEAR + line);
      System.err.flush();
      status = line;
    }
  }
}
