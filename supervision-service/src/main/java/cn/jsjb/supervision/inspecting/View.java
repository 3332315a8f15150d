package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import java.util.ArrayList;
import java.util.List;

/** Who was shown what is not for everybody, and why (rules P2, P7): a look at a person's data is a fact of the ticket. */
public record View(String eventId, String at, String actor, List<String> fields, String reason) {

  static List<View> of(Replay replay) {
    List<View> views = new ArrayList<>(0);
    for (Judged judged : replay.records()) {
      View view = judged.event() == null ? null : of(judged);
      if (view != null) {
        views.add(view);
      }
    }
    return views;
  }

  private static View of(Judged j) {
    return switch (j.event()) {
      case IntakeEvent.SensitiveDataViewed e -> new View(j.record().id(), j.record().time(), j.record().actor(), e.fields(), e.reason());
      case SupervisionEvent.SensitiveDataViewed e -> new View(j.record().id(), j.record().time(), j.record().actor(), Viewing.spoken(e.fields()), e.reason());
      default -> null;
    };
  }
}
