package cn.jsjb.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * 考核月, rule C-7: from the start day 00:00 Asia/Shanghai (inclusive) to the start day of the next month 00:00 (exclusive), by the time the
 * ticket was created. Named by the month its last day lies in: {@code 2026-05} is 19 April to 18 May.
 *
 * @param startDay 1…28; 19 by default
 */
public record Period(YearMonth month, int startDay) {
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  public Period {
    if (startDay < 1 || startDay > 28) {
      throw new IllegalArgumentException("a period starts on day 1 to 28, not " + startDay);
    }
  }

  public static Period of(LocalDate day, int startDay) {
    LocalDate end = day.withDayOfMonth(startDay);
    if (!day.isBefore(end)) {
      end = end.plusMonths(1);
    }
    return new Period(YearMonth.from(end.minusDays(1)), startDay);
  }

  /** {@code 2026-05}: the first part of every cell. */
  public String key() { return month.toString(); }

  public LocalDate firstDay() { return (startDay == 1 ? month : month.minusMonths(1)).atDay(startDay); }

  public OffsetDateTime from() { return firstDay().atStartOfDay(ZONE).toOffsetDateTime(); }

  public OffsetDateTime to() { return firstDay().plusMonths(1).atStartOfDay(ZONE).toOffsetDateTime(); }

  public boolean contains(Instant at) { return !at.isBefore(from().toInstant()) && at.isBefore(to().toInstant()); }
}
