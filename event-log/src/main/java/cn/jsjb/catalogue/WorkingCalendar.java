package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which days are worked (工作日历), rule T9: Monday to Friday, minus public holidays, plus the working weekends the State Council swaps in (调休).
 * The list appears each autumn for the year after, so a year without a list is an error and never a guess.
 */
public final class WorkingCalendar {
  /** All times of the hotline; China has no summer time. */
  public static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  /** No holiday list is loaded for the year a limit reaches into. */
  @SuppressWarnings("serial")
  public static final class UnknownYear extends IllegalStateException {
    UnknownYear(int year, Set<Integer> known) {
      super("no working calendar for %d (known: %s); add the State Council's holiday notice to calendar.json".formatted(year, known));
    }
  }

  private final String version;
  private final Set<Integer> years = new TreeSet<>();
  private final Map<LocalDate, String> holidays = new HashMap<>();
  private final Set<LocalDate> workingWeekends = new HashSet<>();

  private WorkingCalendar(String version) {
    this.version = version;
  }

  static WorkingCalendar read(JsonNode file) {
    var calendar = new WorkingCalendar(Json.text(file, "version"));
    for (var year : file.required("years")) {
      calendar.years.add(year.required("year").intValue());
      year.required("holidays").properties().forEach(day -> calendar.holidays.put(LocalDate.parse(day.getKey()), day.getValue().asText()));
      for (var day : Json.strings(year.required("workingWeekends"))) calendar.workingWeekends.add(LocalDate.parse(day));
    }
    return calendar;
  }

  public String version() {
    return version;
  }

  /** The years a list is loaded for. */
  public Set<Integer> years() {
    return Set.copyOf(years);
  }

  /** The last day of which it is known whether it is worked. */
  public LocalDate knownUntil() {
    return LocalDate.of(years.stream().max(Integer::compare).orElseThrow(), 12, 31);
  }

  /** @throws UnknownYear when no list is loaded for the day's year */
  public boolean isWorkingDay(LocalDate day) {
    requireYear(day);
    if (workingWeekends.contains(day)) return true;
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY && !holidays.containsKey(day);
  }

  /** The holiday's name (节假日), such as 国庆节; empty on any other day. */
  public Optional<String> holiday(LocalDate day) {
    requireYear(day);
    return Optional.ofNullable(holidays.get(day));
  }

  /** The same time of day on the n-th working day after {@code from}'s day, in Beijing. */
  public Instant plusWorkingDays(Instant from, int days) {
    return plusWorking(from, Duration.ofDays(days));
  }

  /**
   * Counts the whole days of {@code length} as working days after {@code from}'s day and keeps the time of day. What is left over (half a day of a
   * halved limit) runs on the clock; when that ends on a day off, it ends at the same time of the next working day.
   */
  public Instant plusWorking(Instant from, Duration length) {
    var start = from.atZone(BEIJING);
    var day = start.toLocalDate();
    for (var left = length.toDays(); left > 0; left--) day = nextWorkingDay(day);
    var end = start.with(day).plus(length.minusDays(length.toDays()));
    return isWorkingDay(end.toLocalDate()) ? end.toInstant() : end.with(nextWorkingDay(end.toLocalDate())).toInstant();
  }

  private LocalDate nextWorkingDay(LocalDate day) {
    do day = day.plusDays(1); while (!isWorkingDay(day));
    return day;
  }

  private void requireYear(LocalDate day) {
    if (!years.contains(day.getYear())) throw new UnknownYear(day.getYear(), years);
  }
}
