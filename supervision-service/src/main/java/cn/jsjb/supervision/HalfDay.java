package cn.jsjb.supervision;

import cn.jsjb.catalogue.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/** 半天: before or after noon of a day in Beijing. Attempts to call back lie in different ones (assumption). */
public record HalfDay(LocalDate day, boolean afternoon) {
  private static final int NOON = 12;

  public static HalfDay of(Instant at) {
    ZonedDateTime local = at.atZone(WorkingCalendar.BEIJING);
    return new HalfDay(local.toLocalDate(), local.getHour() >= NOON);
  }

  /** When the next one begins. */
  public Instant next() {
    return (afternoon ? day.plusDays(1).atStartOfDay(WorkingCalendar.BEIJING) : day.atTime(NOON, 0).atZone(WorkingCalendar.BEIJING)).toInstant();
  }
}
