package cn.jsjb.supervision;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.SupervisionEvent;
import java.time.Instant;

/**
 * 回头看 (SP6) so far.
 *
 * @param number of the newest, 1, 2, … within the ticket
 * @param sinceClosing how many since the ticket was closed last
 * @param open the newest has not been carried out
 * @param reopensAt when a finding said that the ticket is to be opened again; null otherwise
 */
public record LookBacks(int number, int sinceClosing, boolean open, Instant carryOutBy, Instant reopensAt) {

  static LookBacks after(LookBacks l, ComplaintEvent event, Instant at) {
    return switch (event) {
      case SupervisionEvent.LookBackScheduled e -> new LookBacks(e.number(), l == null ? 1 : l.sinceClosing + 1, true, e.carryOutBy(), null);
      case ComplaintEvent e when l == null -> null;
      case SupervisionEvent.LookBackRecorded e -> new LookBacks(l.number, l.sinceClosing, false, null, e.reopens() ? at : null);
      // Opened again for another reason: what was to be looked at is being handled.
      case SupervisionEvent.TicketReopened e -> new LookBacks(l.number, l.sinceClosing, false, null, null);
      case SupervisionEvent.TicketClosed e -> new LookBacks(l.number, 0, false, null, null);
      default -> l;
    };
  }
}
