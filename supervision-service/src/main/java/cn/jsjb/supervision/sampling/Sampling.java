package cn.jsjb.supervision.sampling;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent.TaskStatus;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SamplingEvent.Consequence;
import cn.jsjb.event.SamplingEvent.Item;
import cn.jsjb.event.SamplingEvent.QuarterSampleDrawn;
import cn.jsjb.event.SamplingEvent.SpotCheckRecorded;
import cn.jsjb.supervision.matters.Sample;
import cn.jsjb.supervision.programme.Topic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 季度抽查核验 (SP5): a draw that anybody can repeat, and checks by somebody else than the unit. */
public final class Sampling {
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})Q([1-4])");
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private Sampling() {}

  /** @param checkedBy a person; @param checkerUnit his unit or body; @param callerUnit unit of the caller's token, or null */
  public record SpotCheck(String item, boolean passed, String finding, List<String> evidence, String checkedBy, String checkerUnit, String callerUnit) {}

  /** The first day of a quarter {@code 2026Q2}; null when it is none. */
  public static YearMonth first(String quarter) {
    Matcher parts = QUARTER.matcher(quarter);
    return parts.matches() ? YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)) * 3 - 2) : null;
  }

  public static Instant start(YearMonth month) { return month.atDay(1).atStartOfDay(BEIJING).toInstant(); }

  /** The place of an id in the order of a draw: SHA-256 of {@code seed|id}, in hex. */
  public static String place(String seed, String id) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest((seed + "|" + id).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The law of the draw. */
  public static List<String> draw(String seed, Collection<String> ids, int size) {
    return ids.stream().sorted(Comparator.comparing((String id) -> place(seed, id)).thenComparing(id -> id)).limit(size).toList();
  }

  /** Tasks that are complete (verified or not yet) and were completed on a day of the quarter: {@code problem/task} → owner. @param topics problem → its state */
  public static Map<String, String> completed(Map<String, Topic> topics, Instant from, Instant to) {
    LocalDate first = LocalDate.ofInstant(from, BEIJING);
    LocalDate after = LocalDate.ofInstant(to, BEIJING);
    Map<String, String> owners = new TreeMap<>();
    topics.forEach((problem, topic) -> topic.progress().tasks().forEach((task, item) -> {
      LocalDate day = item.since(TaskStatus.COMPLETED, LocalDate.MAX);
      boolean is = item.last().is() == TaskStatus.COMPLETED || item.last().is() == TaskStatus.VERIFIED;
      if (is && day != null && !day.isBefore(first) && day.isBefore(after)) {
        owners.put(problem + "/" + task, topic.tasks().get(task).spec().owner());
      }
    }));
    return owners;
  }

  /** Once a quarter: whoever dislikes a draw cannot draw again. */
  public static Decision draw(Sample there, QuarterSampleDrawn drawn, Instant now) {
    if (there != null) {
      return refuse(Reason.RECORDED_ALREADY, drawn.quarter());
    }
    if (drawn.from().isAfter(now)) {
      return refuse(Reason.FIELD_INVALID, "quarter", "尚未开始 / has not begun");
    }
    return drawn.items().isEmpty() ? refuse(Reason.NOTHING_TO_DRAW, drawn.quarter()) : accept(drawn);
  }

  /** @param consequence what followed for the item, null while that has not been done */
  public static Decision check(Sample sample, SpotCheck check, Consequence consequence) {
    Item item = sample.item(check.item()).orElse(null);
    if (item == null) {
      return refuse(Reason.NOT_IN_THE_SAMPLE, check.item());
    }
    if (sample.checks().containsKey(check.item())) {
      return refuse(Reason.RECORDED_ALREADY, check.item());
    }
    if (item.unit().equals(check.checkerUnit()) || item.unit().equals(check.callerUnit())) {
      return refuse(Reason.VERIFIER_IS_INVOLVED, item.unit());
    }
    return accept(new SpotCheckRecorded(check.item(), check.passed(), check.finding(), check.evidence(), check.checkedBy(), check.checkerUnit(), consequence));
  }
}
