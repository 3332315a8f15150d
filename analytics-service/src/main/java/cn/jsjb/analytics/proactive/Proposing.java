package cn.jsjb.analytics.proactive;

import static cn.jsjb.event.Decision.accept;
import static cn.jsjb.event.Decision.refuse;

import cn.jsjb.analytics.Hotspot;
import cn.jsjb.analytics.ProactiveTask;
import cn.jsjb.analytics.ProactiveTask.State;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.catalogue.Period;
import cn.jsjb.catalogue.Problem;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.catalogue.Units;
import cn.jsjb.event.Decision;
import cn.jsjb.event.ProactiveEvent.Origin;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskAccepted;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskCompleted;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskDeclined;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskProposed;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Spot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A proactive task on its way: proposed, taken on or passed upwards, completed. */
public final class Proposing {
  private Proposing() {}

  public static Decision forHotspot(ProactiveTask task, String hotspot, Hotspot h, Instant now, HotspotRules.Version rules) {
    return task != null ? refuse(Reason.RECORDED_ALREADY, h.category()) : accept(new ProactiveTaskProposed(Origin.HOTSPOT, hotspot, h.rule(), null, h.category(), h.spot(), List.of(), h.unit(),
        answerBy(now, rules), rules.version()));
  }

  /** 举一反三: once a closed ticket. */
  public static Decision generalised(ProactiveTask task, String complaint, String category, Spot spot, List<Spot> similar, String unit, Instant now, HotspotRules.Version rules) {
    return task != null ? refuse(Reason.RECORDED_ALREADY, complaint) : accept(new ProactiveTaskProposed(Origin.GENERALISED, null, null, complaint, category, spot, similar, unit, answerBy(now, rules), rules.version()));
  }

  static Decision acceptIt(ProactiveTask task, String measures, LocalDate plannedFor, Instant now) {
    if (task.at() != State.PROPOSED) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, task.at(), "承接 / accepted");
    }
    return plannedFor.isBefore(day(now)) ? refuse(Reason.FIELD_INVALID, "plannedFor", "不早于今天 / not before today") : accept(new ProactiveTaskAccepted(task.unit(), measures, plannedFor));
  }

  /** The next one upwards is asked; the city's own unit has nobody above. */
  static Decision decline(ProactiveTask task, String reason, Catalogue catalogue, Instant now, HotspotRules.Version rules) {
    if (task.at() != State.PROPOSED) {
      return refuse(Reason.MATTER_NOT_IN_THIS_STATE, task.at(), "退回 / declined");
    }
    String next = above(task.unit(), task.category(), catalogue);
    return accept(new ProactiveTaskDeclined(task.unit(), reason, next, next == null ? null : answerBy(now, rules)));
  }

  static Decision complete(ProactiveTask task, String result, List<String> evidence) {
    return task.at() == State.ACCEPTED ? accept(new ProactiveTaskCompleted(task.unit(), result, evidence)) : refuse(Reason.MATTER_NOT_IN_THIS_STATE, task.at(), "完成 / completed");
  }

  /** Locality → district → city → nobody. */
  static String above(String unit, String category, Catalogue catalogue) {
    Units units = catalogue.units();
    Unit is = units.find(unit).orElse(null);
    if (is == null || is.districtCode() == null) {
      return null;
    }
    return is.kind() == Unit.Kind.DISTRICT ? cityUnit(category, catalogue) : is.districtCode();
  }

  /** Who acts for the whole city: the lead of the problem that the category is, else the bureau of the hotline. */
  public static String cityUnit(String category, Catalogue catalogue) {
    return catalogue.problems().ofCategory(category).map(Problem::leadUnit).orElseGet(() -> catalogue.units().cityUnit("SERVICE_BUREAU").orElseThrow().code());
  }

  private static LocalDate answerBy(Instant now, HotspotRules.Version rules) { return day(now).plusDays(rules.answerWithinDays()); }

  private static LocalDate day(Instant at) { return LocalDate.ofInstant(at, Period.ZONE); }
}
