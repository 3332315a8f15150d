package cn.jsjb.event;

import java.time.Instant;
import java.util.List;

/** 日常联合督办 (SP3): the supervision office and lead bureaux press for several tickets or ledger entries together. */
public sealed interface JointEvent extends OversightEvent {
  /**
   * @param leads, units who supervises together, and who has to answer
   * @param complaints, ledgerEntries ids of what it is about
   */
  record JointSupervisionOpened(String title, String opinion, String problem, List<String> leads, List<String> units, List<String> complaints, List<String> ledgerEntries,
      Instant dueAt) implements JointEvent {}

  record JointSupervisionReplied(String unit, String measures, List<String> evidence) implements JointEvent {}

  /** @param unanswered units that had not replied */
  record JointSupervisionClosed(boolean solved, String result, List<String> unanswered) implements JointEvent {}
}
