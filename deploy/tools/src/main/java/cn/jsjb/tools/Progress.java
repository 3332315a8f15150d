package cn.jsjb.tools;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress of long work on standard error; silent without a terminal, so that logs and pipes stay clean. */
public final class Progress implements AutoCloseable {
  /** The scripts know whether standard error is a terminal; Java 21 cannot tell. */
  public static final boolean ON_TERMINAL = Boolean.getBoolean("jsjb.terminal");

  private final ProgressBar bar;

  private Progress(ProgressBar bar) { this.bar = bar; }

  public static Progress of(String what, String unit, long total) {
    return new Progress(!ON_TERMINAL ? null : new ProgressBarBuilder()
        .setTaskName(what).setUnit(" " + unit, 1).setInitialMax(total).showSpeed().setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200).continuousUpdate().build());
  }

  public void to(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  public void to(long done, long total) {
    if (bar != null) {
      bar.maxHint(total);
      bar.stepTo(done);
    }
  }

  public void say(String message) {
    if (bar != null) {
      bar.setExtraMessage(" " + message);
    }
  }

  @Override public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
