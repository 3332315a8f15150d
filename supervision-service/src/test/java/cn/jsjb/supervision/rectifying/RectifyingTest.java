package cn.jsjb.supervision.rectifying;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.event.Decision;
import cn.jsjb.event.InspectionEvent;
import cn.jsjb.event.InspectionEvent.AccountabilityDecided;
import cn.jsjb.event.InspectionEvent.Conduct;
import cn.jsjb.event.InspectionEvent.Finding;
import cn.jsjb.event.InspectionEvent.GoodFaithExempted;
import cn.jsjb.event.InspectionEvent.InspectionMode;
import cn.jsjb.event.InspectionEvent.InspectionRecorded;
import cn.jsjb.event.InspectionEvent.Measure;
import cn.jsjb.event.InspectionEvent.RectificationAccepted;
import cn.jsjb.event.InspectionEvent.RectificationOrdered;
import cn.jsjb.event.Reason;
import cn.jsjb.harness.Story;
import cn.jsjb.supervision.matters.Inspection;
import cn.jsjb.supervision.matters.Matter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 检查、整改、问责、容错 (SP9, SP10; REG §35, §36). */
class RectifyingTest {
  private static final String LUGU = "110107011";
  private static final Instant MAY = Story.at("2026-05-05T10:00+08:00"), NEXT_WEEK = Story.at("2026-05-13T10:00+08:00");
  private static final InspectionRecorded RECORDED = recorded(InspectionMode.UNANNOUNCED, List.of("周某"), MAY);
  private static final RectificationOrdered ORDERED = new RectificationOrdered(1, LUGU, "一周内整改", NEXT_WEEK);
  private static final RectificationAccepted ACCEPTED = new RectificationAccepted(1, "已整改", List.of(), "inspector:zhou");

  private static InspectionRecorded recorded(InspectionMode mode, List<String> members, Instant at) {
    return new InspectionRecorded(mode, "六合园", "110107", at, members, List.of(LUGU), List.of(), List.of(), null, List.of(),
        List.of(new Finding(1, LUGU, "办结材料与现场不符", Conduct.K3), new Finding(2, LUGU, "泄露来电人电话", Conduct.K4), new Finding(3, LUGU, "台账不全", null)), List.of());
  }

  private static AccountabilityDecided account(int finding, Measure measure, boolean badEffect) { return new AccountabilityDecided(finding, Conduct.K3, LUGU, "科长", measure, badEffect, "条例第三十五条"); }

  private static GoodFaithExempted exempt(int finding) { return new GoodFaithExempted(finding, "先行先试", "inspector:zhou"); }

  private static Story<Matter> given(InspectionEvent... events) { return Story.<Matter>of(Matter::evolve).given(events); }

  private static Decision accept(Matter m, int finding, String unit) { return Rectifying.accept((Inspection) m, finding, "已整改", List.of(), "inspector:zhou", unit); }

  @Test void an_inspection_has_happened_and_a_joint_group_is_more_than_one() {
    given().when((m, now) -> Rectifying.record(null, RECORDED, now)).then(RECORDED);
    given().when((m, now) -> Rectifying.record(null, recorded(InspectionMode.UNANNOUNCED, List.of("周某"), now.plusMillis(1)), now)).refused(Reason.FIELD_INVALID);
    given().when((m, now) -> Rectifying.record(null, recorded(InspectionMode.JOINT, List.of("周某"), MAY), now)).refused(Reason.FIELD_INVALID);
    given().when((m, now) -> Rectifying.record(null, recorded(InspectionMode.JOINT, List.of("市纪委", "市住建委"), MAY), now)).then(recorded(InspectionMode.JOINT, List.of("市纪委", "市住建委"), MAY));
  }

