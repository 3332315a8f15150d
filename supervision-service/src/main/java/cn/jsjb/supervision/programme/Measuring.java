package cn.jsjb.supervision.programme;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.catalogue.Units;
import cn.jsjb.catalogue.Words;
import cn.jsjb.event.Decision;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.PlanEvent.OutcomeMetricReported;
import cn.jsjb.event.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** 成效: figures to a date. A metric keeps its unit and its way of counting, so that nobody sums what cannot be summed. */
public final class Measuring {
  private Measuring() {}

  public static Decision decide(Topic topic, OutcomeMetricReported value, By by, Units units, LocalDate today) {
    if (topic == null) {
      return refuse(Reason.NOT_FOUND, "该问题 / the problem");
    }
    if (!Planning.isScope(value.scope(), units)) {
      return refuse(Reason.NOT_A_SCOPE, value.scope());
    }
    if (!by.mayPlan(topic, value.scope()) && !(value.scope().equals(PlanEvent.CITY) && by.unit() != null && topic.involves(by.unit()))) {
      return refuse(Reason.OTHER_SCOPE, value.scope());
    }
    if (value.asOf().isAfter(today)) {
      return refuse(Reason.IN_THE_FUTURE, "asOf", today);
    }
    if (value.cumulative() != (value.since() == null) || value.since() != null && value.since().isAfter(value.asOf())) {
      return refuse(Reason.FIELD_INVALID, "since", "累计值不填，非累计值填期间首日 / none for a cumulative value, else the period's first day");
    }
    List<OutcomeMetricReported> values = topic.outcomes().getOrDefault(value.metric(), List.of());
    OutcomeMetricReported any = values.isEmpty() ? value : values.getFirst();
    if (!any.unit().equals(value.unit()) || any.cumulative() != value.cumulative() || !any.name().equals(value.name()) || !any.scope().equals(value.scope())) {
      return refuse(Reason.METRIC_IS_COUNTED_OTHERWISE, value.metric(), List.of(Words.same(any.name()), Words.same(any.unit()), any.scope(), any.cumulative() ? "累计 / cumulative" : "非累计 / not cumulative"));
    }
    if (values.contains(value)) {
      return refuse(Reason.NOTHING_CHANGED, value.metric());
    }
    OutcomeMetricReported clash = value.correction() == null ? clash(values, value) : null;
    return clash != null ? refuse(Reason.METRIC_NEEDS_A_CORRECTION, value.metric(), clash.asOf(), clash.value().toPlainString()) : accept(value);
  }

  /** A value of the same day, or an earlier cumulative one that is greater, or a later one that is smaller; what was corrected no longer counts. */
  private static OutcomeMetricReported clash(List<OutcomeMetricReported> values, OutcomeMetricReported value) {
    TreeMap<LocalDate, OutcomeMetricReported> valid = new TreeMap<>();
    values.forEach(v -> valid.put(v.asOf(), v));
    if (valid.containsKey(value.asOf()) || !value.cumulative()) {
      return valid.get(value.asOf());
    }
    Map.Entry<LocalDate, OutcomeMetricReported> before = valid.lowerEntry(value.asOf());
    Map.Entry<LocalDate, OutcomeMetricReported> after = valid.higherEntry(value.asOf());
    return before != null && before.getValue().value().compareTo(value.value()) > 0 ? before.getValue()
        : after != null && after.getValue().value().compareTo(value.value()) < 0 ? after.getValue() : null;
  }

  /** The value of a day: of those as of that day or before the latest, and of one day the one reported last. Null before the first. */
  public static OutcomeMetricReported on(List<OutcomeMetricReported> values, LocalDate day) {
    OutcomeMetricReported found = null;
    for (OutcomeMetricReported value : values) {
      if (!value.asOf().isAfter(day) && (found == null || !value.asOf().isBefore(found.asOf()))) {
        found = value;
      }
    }
    return found;
  }
}
