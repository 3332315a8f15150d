package cn.jsjb.supervision.inspecting;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Words;
import cn.jsjb.event.ClueEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.InspectionEvent;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LedgerEvent;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.PeriodEvent;
import cn.jsjb.event.PlanEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.SupervisionCause;
import cn.jsjb.log.Chain.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Events in the words of those who work with them (domain 1), Chinese and English; no code stands in them. Times in Beijing. */
public final class Story {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter CHINESE = DateTimeFormatter.ofPattern("M月d日 HH:mm"), ENGLISH = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter CHINESE_YEAR = DateTimeFormatter.ofPattern("uuuu年M月d日 HH:mm"), ENGLISH_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);
  private static final int LONGEST = 60;
  private static final Pattern CODE = Pattern.compile("([A-Z]+(?:_[A-Z]+)*)(?:/\\d+)?");

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

  /** All of them, in the order of the types. */
  public static SortedMap<String, String> names() { return new TreeMap<>(NAMES); }

  private static final Map<String, String> ENGLISH_NAMES = NAMES.keySet().stream().collect(Collectors.toUnmodifiableMap(type -> type, Story::inWords));

  /** {@code Whistle blown}: the wire name, in words, as a title. */
  static String englishNameOf(String type) {
    String known = ENGLISH_NAMES.get(type);
    return known != null ? known : inWords(type);
  }

  private static String inWords(String type) {
    String words = type.substring(type.indexOf('.') + 1).replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  public static Words of(Verdict verdict) {
    return switch (verdict) {
      case FACT -> new Words("事实", "a fact");
      case VOID_NOT_THE_HEAD -> new Words("晚了一步，前一事实已不是链头：竞争落败、重试或重复", "too late: the fact it names is not the head any more, after a lost race, a retry or a repeat");
      case VOID_FOREIGN_SOURCE -> new Words("告警：来源无权写此事件", "alarm: its source may not write its type");
      case VOID_MISADDRESSED -> new Words("告警：键与主体不符", "alarm: its key is not its subject");
    };
  }

  /** What an event adds to its name, beside no date: every date has its year. */
  public static Words of(LoggedEvent event) { return of(event, null); }

  /** What an event adds to its name; empty where the name says it all. @param at when it happened, as it is told beside it */
  public static Words of(LoggedEvent event, Instant at) {
    return switch (event) {
      case IntakeEvent.RequestReceived e -> Words.told(e.ticketNo(), Words.of("渠道 %s", "channel: %s", Names.channel(e.channel())),
          e.title() == null && e.content() == null ? new Words("（内容保密）", "(confidential)") : brief(e.title() != null ? e.title() : e.content()));
      case IntakeEvent.TicketRegistered e -> classified(e.classification(), e.location());
      case IntakeEvent.TicketReclassified e -> Words.told(classified(e.classification(), e.location()), brief(e.reason()));
      case IntakeEvent.InquiryAnswered e -> Words.told(Catalogue.get().knowledge().find(e.item()).map(item -> new Words(item.title(), item.titleEn())).orElse(Words.NONE), brief(e.answer()));
      case IntakeEvent.DuplicateLinked e -> Words.told(e.masterTicketNo(), e.kind(), brief(e.note()));
      case IntakeEvent.TicketDiverted e -> Words.told(e.target(), brief(e.advice()));
      case IntakeEvent.TicketDeclined e -> Words.told(e.ground(), brief(e.explanation()));
      case IntakeEvent.ScopeOversightReferred e -> Words.told(unit(e.unit()), brief(e.advice()));
      case IntakeEvent.EmergencyRiskReported e -> Words.told(units(e.toUnits()), brief(e.facts()));
      case IntakeEvent.GroupCaseOpened e -> Words.told(Words.of("%d 人", "%d people", e.claimantCount()), brief(e.matter()));
      case IntakeEvent.GroupMemberAdded e -> Words.of(e.member().ticketNo());
      case IntakeEvent.GroupLeft e -> ours(e.reason());
      case IntakeEvent.TicketReleased e -> ours(e.reason());
      case IntakeEvent.GroupJoined e -> Words.of("牵头 %s", "led by %s", e.leaderNo());
      case IntakeEvent.AbuseWarned e -> Words.told(e.step(), brief(e.evidence()));
      case IntakeEvent.AbuseRestricted e -> Words.told(Words.of("至 %s", "until %s", time(e.until(), at)), brief(e.evidence()));
      case IntakeEvent.SensitiveDataViewed e -> viewed(e.fields(), e.reason());
      case DispatchEvent.TicketDispatched e -> Words.told(e.unit() == null ? new Words("待会商", "for consultation") : unit(e.unit()), Words.of("时限 %s", "due %s", time(e.dueAt(), at)),
          e.copyTo() == null || e.copyTo().isEmpty() ? Words.NONE : Words.of("抄送 %s", "copy to %s", units(e.copyTo())));
      case DispatchEvent.AssignmentSigned e -> Words.told(unit(e.unit()), brief(e.signer()));
      case DispatchEvent.ClaimantContacted e -> Words.told(unit(e.unit()), e.outcome(), brief(e.note()));
      case DispatchEvent.DispatchObjected e -> Words.told(unit(e.unit()), e.ground(), brief(e.note()));
      case DispatchEvent.ConsultationConcluded e -> Words.told(e.bindingDesignation() ? Words.of("指定 %s", "designates %s", unit(e.chosenUnit())) : Words.of("确定 %s", "settles on %s", unit(e.chosenUnit())), brief(e.minutes()));
      case DispatchEvent.CoHandlingRequested e -> Words.told(unit(e.unit()), brief(e.part()));
      case DispatchEvent.CoHandlingResultDelivered e -> Words.told(unit(e.unit()), e.outcome(), brief(e.text()));
      case DispatchEvent.DualDispatched e -> Words.told(Words.list(List.of(brief(e.office()), e.property() == null ? Names.community(e.community()) : brief(e.property()))), brief(e.matter()));
      case DispatchEvent.SubDispatched e -> Words.told(Words.of("%s → %s", "%s → %s", unit(e.from()), Names.community(e.to())), brief(e.matter()));
      case DispatchEvent.PartSigned e -> Words.told(Names.community(e.unit()), brief(e.signer()));
      case DispatchEvent.PartReported e -> Words.told(Names.community(e.unit()), e.outcome(), brief(e.text()));
      case DispatchEvent.PartStageReported e -> Words.told(Names.community(e.unit()), brief(e.progress()));
      case DispatchEvent.PartOverdue e -> Names.community(e.unit());
      case DispatchEvent.PingPongDetected e -> Words.of("改派 %d 次、异议 %d 次，提交 %s", "handed on %d times, objected to %d times, brought before %s", e.hops(), e.returns(), unit(e.escalatedTo()));
      case DispatchEvent.ObjectionUpheld e -> Words.told(Words.of("改派 %s", "handed on to %s", unit(e.newUnit())), brief(e.reason()));
      case DispatchEvent.WhistleBlown e -> Words.of("召集 %s，%s 前报到：%s", "summons %s, to report by %s: %s", units(e.departments()), time(e.reportBy(), at), brief(e.matter()));
      case DispatchEvent.DepartmentReported e -> Words.told(unit(e.department()), Words.of("%s 到场", "arrived %s", time(e.arrivedAt(), at)));
      case DispatchEvent.WhistleReportMissed e -> Words.told(unit(e.department()), Words.of("应于 %s 前到场", "was due %s", time(e.dueAt(), at)));
      case DispatchEvent.WhistleClosed e -> Words.told(solved(e.solved()), brief(e.summary()));
      case DispatchEvent.WhistleClosureSigned e -> Words.told(unit(e.locality()), solved(e.solved()), brief(e.summary()));
      case DispatchEvent.CrossDistrictDisagreementRaised e -> Words.told(e.about(), unit(e.city()));
      case DispatchEvent.ResultRepliedToClaimant e -> brief(e.text());
      case DispatchEvent.ResultReportedToHotline e -> Words.told(e.outcome(), brief(e.text()));
      case DispatchEvent.TimeLimitExtended e -> Words.told(Words.of("至 %s", "until %s", time(e.newDueAt(), at)), Words.of("依据 %s", "on the ground of %s", brief(e.legalBasis())));
      case DispatchEvent.DeferralRequested e -> Words.told(unit(e.unit()), Names.deferralReason(e.reason()), brief(e.explanation()));
      case SupervisionEvent.CallbackScheduled e -> Words.of(e.reason());
      case SupervisionEvent.CallbackAttempted e -> Words.told(Words.of("第 %d 次", "attempt %d", e.attempt()), e.outcome());
      case SupervisionEvent.CallbackCompleted e -> Words.of("%s · %s · %s", "%s · %s · %s", e.contacted() ? new Words("已联系", "contacted") : new Words("未联系", "not contacted"),
          e.resolved() ? Outcome.RESOLVED : e.partly() ? Outcome.PARTLY : Outcome.UNRESOLVED, e.satisfaction() == null ? new Words("未评价", "no rating") : e.satisfaction());
      case SupervisionEvent.ReworkOrdered e -> Words.told(round(e.round()), written(e.reason()));
      case SupervisionEvent.SupervisionOrdered e -> Words.told(e.cause() == null || e.cause() == SupervisionCause.BY_HAND ? written(e.reason()) : e.cause(), e.units() == null ? Words.NONE : units(e.units()), brief(e.opinion()));
      case SupervisionEvent.TicketClosed e -> Words.of(e.kind());
      case SupervisionEvent.TicketReopened e -> written(e.reason());
      case ClueEvent.ClueRaised e -> Words.told(ClueRules.get().find(e.ruleId()).map(rule -> new Words(rule.name(), rule.nameEn())).orElse(Words.NONE), version(e.ruleVersion()), e.colour(),
          !e.units().isEmpty() ? unit(e.units().getFirst()) : e.problem() == null ? Words.NONE : Names.problem(e.problem()));
      case ClueEvent.ClueAssigned e -> Words.told(person(e.to()), brief(e.note()));
      case ClueEvent.ClueVerified e -> brief(e.finding());
      case ClueEvent.ClueDismissed e -> brief(e.reason());
      case LedgerEvent.LedgerEntryOpened e -> Words.told(unit(e.owner()), Words.of("限 %s 前：%s", "by %s: %s", time(e.dueAt(), at), brief(e.title())));
      case SupervisionEvent.SensitiveDataViewed e -> viewed(Viewing.spoken(e.fields()), e.reason());
      case InspectionEvent.AccountabilityDecided e -> Words.told(unit(e.unit()), e.measure(), brief(e.basis()));
      case PlanEvent.PlanApproved e -> Words.told(e.scope().equals(PlanEvent.CITY) ? new Words("市级", "the city") : unit(e.scope()), version(e.version()), brief(e.plan().title()));
      case PlanEvent.TaskPlanned e -> Words.told(e.task(), brief(e.spec().title()));
      case PlanEvent.TaskCompleted e -> Words.told(e.task(), brief(e.note()));
      case PlanEvent.TaskVerified e -> Words.told(e.task(), e.passed() ? new Words("通过", "passed") : new Words("退回", "returned"));
      case PlanEvent.PolicyPlanned e -> Words.told(e.policy(), brief(e.spec().title()));
      case PlanEvent.PolicyIssued e -> Words.of(e.policy());
      case PlanEvent.OutcomeMetricReported e -> Words.of("%s %s%s（截至 %s）", "%s %s %s (as of %s)", brief(e.name()), e.value().toPlainString(), Words.same(e.unit()), e.asOf());
      case PeriodEvent.AssessmentPeriodOpened e -> Words.of(e.period());
      case PeriodEvent.AssessmentPeriodLocked e -> Words.told(e.snapshot().period(), version(e.version()), e.snapshot().hash());
      case PeriodEvent.AssessmentRestated e -> Words.told(e.snapshot().period(), version(e.version()), brief(e.cause()));
      case PeriodEvent.RankingPublished e -> version(e.version());
      case PeriodEvent.ReviewMeetingRecorded e -> Words.told(e.heldOn(), brief(e.text()));
      case SupervisionEvent.CallbackInvalidated e -> Words.told(round(e.round()), brief(e.reason()));
      case SupervisionEvent.UrgeIssued e -> Words.told(unit(e.unit()), e.cause(), brief(e.text()));
      case SupervisionEvent.LookBackRecorded e -> Words.told(e.result(), brief(e.finding()));
      case SupervisionEvent.ExclusionProposed e -> Words.told(unit(e.unit()), Names.exclusion(e.reason()), brief(e.note()));
      case SupervisionEvent.TicketExcluded e -> Words.told(Names.exclusion(e.reason()), e.fromRates() ? new Words("不计三率", "out of the three rates") : Words.NONE, e.fromVolume() ? new Words("不计受理量", "out of the volume") : Words.NONE);
      case SupervisionEvent.AssessmentAppealed e -> Words.told(Names.of(e.by()), brief(e.ground()));
      default -> anyWords(event);
    };
  }

  /** For the many that need no sentence of their own: who, and the words that somebody wrote. */
  private static Words anyWords(LoggedEvent event) {
    JsonNode json = EventTypes.JSON.valueToTree(event);
    String words = WORDS.stream().map(field -> json.path(field).textValue()).filter(text -> text != null && !text.isBlank()).findFirst().orElse(null);
    String unit = unitOf(json);
    return Words.told(unit == null ? Words.NONE : unit(unit), brief(words));
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

  private static Words unit(String code) { return Names.unit(code); }

  private static Words units(Collection<String> codes) { return Words.list(codes.stream().map(Names::unit).toList()); }

  /** {@code supervisor:li.ming} is li.ming. */
  private static Words person(String actor) { return Words.same(actor.substring(actor.indexOf(':') + 1)); }

  private static Words classified(IntakeEvent.Classification classification, IntakeEvent.Location location) {
    Words category = classification == null ? Words.NONE : Names.category(classification.category());
    // Where the year's problem has the name of its category, it is said once.
    Words problem = classification == null || classification.problemId() == null ? Words.NONE : Names.problem(classification.problemId());
    Words what = classification == null ? Words.NONE : Words.told(category, problem.chinese().equals(category.chinese()) ? Words.NONE : problem, classification.grade());
    return Words.told(what, location == null || location.place() == null ? Words.NONE : unit(location.place().localityCode() != null ? location.place().localityCode() : location.place().districtCode()));
  }

  private static Words viewed(Collection<String> fields, String reason) {
    return Words.told(Words.list(fields.stream().map(field -> field.startsWith("attachment ") ? "attachment" : field).map(Names::of).toList()), brief(reason));
  }

  private static Words solved(boolean solved) { return Words.of(solved ? Outcome.RESOLVED : Outcome.UNRESOLVED); }

  private static Words round(int round) { return Words.of("第 %d 轮", "round %d", round); }

  private static Words version(int version) { return Words.of("第 %d 版", "version %d", version); }

  /** What one of our policies wrote in both languages, or a person in one. */
  private static Words ours(String reason) {
    Words said = Words.of(reason == null ? Words.NONE : reason);
    return new Words(line(said.chinese()), line(said.english()));
  }

  /** A reason that a person wrote, or one of our policies as a code: {@code PARTLY_RESOLVED}, {@code LOOK_BACK/2}. */
  private static Words written(String reason) {
    Matcher code = CODE.matcher(reason == null ? "" : reason);
    return code.matches() ? Names.of(code.group(1)) : brief(reason);
  }

  /** @param beside when the fact happened that says it: its year is not said again; null for always */
  private static Words time(Instant at, Instant beside) {
    if (at == null) {
      return new Words("—", "—");
    }
    ZonedDateTime then = at.atZone(BEIJING);
    boolean isSameYear = beside != null && then.getYear() == beside.atZone(BEIJING).getYear();
    return new Words((isSameYear ? CHINESE : CHINESE_YEAR).format(then), (isSameYear ? ENGLISH : ENGLISH_YEAR).format(then));
  }

  /** What somebody wrote, short, as he wrote it. */
  private static Words brief(String text) { return text == null ? Words.NONE : Words.same(line(text)); }

  /** One line, short, without control characters; never cuts a character of four bytes in two. */
  private static String line(String text) {
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
