package cn.jsjb.event;

import java.time.Instant;
import java.util.List;

/** Inspections (SP9, SP10): what was found, put right, and answered for. */
public sealed interface InspectionEvent extends OversightEvent {
  /**
   * @param site where, in words; {@code district} its code
   * @param units that were inspected
   * @param complaints tickets the inspectors carried (揣着工单); {@code clues}, {@code focusList} ids of what led here
   */
  record InspectionRecorded(InspectionMode mode, String site, String district, Instant at, List<String> members, List<String> units, List<String> complaints, List<String> clues,
      String focusList, List<Interview> interviews, List<Finding> findings, List<String> evidence) implements InspectionEvent {}

  /** UNANNOUNCED: 四不两直. JOINT: 市级督查组. RESEARCH: 实地调研. */
  enum InspectionMode { UNANNOUNCED, JOINT, RESEARCH }

  /** @param who a role, no name: resident, shopkeeper, estate manager */
  record Interview(String who, String said) {}

  /** @param conduct what it may amount to, or null for a fault without blame */
  record Finding(int number, String unit, String text, Conduct conduct) {}

  /** REG §35, domain 5.3. K1 attitude, K2 not or late handled, K3 shirking or falsification, K4 leak, K5 suppression or retaliation, K6 other abuse. */
  enum Conduct { K1, K2, K3, K4, K5, K6 }

  /** 责令整改; may be ordered again when it was not done. */
  record RectificationOrdered(int finding, String unit, String demand, Instant dueAt) implements InspectionEvent {}

  record RectificationAccepted(int finding, String note, List<String> evidence, String verifiedBy) implements InspectionEvent {}

  /**
   * 问责 (REG §35): ordered to correct, and punished where the effect was bad.
   *
   * @param person role or name of the one who answers for it; null for the unit
   */
  record AccountabilityDecided(int finding, Conduct conduct, String unit, String person, Measure measure, boolean badEffect, String basis) implements InspectionEvent {}

  enum Measure { ORDERED_TO_CORRECT, TALK, NOTICE_OF_CRITICISM, DISCIPLINARY_PUNISHMENT }

  /** 容错纠错 (REG §36): an error in good faith is not punished. */
  record GoodFaithExempted(int finding, String grounds, String decidedBy) implements InspectionEvent {}
}
