package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** When people call: more in the morning and on Mondays, less on holidays. */
final class Arrivals {
  private static final double UNEVEN = 0.06;

  private final Delays delays;
  private final WorkingCalendar calendar;
  private final long seed;
  private final int perDay;

  Arrivals(Delays delays, WorkingCalendar calendar, long seed, int perDay) {
    this.delays = delays;
    this.calendar = calendar;
    this.seed = seed;
    this.perDay = perDay;
  }

  /** Times of call of one day in Beijing, ascending. */
  List<Instant> of(LocalDate day) {
    Chance chance = Chance.of(seed, "day", day.toEpochDay());
    double factor = delays.number("/arrival/weekday/" + day.getDayOfWeek()) * delays.number("/arrival/month/" + (day.getMonthValue() - 1))
        * (calendar.holiday(day).isPresent() ? delays.number("/arrival/holidayFactor") : 1) * (1 + UNEVEN * chance.between(-1.0, 1.0));
    Delays.Choice hours = delays.choice("/arrival/hour");
    long calls = Math.round(perDay * factor);
    List<Instant> times = new ArrayList<>();
    for (long call = 0; call < calls; call++) {
      LocalTime time = LocalTime.of(Integer.parseInt(hours.draw(chance)), 0).plusNanos(chance.between(0, 3_599_999) * 1_000_000L);
      times.add(day.atTime(time).atZone(WorkingCalendar.BEIJING).toInstant());
    }
    times.sort(null);
    return times;
  }
}
