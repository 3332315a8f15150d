package cn.jsjb.supervision.inspecting;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.ClueEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LedgerEvent;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.PeriodEvent;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.log.Chain.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Events in the words of those who work with them (domain 1); times in Beijing. */
public final class Story {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
  private static final int LONGEST = 60;

  private static final Map<String, String> NAMES = Map.ofEntries(
      Map.entry("intake.RequestReceived", "受理"), Map.entry("intake.TicketRegistered", "登记"), Map.entry("intake.TicketReclassified", "改分类"),
      Map.entry("intake.InquiryAnswered", "直接答复"), Map.entry("intake.TicketDiverted", "转办"), Map.entry("intake.TicketDeclined", "不予受理"),
      Map.entry("intake.ScopeOversightReferred", "转请指导监督"), Map.entry("intake.TicketReleased", "转派单"), Map.entry("intake.EmergencyRiskReported", "报告突发风险"),
      Map.entry("intake.GroupCaseOpened", "集体诉求立案"), Map.entry("intake.GroupMemberAdded", "集体诉求增员"), Map.entry("intake.GroupJoined", "并案"),
      Map.entry("intake.GroupAnswered", "集体诉求答复"), Map.entry("intake.GroupLeft", "退出并案"), Map.entry("intake.AbuseWarned", "告诫"), Map.entry("intake.AbuseRestricted", "限制"),
      Map.entry("intake.DuplicateLinked", "关联同一事项"), Map.entry("intake.TicketSupplemented", "补充"), Map.entry("intake.RequestUrged", "催办"), Map.entry("intake.RequestWithdrawn", "撤诉"),
      Map.entry("intake.ConfidentialityRequested", "要求保密"), Map.entry("intake.SensitiveDataViewed", "查看个人信息"), Map.entry("intake.ClaimantErased", "删除个人信息"),
      Map.entry("dispatch.TicketDispatched", "派单"), Map.entry("dispatch.AssignmentSigned", "签收"), Map.entry("dispatch.ClaimantContacted", "联系诉求人"),
      Map.entry("dispatch.DispatchObjected", "派单异议"), Map.entry("dispatch.ObjectionUpheld", "异议成立"), Map.entry("dispatch.ObjectionDecisionOverdue", "异议审核超时"),
      Map.entry("dispatch.ConsultationOpened", "会商"), Map.entry("dispatch.ConsultationConcluded", "会商结论"), Map.entry("dispatch.CoHandlingRequested", "协办"), Map.entry("dispatch.CoHandlingAccepted", "协办签收"),
      Map.entry("dispatch.CoHandlingResultDelivered", "协办结果"), Map.entry("dispatch.CoHandlingStageReported", "协办阶段报告"), Map.entry("dispatch.DualDispatched", "双派"), Map.entry("dispatch.SubDispatched", "转办"),
      Map.entry("dispatch.PartSigned", "分项签收"), Map.entry("dispatch.PartReported", "分项结果"), Map.entry("dispatch.PartStageReported", "分项阶段报告"), Map.entry("dispatch.PartOverdue", "分项超时"),
      Map.entry("dispatch.PingPongDetected", "反复退转"), Map.entry("dispatch.ObjectionRejected", "异议不成立"),
      Map.entry("dispatch.WhistleBlown", "街乡吹哨"), Map.entry("dispatch.WhistleAcknowledged", "应哨"), Map.entry("dispatch.DepartmentReported", "部门报到"),
      Map.entry("dispatch.WhistleReportMissed", "未按时报到"), Map.entry("dispatch.WhistleClosed", "吹哨办结"), Map.entry("dispatch.ResultRepliedToClaimant", "答复诉求人"),
      Map.entry("dispatch.ResultReportedToHotline", "反馈热线"), Map.entry("dispatch.TimeLimitExtended", "延期"), Map.entry("dispatch.SignOverdue", "签收超时"),
      Map.entry("dispatch.ContactOverdue", "联系超时"), Map.entry("dispatch.FeedbackOverdue", "反馈超时"),
      Map.entry("dispatch.WhistleReportRefused", "拒不报到"), Map.entry("dispatch.WhistleTaskAssigned", "下达任务"), Map.entry("dispatch.WhistleTaskDone", "完成任务"),
      Map.entry("dispatch.DepartmentReleased", "部门离场"), Map.entry("dispatch.DepartmentRated", "评价部门"), Map.entry("dispatch.WhistleReviewed", "双考核"),
      Map.entry("dispatch.CrossDistrictWhistleProposed", "提议跨区吹哨"), Map.entry("dispatch.CrossDistrictWhistleCoSigned", "会签"), Map.entry("dispatch.CrossDistrictWhistleBlown", "跨区吹哨"),
      Map.entry("dispatch.WhistleClosureSigned", "签署办结意见"), Map.entry("dispatch.CrossDistrictDisagreementRaised", "各方未达成一致"),
      Map.entry("dispatch.CrossDistrictLeadDesignated", "市级指定牵头"), Map.entry("dispatch.CrossDistrictWhistleJoined", "并入跨区吹哨"),
      Map.entry("dispatch.ClaimantAsked", "等待诉求人补充"), Map.entry("dispatch.ClaimantAnswered", "诉求人已补充"), Map.entry("dispatch.ClaimantAnswerMissed", "诉求人未补充"),
      Map.entry("dispatch.DeferralRequested", "申请挂账"), Map.entry("dispatch.DeferralApproved", "同意挂账"), Map.entry("dispatch.DeferralRefused", "不同意挂账"),
      Map.entry("dispatch.DeferralMilestoneReported", "挂账节点"), Map.entry("dispatch.DeferralCleared", "销账"), Map.entry("dispatch.DeferralExpired", "挂账逾期"), Map.entry("dispatch.LimitWarned", "临期提醒"),
      Map.entry("dispatch.LiabilitySeparated", "区分责任"), Map.entry("dispatch.CitizensServed", "无错优先办理"), Map.entry("dispatch.LiabilityPursued", "追责"),
      Map.entry("dispatch.TolerantHandlingStarted", "容缺办理"), Map.entry("dispatch.MissingItemSupplied", "补交"), Map.entry("dispatch.TolerantHandlingFailed", "逾期未补"),
      Map.entry("dispatch.CommitmentIssued", "政府承诺"), Map.entry("dispatch.CommitmentObligationFulfilled", "履行承诺"), Map.entry("dispatch.CommitmentBreached", "承诺逾期"),
      Map.entry("dispatch.SpecialCaseOpened", "转为专案"), Map.entry("dispatch.SpecialCaseMemberAdded", "并入专案"), Map.entry("dispatch.SpecialCaseStageReported", "阶段报告"),
      Map.entry("dispatch.SpecialCaseReportMissed", "阶段报告逾期"), Map.entry("dispatch.SpecialCaseClosed", "专案结案"),
      Map.entry("dispatch.AppointmentMade", "预约"), Map.entry("dispatch.AppointmentKept", "赴约"), Map.entry("dispatch.FieldVisitRecorded", "现场查看"), Map.entry("dispatch.RelatedProblemFound", "发现关联问题"),
      Map.entry("dispatch.DeliberationRecorded", "议事协商"), Map.entry("dispatch.CertificateIssued", "出具证明"), Map.entry("dispatch.MediationHeld", "调解"), Map.entry("dispatch.SettlementSigned", "签订协议"),
      Map.entry("dispatch.JudicialConfirmationGranted", "司法确认"), Map.entry("dispatch.EnforcementRecorded", "执法"), Map.entry("dispatch.JointInterviewHeld", "联合约谈"),
      Map.entry("dispatch.EnterpriseSanctionRecorded", "信用惩戒"), Map.entry("dispatch.InstructionRecorded", "批示"), Map.entry("dispatch.EscalationRequested", "提级"), Map.entry("dispatch.EscalationDecided", "提级答复"),
      Map.entry("supervision.CallbackScheduled", "安排回访"), Map.entry("supervision.CallbackAttempted", "回访未接通"), Map.entry("supervision.CallbackCompleted", "回访"),
      Map.entry("supervision.ReworkOrdered", "二次办理"), Map.entry("supervision.SupervisionOrdered", "督办"), Map.entry("supervision.TicketClosed", "办结"),
      Map.entry("oversight.ClueRaised", "发现线索"), Map.entry("oversight.LedgerEntryOpened", "市级挂账"), Map.entry("programme.PlanApproved", "批准方案"),
      Map.entry("supervision.TicketReopened", "重新办理"), Map.entry("supervision.SensitiveDataViewed", "查阅保密内容"), Map.entry("oversight.LedgerEntryProgressed", "挂账进展"),
      Map.entry("oversight.LedgerEntryOverdue", "挂账督办逾期"), Map.entry("oversight.LedgerEntryCleared", "挂账督办销账"), Map.entry("oversight.LedgerEntryReturned", "退回挂账"),
      Map.entry("oversight.JointSupervisionOpened", "联合督办"), Map.entry("oversight.JointSupervisionReplied", "答复联合督办"), Map.entry("oversight.JointSupervisionClosed", "联合督办办结"),
      Map.entry("oversight.MonthlyConsultationHeld", "月度会商研判"), Map.entry("oversight.QuarterSampleDrawn", "季度抽样"), Map.entry("oversight.SpotCheckRecorded", "抽查核验"),
      Map.entry("oversight.InspectionRecorded", "检查"), Map.entry("oversight.RectificationOrdered", "责令整改"), Map.entry("oversight.RectificationAccepted", "整改验收"),
      Map.entry("oversight.AccountabilityDecided", "问责"), Map.entry("oversight.GoodFaithExempted", "容错免责"), Map.entry("oversight.FocusListed", "确定监督重点"),
      Map.entry("oversight.FocusContentChecked", "检查重点内容"), Map.entry("oversight.FocusClosed", "重点监督办结"), Map.entry("oversight.AnnualAppraisalIssued", "年终绩效考评"),
      Map.entry("oversight.WhistleDualReviewIssued", "吹哨双考核"), Map.entry("oversight.SealBroken", "封印告警"), Map.entry("oversight.SealCleared", "解除封印告警"), Map.entry("oversight.EvidenceExported", "导出证据包"),
      Map.entry("analytics.HotspotDetected", "发现热点"), Map.entry("analytics.HotspotExtended", "热点持续"), Map.entry("analytics.HotspotClosed", "热点消退"),
      Map.entry("analytics.ProactiveTaskProposed", "提出主动治理任务"), Map.entry("analytics.ProactiveTaskAccepted", "承接主动治理任务"),
      Map.entry("analytics.ProactiveTaskDeclined", "退回主动治理任务"), Map.entry("analytics.ProactiveTaskCompleted", "完成主动治理任务"),
      Map.entry("programme.TopicYearPublished", "发布每月一题"), Map.entry("programme.ThemeDefined", "确定主题"),
      Map.entry("programme.FiguresReported", "通报进度"), Map.entry("programme.ProblemDefined", "确定问题"), Map.entry("programme.ResponsibilityListApproved", "批准责任清单"),
      Map.entry("programme.TaskPlanned", "列入任务"), Map.entry("programme.TaskRevised", "修订任务"), Map.entry("programme.TaskProgressed", "任务进展"), Map.entry("programme.TaskCompleted", "任务完成"),
      Map.entry("programme.TaskVerified", "任务验收"), Map.entry("programme.TaskDropped", "移出任务"), Map.entry("programme.PolicyPlanned", "列入政策"), Map.entry("programme.PolicyDrafted", "政策起草"),
      Map.entry("programme.PolicyConsulted", "政策征求意见"), Map.entry("programme.PolicyReadied", "政策即将出台"), Map.entry("programme.PolicyIssued", "政策出台"),
      Map.entry("programme.PolicyDropped", "移出政策"), Map.entry("programme.PolicyListRevised", "修订政策清单"), Map.entry("programme.OutcomeMetricReported", "成效数据"),
      Map.entry("analytics.AssessmentPeriodOpened", "建立考核月"), Map.entry("analytics.AssessmentPeriodLocked", "锁定考核月"), Map.entry("analytics.AssessmentRestated", "重新核定考核月"),
      Map.entry("analytics.RankingPublished", "发布排名"), Map.entry("analytics.LocalityClassified", "街乡镇分类"), Map.entry("analytics.ReviewMeetingRecorded", "月度点评"),
      Map.entry("oversight.ClueAssigned", "线索分办"), Map.entry("oversight.ClueVerified", "线索核实"), Map.entry("oversight.ClueDismissed", "线索排除"),
      Map.entry("supervision.SurveyLinkSent", "发送回访链接"), Map.entry("supervision.CallbackInvalidated", "回访无效"), Map.entry("supervision.UrgeIssued", "催办"),
      Map.entry("supervision.SupervisionReplied", "督办反馈"), Map.entry("supervision.SupervisionClosed", "督办办结"), Map.entry("supervision.LookBackScheduled", "安排回头看"),
      Map.entry("supervision.LookBackRecorded", "回头看"), Map.entry("supervision.ExclusionProposed", "申请剔除"), Map.entry("supervision.ExclusionRefused", "不同意剔除"),
      Map.entry("supervision.TicketExcluded", "剔除"), Map.entry("supervision.ExclusionReversed", "恢复计入"), Map.entry("supervision.AssessmentAppealed", "考核申诉"),
      Map.entry("supervision.AppealUpheld", "申诉成立"), Map.entry("supervision.AppealRejected", "申诉不成立"));

