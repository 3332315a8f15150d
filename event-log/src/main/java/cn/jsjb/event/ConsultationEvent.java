package cn.jsjb.event;

import java.time.Instant;
import java.util.List;

/** 月度会商研判 (SP4): one stream a month. */
public sealed interface ConsultationEvent extends OversightEvent {
  /**
   * @param month {@code 2026-05}, a calendar month in Asia/Shanghai
   * @param trends of the year's problems, as supervision counted them when the consultation was recorded
   */
  record MonthlyConsultationHeld(String month, List<String> participants, List<Trend> trends, String findings, List<Resolution> resolutions) implements ConsultationEvent {}

  /** Requests of a problem received in the month and in the month before. */
  record Trend(String problem, long volume, long previous) {}

  /** @param dueAt null where nothing has to be done by a date */
  record Resolution(String problem, String text, String unit, Instant dueAt) {}
}
