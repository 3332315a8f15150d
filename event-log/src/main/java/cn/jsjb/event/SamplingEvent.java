package cn.jsjb.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** 季度抽查核验 (SP5). */
public sealed interface SamplingEvent extends OversightEvent {
  /**
   * The draw can be repeated by anybody who reads {@code complaint-log}: of the tickets that are closed as resolved ({@code TicketClosed} SATISFIED in [from, to), not
   * opened again) after the records below {@code positions}, those with the smallest SHA-256 of {@code seed|id} (UTF-8), in that order; likewise, from {@code programme-log},
   * of the tasks that are COMPLETED or VERIFIED and were completed on a day of the quarter.
   *
   * @param quarter {@code 2026Q2}, in Asia/Shanghai
   * @param positions log → partition → offset before which it was read
   * @param tickets, tasks how many there were to draw from
   */
  record QuarterSampleDrawn(String quarter, Instant from, Instant to, String seed, Map<String, Map<Integer, Long>> positions, long tickets, long tasks, List<Item> items)
      implements SamplingEvent {}

  /** @param id complaint id, or {@code problem/task}; @param unit who handled it */
  record Item(ItemKind kind, String id, String unit) {}

  enum ItemKind { TICKET, TASK }

  /**
   * @param checkedBy a person, @param checkerUnit his unit or body; never of the handling unit
   * @param consequence what followed from it, done before this was written
   */
  record SpotCheckRecorded(String item, boolean passed, String finding, List<String> evidence, String checkedBy, String checkerUnit, Consequence consequence)
      implements SamplingEvent {}

  /**
   * TICKET_OPEN_ALREADY: somebody had opened it again before. TASK_RUNNING_AGAIN: found not to be complete ({@code TaskVerified}, not passed). TASK_LEFT: it was not waiting to
   * be verified any more, so this check alone says so (→ clue C14).
   */
  enum Consequence { NONE, TICKET_REOPENED, TICKET_OPEN_ALREADY, TASK_RUNNING_AGAIN, TASK_LEFT }
}