  @Test void what_was_ordered_is_accepted_by_somebody_else_once() {
    given(RECORDED).when((m, now) -> Rectifying.order((Inspection) m, new RectificationOrdered(9, LUGU, "x", NEXT_WEEK), now)).refused(Reason.NO_SUCH_FINDING);
    given(RECORDED).on("2026-05-13T10:00+08:00").when((m, now) -> Rectifying.order((Inspection) m, ORDERED, now)).refused(Reason.FIELD_INVALID);
    given(RECORDED).when((m, now) -> accept(m, 1, null)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    Story<Matter> ordered = given(RECORDED).when((m, now) -> Rectifying.order((Inspection) m, ORDERED, now)).then(ORDERED);
    assertEquals("RECTIFYING", ordered.state().status());
    assertEquals(NEXT_WEEK, ordered.state().limitAt());
    ordered.when((m, now) -> accept(m, 1, LUGU)).refused(Reason.VERIFIER_IS_INVOLVED);
    ordered.when((m, now) -> accept(m, 2, null)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    Story<Matter> accepted = ordered.when((m, now) -> accept(m, 1, null)).then(ACCEPTED);
    accepted.when((m, now) -> accept(m, 1, null)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    accepted.when((m, now) -> Rectifying.order((Inspection) m, ORDERED, now)).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    assertEquals("FOUND", accepted.state().status(), "two findings have not been ordered to be put right");
  }

  @Test void punishment_takes_a_bad_effect_or_an_order_that_was_not_heeded() {
    given(RECORDED).when((m, now) -> Rectifying.account((Inspection) m, account(1, Measure.DISCIPLINARY_PUNISHMENT, false), now)).refused(Reason.CORRECTION_FIRST);
    given(RECORDED).when((m, now) -> Rectifying.account((Inspection) m, account(1, Measure.DISCIPLINARY_PUNISHMENT, true), now)).then(account(1, Measure.DISCIPLINARY_PUNISHMENT, true));
    given(RECORDED).when((m, now) -> Rectifying.account((Inspection) m, account(1, Measure.TALK, false), now)).then(account(1, Measure.TALK, false));
    given(RECORDED, ORDERED).when((m, now) -> Rectifying.account((Inspection) m, account(1, Measure.DISCIPLINARY_PUNISHMENT, false), now)).refused(Reason.CORRECTION_FIRST);
    given(RECORDED, ORDERED).on("2026-05-13T10:00:00.001+08:00").when((m, now) -> Rectifying.account((Inspection) m, account(1, Measure.DISCIPLINARY_PUNISHMENT, false), now))
        .then(account(1, Measure.DISCIPLINARY_PUNISHMENT, false));
    given(RECORDED, ORDERED, ACCEPTED).on("2026-05-14T10:00+08:00").when((m, now) -> Rectifying.account((Inspection) m, account(1, Measure.DISCIPLINARY_PUNISHMENT, false), now)).refused(Reason.CORRECTION_FIRST);
    given(RECORDED).when((m, now) -> Rectifying.account((Inspection) m, account(4, Measure.TALK, false), now)).refused(Reason.NO_SUCH_FINDING);
  }

  @Test void good_faith_exempts_but_no_leak_and_not_afterwards() {
    Story<Matter> exempted = given(RECORDED).when((m, now) -> Rectifying.exempt((Inspection) m, exempt(1))).then(exempt(1));
    exempted.when((m, now) -> Rectifying.account((Inspection) m, account(1, Measure.TALK, false), now)).refused(Reason.EXEMPTED_ALREADY);
    exempted.when((m, now) -> Rectifying.exempt((Inspection) m, exempt(1))).refused(Reason.EXEMPTED_ALREADY);
    given(RECORDED).when((m, now) -> Rectifying.exempt((Inspection) m, exempt(2))).refused(Reason.NOT_IN_GOOD_FAITH);
    given(RECORDED).when((m, now) -> Rectifying.exempt((Inspection) m, exempt(3))).then(exempt(3));
    given(RECORDED, account(1, Measure.TALK, false)).when((m, now) -> Rectifying.exempt((Inspection) m, exempt(1))).refused(Reason.MATTER_NOT_IN_THIS_STATE);
  }
}
