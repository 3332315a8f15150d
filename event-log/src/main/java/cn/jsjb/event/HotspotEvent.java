package cn.jsjb.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * 热点 (rules H1–H6, domain 6.2): one stream a rule, category and spot, so that the law itself allows one open hotspot of them. Days are Beijing's.
 */
public sealed interface HotspotEvent extends AnalyticsEvent {

  /**
   * The condition of the rule held.
   *
   * @param episode 1, 2, 3 … of this stream
   * @param unit the lowest unit that can act (REG §24, §26)
   * @param from, to the tickets it rests on were received then; {@code to} is null while it may go on
   * @param at when the condition held, by the time of the tickets
   * @param measures what was measured, by the names of the rule's parameters
   * @param version of the rules
   */
  record HotspotDetected(String rule, String category, Spot spot, int episode, String unit, Instant from, Instant to, Instant at, long tickets, long claimants,
      Map<String, BigDecimal> measures, String version) implements HotspotEvent {}

  /** It held again on a later day. @param tickets since the beginning */
  record HotspotExtended(Instant at, long tickets, long claimants) implements HotspotEvent {}

  /** It has not held for so many whole days. @param lastDay the last on which it did */
  record HotspotClosed(LocalDate lastDay, int quietDays, String version) implements HotspotEvent {}
}
