package cn.jsjb.analytics.proactive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.analytics.ProactiveTask;
import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.HotspotRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.ProactiveEvent;
import cn.jsjb.event.ProactiveEvent.Origin;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskAccepted;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskCompleted;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskDeclined;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskProposed;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Spot;
import cn.jsjb.harness.Story;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposingTest {
  private static final String LUGU = "110107011", SHIJINGSHAN = "110107";
  private static final LocalDate TODAY = LocalDate.of(2026, 5, 6), ANSWER_BY = LocalDate.of(2026, 5, 13);
  private static final Spot SPOT = new Spot(Spot.Kind.LOCALITY, LUGU, SHIJINGSHAN, LUGU);
  private static final HotspotRules.Version RULES = HotspotRules.get().at(Instant.parse("2026-05-06T00:00:00Z"));
  private static final ProactiveTaskProposed PROPOSED = new ProactiveTaskProposed(Origin.GENERALISED, null, null, "c1", "020301", SPOT, List.of(), LUGU, ANSWER_BY, RULES.version());

  private static Story<ProgrammeStream> given(ProactiveEvent... events) { return Story.<ProgrammeStream>of(ProgrammeStream::evolve).on("2026-05-06T09:00+08:00").given(events); }

  private static Decision decline(ProgrammeStream state, Instant now) { return Proposing.decline((ProactiveTask) state, "须区里统一安排", Catalogue.get(), now, RULES); }

  @Test void a_closed_ticket_that_asks_for_all_of_its_kind_proposes_one_task() {
    given().when((state, now) -> Proposing.generalised((ProactiveTask) state, "c1", "020301", SPOT, List.of(), LUGU, now, RULES)).then(PROPOSED);
    given(PROPOSED).when((state, now) -> Proposing.generalised((ProactiveTask) state, "c1", "020301", SPOT, List.of(), LUGU, now, RULES)).refused(Reason.RECORDED_ALREADY);
  }

  @Test void the_unit_takes_it_on_and_completes_it() {
    ProactiveTaskAccepted accepted = new ProactiveTaskAccepted(LUGU, "增设驿站", TODAY);
    given(PROPOSED).when((state, now) -> Proposing.acceptIt((ProactiveTask) state, "增设驿站", TODAY, now)).then(accepted);
    given(PROPOSED, accepted).when((state, now) -> Proposing.complete((ProactiveTask) state, "已建成", List.of("照片"))).then(new ProactiveTaskCompleted(LUGU, "已建成", List.of("照片")));
    given(PROPOSED).when((state, now) -> Proposing.complete((ProactiveTask) state, "已建成", List.of())).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    given(PROPOSED, accepted).when((state, now) -> Proposing.acceptIt((ProactiveTask) state, "x", TODAY, now)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    given(PROPOSED).when((state, now) -> Proposing.acceptIt((ProactiveTask) state, "x", TODAY.minusDays(1), now)).refused(Reason.FIELD_INVALID);
  }

  @Test void whoever_says_no_says_why_and_the_unit_above_is_asked() {
    String city = Proposing.cityUnit("020301", Catalogue.get());
    ProactiveTaskDeclined toDistrict = new ProactiveTaskDeclined(LUGU, "须区里统一安排", SHIJINGSHAN, ANSWER_BY);
    ProactiveTaskDeclined toCity = new ProactiveTaskDeclined(SHIJINGSHAN, "须区里统一安排", city, ANSWER_BY);
    ProactiveTaskDeclined toNobody = new ProactiveTaskDeclined(city, "须区里统一安排", null, null);
    given(PROPOSED).when(ProposingTest::decline).then(toDistrict);
    given(PROPOSED, toDistrict).when(ProposingTest::decline).then(toCity);
    given(PROPOSED, toDistrict, toCity).when(ProposingTest::decline).then(toNobody);
    ProactiveTask over = (ProactiveTask) given(PROPOSED, toDistrict, toCity, toNobody).state();
    assertEquals(ProactiveTask.State.DECLINED, over.at());
    assertEquals(3, over.declines().size());
    given(PROPOSED, toDistrict, toCity, toNobody).when(ProposingTest::decline).refused(Reason.MATTER_NOT_IN_THIS_STATE);
  }
}
