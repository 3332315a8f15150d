package cn.jsjb.tools.browsing;

import static cn.jsjb.tools.browsing.Desks.DISTRICT;
import static cn.jsjb.tools.browsing.Desks.STREET;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.LocalDate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What else is done with an order at the desk: every form is filled in by hand, and what it says is in the history. */
class UnitFormsTest extends InBrowser {
  /** 老山街道, beside 鲁谷; and 万寿路街道 in the next district. */
  private static final String NEIGHBOUR = "110107002", ACROSS = "110108001";
  private static final String SOON = LocalDate.now().plusDays(20).toString();

  @Test void an_appointment_is_made_and_kept() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 预约"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("appoint").fill("f-place", "六合园南门").fill("f-people", "李某，张某").send("预约上门");
      assertThat(visit.page.locator(".mechanisms")).containsText("六合园南门");
      Desks.said(id, "dispatch.AppointmentMade");
      visit.act("keep").fill("f-people", "李某").fill("f-note", "已当面核实").send("赴约");
      assertThat(visit.page.locator("[data-action='keep']")).hasCount(0);
    }
    Desks.said(id, "dispatch.AppointmentKept");
  }

  @Test void from_the_mediation_to_the_settlement_to_the_court() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 调解"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id);
      assertThat(visit.page.locator("[data-action='settle']")).hasCount(0);
      visit.act("mediate").fill("f-parties", "居民代表，摊主").fill("f-minutesLong", "90").fill("f-mediated", "同意错时经营").send("记录调解");
      visit.act("settle").fill("f-parties", "居民代表，摊主").fill("f-yuan", "1200.50").fill("f-terms", "一次性补偿").send("签订调解协议");
      visit.act("confirm").fill("f-court", "石景山区人民法院").fill("f-document", "（2026）京0107民特1号").send("司法确认");
      assertThat(visit.page.locator(".mechanisms")).containsText("司法确认");
    }
    Desks.said(id, "dispatch.MediationHeld");
    Desks.said(id, "dispatch.JudicialConfirmationGranted");
    var settled = Desks.history(id).path("records").findParents("type").stream().filter(r -> r.path("type").asText().equals("dispatch.SettlementSigned")).findFirst().orElseThrow();
    assertEquals(120_050, settled.path("payload").path("amountFen").asLong());
  }

  @Test void office_and_community_get_their_parts_and_the_desk_signs_and_delivers_for_them() throws Exception {
    String id = Desks.signed(Desks.complainIn("001", "小区门口游商占道 双派"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("dual").fill("f-office", "街道城管办").fill("f-property", "双锦物业").fill("f-matter", "清理占道，恢复通行").send("双派（科室与社区）");
      assertThat(visit.page.locator(".mechanisms")).containsText("街道城管办");
      assertThat(visit.page.locator(".mechanisms")).containsText("诉求所在社区 · 双锦物业");
      assertThat(visit.page.locator("[data-action='dual']")).hasCount(0);
      visit.act("partSign").tick("街道城管办").send("协办签收");
      visit.act("partStage").fill("f-reason", "摊位较多").fill("f-progress", "已劝离一半").send("报告阶段");
      visit.act("partResult").fill("f-text", "已全部劝离").send("协办反馈");
      assertThat(visit.page.locator(".mechanisms")).containsText("已反馈");
    }
    Desks.said(id, "dispatch.DualDispatched");
    Desks.said(id, "dispatch.PartSigned");
    Desks.said(id, "dispatch.PartStageReported");
    Desks.said(id, "dispatch.PartReported");
  }

  @Test void another_unit_accepts_its_part_visits_and_delivers() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 协办"));
    Desks.tell(id, "co-handlings", "{\"unit\":\"%s\",\"part\":\"交界处巡查\"}".formatted(NEIGHBOUR));
    // Its history and its claimant are the first responder's.
    try (Visit visit = as("unit", NEIGHBOUR).expecting(403)) {
      visit.atDesk(id).act("partSign").send("协办签收");
      visit.act("visit").fill("f-facts", "交界处两处摊位").send("现场查看");
      visit.act("partResult").fill("f-text", "已安排每日巡查").send("协办反馈");
    }
    Desks.said(id, "dispatch.CoHandlingAccepted");
    Desks.said(id, "dispatch.FieldVisitRecorded");
    Desks.said(id, "dispatch.CoHandlingResultDelivered");
  }

  @Test void the_community_certifies_and_the_street_writes_down_what_was_done() throws Exception {
    String id = Desks.signed(Desks.complainIn("002", "小区门口游商占道 记录"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("certify").fill("f-certifies", "摊主家庭困难").fill("f-effect", "申请临时经营点").fill("f-validUntil", SOON).send("开具社区证明");
      visit.act("deliberate").fill("f-parties", "居民代表，物业").fill("f-opinions", "要便民，也要通行\n错时经营").fill("f-decision", "划定临时经营区").fill("f-tasks", "划线\n公示").send("议事协商");
      visit.act("relate").fill("f-description", "消防通道被占").send("发现关联问题");
      visit.act("enforce").fill("f-party", "某摊主").fill("f-basis", "市容条例").fill("f-measure", "责令改正").send("记录执法");
      visit.act("sanction").fill("f-party", "某商贸公司").fill("f-basis", "市容条例").fill("f-measure", "列入重点监管").send("惩戒企业");
      visit.act("interview").fill("f-interviewed", "市场负责人").fill("f-mediated", "承诺整改").send("联合约谈");
    }
    for (String fact : new String[] {"CertificateIssued", "DeliberationRecorded", "RelatedProblemFound", "EnforcementRecorded", "EnterpriseSanctionRecorded", "JointInterviewHeld"}) {
      Desks.said(id, "dispatch." + fact);
    }
  }

  @Test void it_goes_on_with_named_items_missing_until_they_are_brought() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 容缺"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("tolerate").fill("f-matter", "先行恢复供水");
      visit.test("send").click();
      assertThat(visit.test("form-trouble")).containsText("缺少的材料");
      visit.fill("f-items-0-what", "产权证明").fill("f-items-0-owner", "物业公司").fill("f-items-0-dueAt", SOON).fill("f-items-0-consequence", "停止办理");
      visit.isAccessible("a form with rows");
      visit.shot("unit-tolerate");
      visit.page.setViewportSize(390, 860);
      visit.isAccessible("a form with rows on a phone");
      visit.shot("unit-tolerate-phone");
      visit.page.setViewportSize(1_360, 860);
      visit.send("容缺办理");
      assertThat(visit.page.locator(".mechanisms")).containsText("产权证明");
      visit.act("supplyItem").fill("f-note", "已收到原件").send("补齐材料");
      assertThat(visit.page.locator("[data-action='supplyItem']")).hasCount(0);
    }
    Desks.said(id, "dispatch.TolerantHandlingStarted");
    Desks.said(id, "dispatch.MissingItemSupplied");
  }

  @Test void the_innocent_are_served_first_and_the_wrongdoer_is_pursued_apart() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 无错优先"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("separate").fill("f-matter", "历史遗留办证").fill("f-innocent", "1号楼101，1号楼102").fill("f-atFault", "开发商甲").fill("f-tracks-0-wrongdoer", "开发商甲").fill("f-tracks-0-matter", "未缴土地款")
          .choose("f-tracks-0-unit", "鲁谷").send("区分责任");
      visit.act("commit").fill("f-obligations-0-what", "一年内补办验收").fill("f-obligations-0-dueAt", SOON).photo("f-evidence", "承诺书.jpg").send("政府承诺");
      visit.act("serve").tick("1号楼101").send("先行办理");
      visit.act("pursue").fill("f-text", "已立案").send("追究责任");
      visit.act("fulfil").photo("f-evidence", "验收.jpg").send("兑现承诺");
    }
    for (String fact : new String[] {"LiabilitySeparated", "CommitmentIssued", "CitizensServed", "LiabilityPursued", "CommitmentObligationFulfilled"}) {
      Desks.said(id, "dispatch." + fact);
    }
  }

  @Test void what_a_street_cannot_solve_goes_up_and_the_district_answers() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 提级"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("escalate").choose("f-upTo", "石景山区").fill("f-reason", "涉及两个街道").fill("f-opinion", "请区里统筹").send("提级办理");
    }
    Desks.said(id, "dispatch.EscalationRequested");
    String to = Desks.ticket(id).path("evidence").path("escalations").path(0).path("to").asText();
    try (Visit visit = as(to.equals(DISTRICT) ? "district" : "unit", to).expecting(403)) {
      visit.atDesk(id).act("decideEscalation").fill("f-opinion", "由区城管委牵头").fill("f-measures", "联合巡查\n设置疏导点").send("答复提级");
    }
    Desks.said(id, "dispatch.EscalationDecided");
  }

  @Test void units_meet_on_the_spot_and_divide_the_work() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 现场会商"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("consult").choose("f-participants", "老山");
      visit.page.keyboard().press("Escape");
      visit.fill("f-matter", "交界处谁来管").fill("f-meetAt", "六合园南门").send("召集会商");
      visit.act("concludeConsultation").fill("f-minutes", "鲁谷牵头，老山协助").choose("f-divisions-0-unit", "老山").fill("f-divisions-0-part", "老山一侧巡查").send("会商结论");
      assertThat(visit.page.locator(".mechanisms")).containsText("老山街道");
    }
    Desks.said(id, "dispatch.ConsultationConcluded");
  }

  @Test void localities_of_two_districts_whistle_together() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 跨区"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("crossWhistle").choose("f-localities", "万寿路");
      visit.page.keyboard().press("Escape");
      visit.choose("f-departments", "石景山");
      visit.page.keyboard().press("Escape");
      visit.fill("f-matter", "交界路段占道").send("跨区吹哨");
    }
    Desks.said(id, "dispatch.CrossDistrictWhistleProposed");
    try (Visit visit = as("unit", ACROSS).expecting(403)) {
      visit.atDesk(id).act("coSign").send("会签跨区吹哨");
    }
    Desks.said(id, "dispatch.CrossDistrictWhistleBlown");
  }

  @Test void an_urgent_matter_of_many_becomes_a_special_case_that_reports() throws Exception {
    String id = Desks.signed(Desks.complain("小区门口游商占道 专案"));
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("openCase").fill("f-matter", "三十户集中反映").fill("f-headcount", "30").choose("f-taskForce", "鲁谷");
      visit.page.keyboard().press("Escape");
      visit.fill("f-speaker", "李某").send("转为专案");
      assertThat(visit.page.locator(".mechanisms")).containsText("发言人 李某");
      visit.act("reportCase").fill("f-text", "已与住户代表见面").send("报告专案进展");
      // No member without its result.
      visit.expecting(409).act("closeCase").fill("f-text", "全部解决");
      visit.test("send").click();
      assertThat(visit.test("form-trouble")).not().isEmpty();
    }
    Desks.said(id, "dispatch.SpecialCaseOpened");
    Desks.said(id, "dispatch.SpecialCaseStageReported");
    Desks.tell(id, "contacts", "{\"how\":\"PHONE\",\"outcome\":\"REACHED\"}");
    Desks.tell(id, "result", "{\"outcome\":\"RESOLVED\",\"text\":\"已解决\"}");
    try (Visit visit = as("unit", STREET)) {
      visit.atDesk(id).act("closeCase").fill("f-text", "全部解决").send("专案办结");
    }
    Desks.said(id, "dispatch.SpecialCaseClosed");
  }

  @Test void a_district_hands_down_what_came_to_it() throws Exception {
    String id = Desks.complainAt("小区门口游商占道 区级转派", "{\"address\":\"石景山区\",\"districtCode\":\"%s\"}".formatted(DISTRICT));
    Desks.until(id, "DISPATCHED");
    assertEquals(DISTRICT, Desks.ticket(id).path("unitCode").asText());
    try (Visit visit = as("district", DISTRICT)) {
      visit.atDesk(id).act("handDown").choose("f-to", "鲁谷").fill("f-reason", "经核实在鲁谷街道").send("转派承办单位");
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> STREET.equals(Desks.ticket(id).path("unitCode").asText()));
  }

  @Test void all_that_can_be_done_looks_good_when_it_is_opened() throws Exception {
    String id = Desks.signed(Desks.complainIn("001", "小区门口游商占道 菜单"));
    try (Visit visit = as("unit", STREET)) {
      for (int width : new int[] {1_360, 390}) {
        visit.page.setViewportSize(width, 860);
        visit.atDesk(id);
        visit.page.reload();
        visit.page.locator(".others > summary").click();
        assertThat(visit.page.locator(".menu [data-action='appoint']")).isVisible();
        visit.isAccessible("everything that can be done at " + width + " pixels");
        visit.shot("unit-more-" + width);
      }
    }
  }
}
