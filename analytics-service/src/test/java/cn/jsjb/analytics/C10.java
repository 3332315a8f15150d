package cn.jsjb.analytics;

import static cn.jsjb.event.SupervisionEvent.Satisfaction.BASICALLY_SATISFIED;
import static cn.jsjb.event.SupervisionEvent.Satisfaction.DISSATISFIED;
import static cn.jsjb.event.SupervisionEvent.Satisfaction.SATISFIED;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The worked example of domain.md C-9 and C-10, locality A: 520 tickets; 20 excluded, 10 deferred, 60 inquiries and praise, 30 never reached; of the other 400 are
 * 398 contacted, 360 resolved, 330 satisfied, 40 basically.
 */
final class C10 {
  private C10() {}

  static List<Story> stories(String unit, Instant at) {
    List<Story> stories = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Satisfaction satisfaction = i < 330 ? SATISFIED : i < 370 ? BASICALLY_SATISFIED : DISSATISFIED;
      stories.add(told(unit, at).calledBack(i < 398, i < 360, false, satisfaction));
    }
    for (int i = 0; i < 20; i++) {
      stories.add(told(unit, at).calledBack(true, false, false, DISSATISFIED).excluded(true, false));
    }
    for (int i = 0; i < 10; i++) {
      stories.add(begun(unit, at, RequestType.COMPLAINT).deferred(unit, at.plus(Duration.ofDays(200))));
    }
    for (int i = 0; i < 60; i++) {
      stories.add(begun(unit, at, i < 40 ? RequestType.INQUIRY : RequestType.PRAISE));
    }
    for (int i = 0; i < 30; i++) {
      stories.add(told(unit, at));
    }
    return stories;
  }

  /** The forty valid ones that said: not solved. */
  static List<Story> unresolved(List<Story> stories) { return stories.subList(360, 400); }

  private static Story begun(String unit, Instant at, RequestType type) {
    return Story.received(at, "PHONE", type).registered(type, "020301", null, unit).dispatched(unit);
  }

  private static Story told(String unit, Instant at) { return begun(unit, at, RequestType.COMPLAINT).feedback(unit).later(Duration.ofDays(2)); }
}
