package cn.jsjb.analytics.tracing;

import cn.jsjb.analytics.Figure;
import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.analytics.counting.TicketRow;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A ticket as the figures see it; nothing of a person is in it.
 *
 * @param figures the figures of its period that it counts for
 * @param closedPeriod the period in which it counts as {@code completed}, null while open
 * @param ratedPeriod the period in which the answers count when it is not {@code period} (after a deferral), else null
 * @param quarantine why its records stopped being counted, or null
 */
public record TicketView(String complaintId, String ticketNo, Stage status, String problemId, String districtCode, String localityCode,
    String unitCode, Instant dueAt, String channel, RequestType requestType, String category, Instant receivedAt, Instant dispatchedAt, Instant signedAt,
    Instant contactedAt, Instant repliedAt, Instant reportedAt, Instant closedAt, Instant changedAt, int round, int hops, int whistles,
    AnswerView firstAnswer, AnswerView finalAnswer, String period, String closedPeriod, String ratedPeriod, List<String> figures, long sequence, String quarantine) {

  public record AnswerView(boolean contacted, boolean resolved, boolean partly, Satisfaction satisfaction) {
    static AnswerView of(TicketFigures.Answer a) { return a == null ? null : new AnswerView(a.contacted(), a.resolved(), a.partly(), a.satisfaction()); }
  }

  static TicketView of(TicketRow row) {
    TicketFigures t = row.figures();
    if (t == null) {
      return new TicketView(row.id, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 0, 0, 0,
          null, null, null, null, null, List.of(), row.sequence, row.quarantine);
    }
    List<String> figures = Arrays.stream(Figure.values()).filter(t::counts).map(Figure::json).toList();
    return new TicketView(row.id, t.ticketNo(), t.life().stage(), t.problem(), t.placeDistrict(), t.placeLocality(), t.unit(), t.life().dueAt(),
        t.channel(), t.requestType(), t.category(), t.receivedAt(), t.dispatchedAt(), t.signedAt(), t.contactedAt(), t.repliedAt(), t.reportedAt(),
        t.closedAt(), t.changedAt(), t.life().round(), t.hops(), t.whistles(), AnswerView.of(t.firstAnswer()), AnswerView.of(t.finalAnswer()), t.period(),
        t.closedPeriod(), t.ratedPeriod(), figures, row.sequence, row.quarantine);
  }
}
