package cn.jsjb.event;

/** What the inspectors have to know of the seals (封印): a log that is not as it was sealed, evidence that was given out. One stream each. */
public sealed interface SealEvent extends OversightEvent {
  /**
   * A log does not fit its seals.
   *
   * @param origin log and partition, {@code complaint-log/3}
   * @param offset of the record, -1 where it is about the partition
   * @param complaint whose record it was, null where unknown
   * @param found hash of what stands there instead, hex; null where nothing does, and of alarms from before it was said
   */
  record SealBroken(String origin, long offset, String complaint, String sentence, String found) implements SealEvent {}

  /** 解除封印告警: somebody has looked at it and says what it was. Until then its partition is not sealed. @param by who looked; who asked is the record's actor */
  record SealCleared(String by, String reason) implements SealEvent {}

  /**
   * 导出证据包: somebody took all records of a complaint out of the house.
   *
   * @param by who says to have made it; who asked is the record's actor
   */
  record EvidenceExported(String complaint, String by, String reason) implements SealEvent {}
}