  /** What most events call the words that a person wrote, the most telling first. */
  private static final List<String> WORDS = List.of("summary", "text", "result", "facts", "decision", "outcome", "matter", "what", "question", "answer", "progress", "opinion", "reason", "measure",
      "terms", "effect", "description", "explanation", "note");
  private static final List<String> UNITS = List.of("unit", "department", "locality", "issuer", "office", "by", "from");

  private Story() {}

  /** The Chinese name of an event type; an unknown one is told as it is written. */
  public static String nameOf(String type) { return NAMES.getOrDefault(type, type.isEmpty() ? "（无类型）" : type.replaceAll("\\p{Cntrl}", "?")); }

  /** {@code whistle blown}: the wire name, in words. */
  static String englishNameOf(String type) {
    return type.substring(type.indexOf('.') + 1).replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  public static String of(Verdict verdict) {
    return switch (verdict) {
      case FACT -> "事实";
      case VOID_NOT_THE_HEAD -> "晚了一步，前一事实已不是链头";
      case VOID_FOREIGN_SOURCE -> "告警：来源无权写此事件";
      case VOID_MISADDRESSED -> "告警：键与主体不符";
    };
  }

  /** What an event adds to its name; empty where the name says it all. */
  public static String of(LoggedEvent event) {
    return switch (event) {
      case IntakeEvent.RequestReceived e -> "%s  渠道 %s  %s".formatted(e.ticketNo(), e.channel(), brief(e.title() != null ? e.title() : e.content() != null ? e.content() : "（内容保密）"));
      case IntakeEvent.TicketRegistered e -> classified(e.classification(), e.location());
      case IntakeEvent.TicketReclassified e -> classified(e.classification(), e.location()) + "  " + brief(e.reason());
      case IntakeEvent.InquiryAnswered e -> "%s %s  %s".formatted(e.item(), e.version(), brief(e.answer()));
      case IntakeEvent.TicketDiverted e -> e.target().chinese() + "  " + brief(e.advice());
      case IntakeEvent.TicketDeclined e -> e.ground() + "  " + brief(e.explanation());
      case IntakeEvent.ScopeOversightReferred e -> unit(e.unit()) + "  " + brief(e.advice());
      case IntakeEvent.TicketReleased e -> brief(e.reason());
      case IntakeEvent.EmergencyRiskReported e -> units(e.toUnits()) + "  " + brief(e.facts());
      case IntakeEvent.GroupCaseOpened e -> "%d 人  %s".formatted(e.claimantCount(), brief(e.matter()));
      case IntakeEvent.GroupMemberAdded e -> e.member().ticketNo();
      case IntakeEvent.GroupJoined e -> "牵头 " + e.leaderNo();
      case IntakeEvent.GroupAnswered e -> unit(e.unit()) + "  " + brief(e.text());
      case IntakeEvent.GroupLeft e -> brief(e.reason());
      case IntakeEvent.AbuseWarned e -> e.step() + "  " + brief(e.evidence());
      case IntakeEvent.AbuseRestricted e -> "至 %s  %s".formatted(time(e.until()), brief(e.evidence()));
      case IntakeEvent.TicketSupplemented e -> brief(e.text());
      case IntakeEvent.RequestUrged e -> brief(e.text());
      case IntakeEvent.RequestWithdrawn e -> brief(e.reason());
      case IntakeEvent.SensitiveDataViewed e -> e.fields() + " " + brief(e.reason());
      case IntakeEvent.ClaimantErased e -> brief(e.reason());
      case DispatchEvent.TicketDispatched e -> "%s  时限 %s  %s".formatted(e.unit() == null ? "待会商" : unit(e.unit()), time(e.dueAt()),
          e.copyTo() == null || e.copyTo().isEmpty() ? "" : "抄送 " + units(e.copyTo()));
      case DispatchEvent.AssignmentSigned e -> unit(e.unit()) + "  " + e.signer();
      case DispatchEvent.ClaimantContacted e -> unit(e.unit()) + "  " + (e.outcome() == DispatchEvent.ContactOutcome.REACHED ? "已联系上 " : "未联系上 ") + brief(e.note());
      case DispatchEvent.DispatchObjected e -> "%s  %s %s".formatted(unit(e.unit()), e.ground(), brief(e.note()));
      case DispatchEvent.ConsultationConcluded e -> "%s%s  %s".formatted(e.bindingDesignation() ? "指定 " : "确定 ", unit(e.chosenUnit()), brief(e.minutes()));
      case DispatchEvent.CoHandlingRequested e -> "%s  %s".formatted(unit(e.unit()), brief(e.part()));
      case DispatchEvent.DualDispatched e -> "%s、%s  %s".formatted(e.office(), e.property() == null ? e.community() : e.property(), brief(e.matter()));
      case DispatchEvent.PingPongDetected e -> "改派 %d 次、异议 %d 次，提交 %s".formatted(e.hops(), e.returns(), unit(e.escalatedTo()));
      case DispatchEvent.ObjectionUpheld e -> "改派 %s %s".formatted(unit(e.newUnit()), brief(e.reason()));
      case DispatchEvent.ObjectionRejected e -> brief(e.reason());
      case DispatchEvent.WhistleBlown e -> "召集 %s，%s 前报到：%s".formatted(units(e.departments()), time(e.reportBy()), brief(e.matter()));
      case DispatchEvent.WhistleAcknowledged e -> unit(e.department());
      case DispatchEvent.DepartmentReported e -> "%s  %s 到场".formatted(unit(e.department()), time(e.arrivedAt()));
      case DispatchEvent.WhistleReportMissed e -> "%s  应于 %s 前到场".formatted(unit(e.department()), time(e.dueAt()));
      case DispatchEvent.WhistleClosed e -> (e.solved() ? "已解决  " : "未解决  ") + brief(e.summary());
      case DispatchEvent.ResultRepliedToClaimant e -> brief(e.text());
      case DispatchEvent.ResultReportedToHotline e -> e.outcome() + "  " + brief(e.text());
      case DispatchEvent.TimeLimitExtended e -> "至 %s  依据 %s".formatted(time(e.newDueAt()), brief(e.legalBasis()));
      case DispatchEvent.SignOverdue e -> unit(e.unit());
      case DispatchEvent.ContactOverdue e -> unit(e.unit());
      case DispatchEvent.FeedbackOverdue e -> unit(e.unit());
      case SupervisionEvent.CallbackCompleted e -> (e.contacted() ? "已联系 · " : "未联系 · ") + (e.resolved() ? "已解决 · " : e.partly() ? "部分解决 · " : "未解决 · ") + satisfaction(e.satisfaction());
      case SupervisionEvent.ReworkOrdered e -> "第 %d 轮  %s".formatted(e.round(), brief(e.reason()));
      case SupervisionEvent.SupervisionOrdered e -> brief(e.reason());
      case SupervisionEvent.TicketClosed e -> String.valueOf(e.kind());
      case SupervisionEvent.TicketReopened e -> brief(e.reason());
      case ClueEvent.ClueRaised e -> "%s 第 %d 版  %s %s".formatted(e.ruleId(), e.ruleVersion(), e.colour(), e.units().isEmpty() ? e.subject().id() : unit(e.units().getFirst()));
      case ClueEvent.ClueAssigned e -> e.to();
      case ClueEvent.ClueVerified e -> e.finding();
      case ClueEvent.ClueDismissed e -> e.reason();
      case LedgerEvent.LedgerEntryOpened e -> "%s  限 %s 前：%s".formatted(unit(e.owner()), time(e.dueAt()), brief(e.title()));
      case PlanEvent.PlanApproved e -> "%s 第 %d 版  %s".formatted(e.scope().equals(PlanEvent.CITY) ? "市级" : unit(e.scope()), e.version(), brief(e.plan().title()));
      case SupervisionEvent.SensitiveDataViewed e -> e.fields() + " " + brief(e.reason());
      case PlanEvent.TaskPlanned e -> "%s  %s".formatted(e.task(), brief(e.spec().title()));
      case PlanEvent.TaskCompleted e -> e.task();
      case PlanEvent.TaskVerified e -> e.task() + (e.passed() ? "  通过" : "  退回");
      case PlanEvent.PolicyPlanned e -> "%s  %s".formatted(e.policy(), brief(e.spec().title()));
      case PlanEvent.PolicyIssued e -> e.policy();
      case PlanEvent.OutcomeMetricReported e -> "%s %s%s（截至 %s）".formatted(brief(e.name()), e.value().toPlainString(), e.unit(), e.asOf());
      case PeriodEvent.AssessmentPeriodOpened e -> e.period();
      case PeriodEvent.AssessmentPeriodLocked e -> "%s 第 %d 版  %s".formatted(e.snapshot().period(), e.version(), e.snapshot().hash());
      case PeriodEvent.AssessmentRestated e -> "%s 第 %d 版  %s".formatted(e.snapshot().period(), e.version(), brief(e.cause()));
      case PeriodEvent.RankingPublished e -> "第 %d 版".formatted(e.version());
      case PeriodEvent.ReviewMeetingRecorded e -> "%s  %s".formatted(e.heldOn(), brief(e.text()));
      case SupervisionEvent.CallbackInvalidated e -> "第 %d 轮  %s".formatted(e.round(), brief(e.reason()));
      case SupervisionEvent.UrgeIssued e -> "%s  %s".formatted(unit(e.unit()), brief(e.text()));
      case SupervisionEvent.SupervisionReplied e -> "%s  %s".formatted(unit(e.unit()), brief(e.text()));
      case SupervisionEvent.SupervisionClosed e -> brief(e.opinion());
      case SupervisionEvent.LookBackRecorded e -> "%s  %s".formatted(e.result(), brief(e.finding()));
      case SupervisionEvent.ExclusionProposed e -> "%s  %s".formatted(unit(e.unit()), e.reason());
      case SupervisionEvent.TicketExcluded e -> "%s%s%s".formatted(e.reason(), e.fromRates() ? "  不计三率" : "", e.fromVolume() ? "  不计受理量" : "");
      case SupervisionEvent.ExclusionReversed e -> brief(e.reason());
      case SupervisionEvent.AssessmentAppealed e -> "%s  %s".formatted(unit(e.by()), brief(e.ground()));
      case SupervisionEvent.AppealUpheld e -> brief(e.note());
      case SupervisionEvent.AppealRejected e -> brief(e.note());
      default -> anyWords(event);
    };
  }

  /** For the many that need no sentence of their own: who, and the words that somebody wrote. */
  private static String anyWords(LoggedEvent event) {
    JsonNode json = EventTypes.JSON.valueToTree(event);
    String words = WORDS.stream().map(field -> json.path(field).asText("")).filter(text -> !text.isBlank()).findFirst().orElse("");
    String unit = unitOf(json);
    return ((unit == null ? "" : unit(unit) + "  ") + brief(words)).strip();
  }

  /** The unit that an event is about, else the one whose person wrote it; null when neither says. */
  static String unitOf(LoggedEvent event, String actor) {
    String unit = event == null ? null : unitOf(EventTypes.JSON.valueToTree(event));
    return unit != null ? unit : actor.startsWith("unit:") ? actor.substring(5).replaceAll("/.*", "") : null;
  }

  private static String unitOf(JsonNode event) {
    return UNITS.stream().map(field -> event.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText).filter(code -> Catalogue.get().units().find(code).isPresent())
        .findFirst().orElse(null);
  }

  /** {@code 110107011 鲁谷街道}. */
  public static String unit(String code) {
    return code == null ? "—" : Catalogue.get().units().find(code).map(Unit::name).map(name -> code + " " + name).orElse(code);
  }

  private static String units(Collection<String> codes) { return codes.stream().map(Story::unit).collect(Collectors.joining("、")); }

  private static String classified(IntakeEvent.Classification classification, IntakeEvent.Location location) {
    String what = classification == null ? "" : "%s%s  %s".formatted(classification.category(), classification.problemId() == null ? "" : "（" + classification.problemId() + "）", classification.grade());
    String where = location == null || location.place() == null ? "" : "  " + unit(location.place().localityCode() != null ? location.place().localityCode() : location.place().districtCode());
    return what + where;
  }

  private static String satisfaction(SupervisionEvent.Satisfaction satisfaction) {
    return switch (satisfaction) {
      case null -> "未评价";
      case SATISFIED -> "满意";
      case BASICALLY_SATISFIED -> "基本满意";
      case DISSATISFIED -> "不满意";
    };
  }

  public static String time(Instant at) { return at == null ? "—" : TIME.format(at); }

  /** One line, short, without control characters; never cuts a character of four bytes in two. */
  private static String brief(String text) {
    if (text == null) {
      return "";
    }
    String line = text.strip();
    if (line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      line = line.replaceAll("\\p{Cntrl}+", " ");
    }
    if (line.length() <= LONGEST) {
      return line;
    }
    return line.codePointCount(0, line.length()) <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
