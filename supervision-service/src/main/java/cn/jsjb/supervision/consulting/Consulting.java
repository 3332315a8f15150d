package cn.jsjb.supervision.consulting;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.event.ConsultationEvent.MonthlyConsultationHeld;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.matters.Consultation;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/** 月度会商研判 (SP4): one a month, about a month that has begun. */
public final class Consulting {
  static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private Consulting() {}

  public static Instant start(YearMonth month) { return month.atDay(1).atStartOfDay(BEIJING).toInstant(); }

  public static Decision hold(Consultation there, MonthlyConsultationHeld held, Instant now) {
    if (there != null) {
      return refuse(Reason.RECORDED_ALREADY, held.month());
    }
    return start(YearMonth.parse(held.month())).isAfter(now) ? refuse(Reason.FIELD_INVALID, "month", "尚未开始 / has not begun") : accept(held);
  }
}
