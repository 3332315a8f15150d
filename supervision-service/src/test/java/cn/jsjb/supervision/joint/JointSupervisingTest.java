package cn.jsjb.supervision.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.jsjb.event.JointEvent;
import cn.jsjb.event.JointEvent.JointSupervisionClosed;
import cn.jsjb.event.JointEvent.JointSupervisionOpened;
import cn.jsjb.event.JointEvent.JointSupervisionReplied;
import cn.jsjb.event.Reason;
import cn.jsjb.harness.Story;
import cn.jsjb.supervision.matters.JointSupervision;
import cn.jsjb.supervision.matters.Matter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 日常联合督办 (SP3). */
class JointSupervisingTest {
  private static final String LUGU = "110107011", BAJIAO = "110107003", BUREAU = "110000D01";
  private static final Instant JUNE = Story.at("2026-06-30T00:00+08:00");
  private static final JointSupervisionReplied LUGU_REPLIED = new JointSupervisionReplied(LUGU, "约谈施工方", List.of()), BAJIAO_REPLIED = new JointSupervisionReplied(BAJIAO, "已复工", List.of());

  private static JointSupervisionOpened opened(List<String> complaints, List<String> entries) {
    return new JointSupervisionOpened("加装电梯停滞", "十日内拿出方案", "MT2021-P09", List.of(BUREAU), List.of(LUGU, BAJIAO), complaints, entries, JUNE);
  }

  private static Story<Matter> given(JointEvent... events) { return Story.<Matter>of(Matter::evolve).given(events); }

  @Test void it_is_about_tickets_or_ledger_entries_and_has_a_date() {
    given().when((m, now) -> JointSupervising.open(null, opened(List.of(), List.of()), now)).refused(Reason.FIELD_MISSING);
    given().when((m, now) -> JointSupervising.open(null, opened(List.of(), List.of("l-1")), now)).then(opened(List.of(), List.of("l-1")));
    given().on("2026-06-30T00:00+08:00").when((m, now) -> JointSupervising.open(null, opened(List.of("c-1"), List.of()), now)).refused(Reason.FIELD_INVALID);
  }

  @Test void solved_takes_an_answer_of_everybody_who_was_asked() {
    JointSupervisionOpened opened = opened(List.of("c-1"), List.of());
    given(opened).when((m, now) -> JointSupervising.reply((JointSupervision) m, BUREAU, "x", List.of())).refused(Reason.NOT_ASKED);
    given(opened).when((m, now) -> JointSupervising.reply((JointSupervision) m, LUGU, "约谈施工方", List.of())).then(LUGU_REPLIED);
    given(opened, LUGU_REPLIED).when((m, now) -> JointSupervising.close((JointSupervision) m, true, "完成")).refused(Reason.ANSWERS_MISSING);
    given(opened, LUGU_REPLIED).when((m, now) -> JointSupervising.close((JointSupervision) m, false, "转挂账")).then(new JointSupervisionClosed(false, "转挂账", List.of(BAJIAO)));
    Story<Matter> closed = given(opened, LUGU_REPLIED, BAJIAO_REPLIED).when((m, now) -> JointSupervising.close((JointSupervision) m, true, "完成")).then(new JointSupervisionClosed(true, "完成", List.of()));
    assertEquals("CLOSED", closed.state().status());
    closed.when((m, now) -> JointSupervising.reply((JointSupervision) m, LUGU, "x", List.of())).refused(Reason.MATTER_NOT_IN_THIS_STATE);
    closed.when((m, now) -> JointSupervising.close((JointSupervision) m, true, "完成")).refused(Reason.MATTER_NOT_IN_THIS_STATE);
  }
}
