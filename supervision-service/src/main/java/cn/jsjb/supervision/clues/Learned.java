package cn.jsjb.supervision.clues;

import java.time.Instant;

/**
 * What the rules have to know from beyond {@code complaint-log}: the programme's tasks and what was done about hotspots. Narrow on purpose; whoever follows
 * another log says it in these words.
 */
public sealed interface Learned {
  /** Stream and id of the event it is taken from. */
  String stream();

  String event();

  Instant at();

  /** A task of a problem's plan was reported as completed (C14). @param unit its owner */
  record TaskCompleted(String stream, String event, Instant at, String problem, String task, String unit) implements Learned {}

  /** A spot check of a completed task failed (C14). */
  record SpotCheckFailed(String stream, String event, Instant at, String problem, String task, String unit) implements Learned {}

  /** Somebody took on a category at a locality as a proactive task (C13). */
  record ProactiveTaskTaken(String stream, String event, Instant at, String category, String locality) implements Learned {}
}
