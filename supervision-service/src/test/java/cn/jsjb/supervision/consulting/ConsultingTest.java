package cn.jsjb.supervision.consulting;

import cn.jsjb.event.ConsultationEvent.MonthlyConsultationHeld;
import cn.jsjb.event.ConsultationEvent.Trend;
import cn.jsjb.event.Reason;
import cn.jsjb.harness.Story;
import cn.jsjb.supervision.matters.Consultation;
import cn.jsjb.supervision.matters.Matter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 月度会商研判 (SP4). */
class ConsultingTest {
  private static MonthlyConsultationHeld held(String month) {
    return new MonthlyConsultationHeld(month, List.of("督查室"), List.of(new Trend("MT2021-P09", 120, 100)), "加装电梯诉求上升", List.of());
  }

  @Test void there_is_one_a_month_and_none_of_a_month_to_come() {
    Story<Matter> story = Story.of(Matter::evolve);
    story.when((m, now) -> Consulting.hold((Consultation) m, held("2026-06"), now)).refused(Reason.FIELD_INVALID);
    story.when((m, now) -> Consulting.hold((Consultation) m, held("2026-05"), now)).then(held("2026-05"));
    story.when((m, now) -> Consulting.hold((Consultation) m, held("2026-05"), now)).refused(Reason.RECORDED_ALREADY);
  }
}
