package cn.jsjb.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The register of wire names. A name is given once and never derived from a class name, so that classes may be renamed and
 * history may not. Payloads of older schema versions are upcast on reading, after they were hashed.
 */
public final class EventTypes {
  private EventTypes() {}

  /** JSON of payloads and states: camelCase, no nulls, instants as RFC 3339; unknown properties are tolerated. */
  public static final ObjectMapper JSON = JsonMapper.builder()
      .addModule(new JavaTimeModule())
      .addModule(new SimpleModule().addDeserializer(Instant.class, new Rfc3339.Reading()))
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
      .build();

  /** Names, types and versions of one family of events. */
  static final class Registry {
    private final Map<String, Type> byName = new LinkedHashMap<>();
    private final Map<Class<?>, Type> byClass = new HashMap<>();

    Type register(String name, Class<? extends LoggedEvent> javaType) {
      Type type = new Type(name, javaType);
      byName.put(name, type);
      byClass.put(javaType, type);
      return type;
    }

    LoggedEvent read(String wireName, int schemaVersion, byte[] payload) {
      Type type = byName.get(wireName);
      if (type == null) {
        throw new UnreadableEventException("unknown event type " + wireName, null);
      }
      if (schemaVersion > type.version || schemaVersion < 1) {
        throw new UnreadableEventException("%s in schema version %d; this reader knows 1 to %d".formatted(wireName, schemaVersion, type.version), null);
      }
      try {
        LoggedEvent event = schemaVersion == type.version ? type.reader.readValue(payload) : type.reader.readValue(upcast(type, schemaVersion, payload));
        if (event == null) {
          throw new UnreadableEventException("%s with the payload null".formatted(wireName), null);
        }
        return event;
      } catch (IOException | ClassCastException e) {
        // Jackson's message quotes the payload, which may hold a person's words: name the place only.
        throw new UnreadableEventException("%s cannot be read as schema version %d".formatted(wireName, schemaVersion), e);
      }
    }

    private static ObjectNode upcast(Type type, int from, byte[] payload) throws IOException {
      ObjectNode node = (ObjectNode) JSON.readTree(payload);
      for (int version = from; version < type.version; version++) {
        node = type.upcasters.get(version).apply(node);
      }
      return node;
    }
  }

  static final class Type {
    final String name;
    final Class<? extends LoggedEvent> javaType;
    final ObjectReader reader;
    final ObjectWriter writer;
    final Map<Integer, UnaryOperator<ObjectNode>> upcasters = new TreeMap<>();
    int version = 1;

    Type(String name, Class<? extends LoggedEvent> javaType) {
      this.name = name;
      this.javaType = javaType;
      this.reader = JSON.readerFor(javaType);
      // Maps in the order of their keys: the same event is the same bytes, in every process.
      this.writer = JSON.writerFor(javaType).with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    /** Declares that schema version {@code from + 1} exists and how a payload of version {@code from} becomes one. */
    Type upcast(int from, UnaryOperator<ObjectNode> step) {
      upcasters.put(from, step);
      version = Math.max(version, from + 1);
      return this;
    }
  }

  private static final Registry REGISTRY = new Registry();

  static {
    REGISTRY.register("intake.RequestReceived", IntakeEvent.RequestReceived.class);
    REGISTRY.register("intake.TicketRegistered", IntakeEvent.TicketRegistered.class);
    REGISTRY.register("intake.TicketReclassified", IntakeEvent.TicketReclassified.class);
    REGISTRY.register("intake.InquiryAnswered", IntakeEvent.InquiryAnswered.class);
    REGISTRY.register("intake.TicketDiverted", IntakeEvent.TicketDiverted.class);
    REGISTRY.register("intake.TicketDeclined", IntakeEvent.TicketDeclined.class);
    REGISTRY.register("intake.ScopeOversightReferred", IntakeEvent.ScopeOversightReferred.class);
    REGISTRY.register("intake.TicketReleased", IntakeEvent.TicketReleased.class);
    REGISTRY.register("intake.EmergencyRiskReported", IntakeEvent.EmergencyRiskReported.class);
    REGISTRY.register("intake.GroupCaseOpened", IntakeEvent.GroupCaseOpened.class);
    REGISTRY.register("intake.GroupMemberAdded", IntakeEvent.GroupMemberAdded.class);
    REGISTRY.register("intake.GroupJoined", IntakeEvent.GroupJoined.class);
    REGISTRY.register("intake.GroupAnswered", IntakeEvent.GroupAnswered.class);
    REGISTRY.register("intake.GroupLeft", IntakeEvent.GroupLeft.class);
    REGISTRY.register("intake.AbuseWarned", IntakeEvent.AbuseWarned.class);
    REGISTRY.register("intake.AbuseRestricted", IntakeEvent.AbuseRestricted.class);
    REGISTRY.register("intake.TicketSupplemented", IntakeEvent.TicketSupplemented.class);
    REGISTRY.register("intake.DuplicateLinked", IntakeEvent.DuplicateLinked.class);
    REGISTRY.register("intake.RequestUrged", IntakeEvent.RequestUrged.class);
    REGISTRY.register("intake.RequestWithdrawn", IntakeEvent.RequestWithdrawn.class);
    REGISTRY.register("intake.ConfidentialityRequested", IntakeEvent.ConfidentialityRequested.class);
    REGISTRY.register("intake.SensitiveDataViewed", IntakeEvent.SensitiveDataViewed.class);
    REGISTRY.register("intake.ClaimantErased", IntakeEvent.ClaimantErased.class);

    REGISTRY.register("dispatch.TicketDispatched", DispatchEvent.TicketDispatched.class);
    REGISTRY.register("dispatch.AssignmentSigned", DispatchEvent.AssignmentSigned.class);
    REGISTRY.register("dispatch.ClaimantContacted", DispatchEvent.ClaimantContacted.class);
    REGISTRY.register("dispatch.DispatchObjected", DispatchEvent.DispatchObjected.class);
    REGISTRY.register("dispatch.ObjectionUpheld", DispatchEvent.ObjectionUpheld.class);
    REGISTRY.register("dispatch.ObjectionRejected", DispatchEvent.ObjectionRejected.class);
    REGISTRY.register("dispatch.ObjectionDecisionOverdue", DispatchEvent.ObjectionDecisionOverdue.class);
    REGISTRY.register("dispatch.ConsultationOpened", DispatchEvent.ConsultationOpened.class);
    REGISTRY.register("dispatch.ConsultationConcluded", DispatchEvent.ConsultationConcluded.class);
    REGISTRY.register("dispatch.CoHandlingRequested", DispatchEvent.CoHandlingRequested.class);
    REGISTRY.register("dispatch.CoHandlingAccepted", DispatchEvent.CoHandlingAccepted.class);
    REGISTRY.register("dispatch.CoHandlingResultDelivered", DispatchEvent.CoHandlingResultDelivered.class);
    REGISTRY.register("dispatch.CoHandlingStageReported", DispatchEvent.CoHandlingStageReported.class);
    REGISTRY.register("dispatch.DualDispatched", DispatchEvent.DualDispatched.class);
    REGISTRY.register("dispatch.SubDispatched", DispatchEvent.SubDispatched.class);
    REGISTRY.register("dispatch.PartSigned", DispatchEvent.PartSigned.class);
    REGISTRY.register("dispatch.PartReported", DispatchEvent.PartReported.class);
    REGISTRY.register("dispatch.PartStageReported", DispatchEvent.PartStageReported.class);
    REGISTRY.register("dispatch.PartOverdue", DispatchEvent.PartOverdue.class);
    REGISTRY.register("dispatch.PingPongDetected", DispatchEvent.PingPongDetected.class);
    REGISTRY.register("dispatch.WhistleBlown", DispatchEvent.WhistleBlown.class);
    REGISTRY.register("dispatch.WhistleAcknowledged", DispatchEvent.WhistleAcknowledged.class);
    REGISTRY.register("dispatch.DepartmentReported", DispatchEvent.DepartmentReported.class);
    REGISTRY.register("dispatch.WhistleReportMissed", DispatchEvent.WhistleReportMissed.class);
    REGISTRY.register("dispatch.WhistleReportRefused", DispatchEvent.WhistleReportRefused.class);
    REGISTRY.register("dispatch.WhistleTaskAssigned", DispatchEvent.WhistleTaskAssigned.class);
    REGISTRY.register("dispatch.WhistleTaskDone", DispatchEvent.WhistleTaskDone.class);
    REGISTRY.register("dispatch.DepartmentReleased", DispatchEvent.DepartmentReleased.class);
    REGISTRY.register("dispatch.DepartmentRated", DispatchEvent.DepartmentRated.class);
    REGISTRY.register("dispatch.WhistleReviewed", DispatchEvent.WhistleReviewed.class);
    REGISTRY.register("dispatch.WhistleClosed", DispatchEvent.WhistleClosed.class);
    REGISTRY.register("dispatch.CrossDistrictWhistleProposed", DispatchEvent.CrossDistrictWhistleProposed.class);
    REGISTRY.register("dispatch.CrossDistrictWhistleCoSigned", DispatchEvent.CrossDistrictWhistleCoSigned.class);
    REGISTRY.register("dispatch.CrossDistrictWhistleBlown", DispatchEvent.CrossDistrictWhistleBlown.class);
    REGISTRY.register("dispatch.WhistleClosureSigned", DispatchEvent.WhistleClosureSigned.class);
    REGISTRY.register("dispatch.CrossDistrictDisagreementRaised", DispatchEvent.CrossDistrictDisagreementRaised.class);
    REGISTRY.register("dispatch.CrossDistrictLeadDesignated", DispatchEvent.CrossDistrictLeadDesignated.class);
    REGISTRY.register("dispatch.CrossDistrictWhistleJoined", DispatchEvent.CrossDistrictWhistleJoined.class);
    REGISTRY.register("dispatch.ResultRepliedToClaimant", DispatchEvent.ResultRepliedToClaimant.class);
    REGISTRY.register("dispatch.ResultReportedToHotline", DispatchEvent.ResultReportedToHotline.class);
    REGISTRY.register("dispatch.TimeLimitExtended", DispatchEvent.TimeLimitExtended.class);
    REGISTRY.register("dispatch.ClaimantAsked", DispatchEvent.ClaimantAsked.class);
    REGISTRY.register("dispatch.ClaimantAnswered", DispatchEvent.ClaimantAnswered.class);
    REGISTRY.register("dispatch.ClaimantAnswerMissed", DispatchEvent.ClaimantAnswerMissed.class);
    REGISTRY.register("dispatch.DeferralRequested", DispatchEvent.DeferralRequested.class);
    REGISTRY.register("dispatch.DeferralApproved", DispatchEvent.DeferralApproved.class);
    REGISTRY.register("dispatch.DeferralRefused", DispatchEvent.DeferralRefused.class);
    REGISTRY.register("dispatch.DeferralMilestoneReported", DispatchEvent.DeferralMilestoneReported.class);
    REGISTRY.register("dispatch.DeferralCleared", DispatchEvent.DeferralCleared.class);
    REGISTRY.register("dispatch.DeferralExpired", DispatchEvent.DeferralExpired.class);
    REGISTRY.register("dispatch.LiabilitySeparated", DispatchEvent.LiabilitySeparated.class);
    REGISTRY.register("dispatch.CitizensServed", DispatchEvent.CitizensServed.class);
    REGISTRY.register("dispatch.LiabilityPursued", DispatchEvent.LiabilityPursued.class);
    REGISTRY.register("dispatch.TolerantHandlingStarted", DispatchEvent.TolerantHandlingStarted.class);
    REGISTRY.register("dispatch.MissingItemSupplied", DispatchEvent.MissingItemSupplied.class);
    REGISTRY.register("dispatch.TolerantHandlingFailed", DispatchEvent.TolerantHandlingFailed.class);
    REGISTRY.register("dispatch.CommitmentIssued", DispatchEvent.CommitmentIssued.class);
    REGISTRY.register("dispatch.CommitmentObligationFulfilled", DispatchEvent.CommitmentObligationFulfilled.class);
    REGISTRY.register("dispatch.CommitmentBreached", DispatchEvent.CommitmentBreached.class);
    REGISTRY.register("dispatch.SpecialCaseOpened", DispatchEvent.SpecialCaseOpened.class);
    REGISTRY.register("dispatch.SpecialCaseMemberAdded", DispatchEvent.SpecialCaseMemberAdded.class);
    REGISTRY.register("dispatch.SpecialCaseStageReported", DispatchEvent.SpecialCaseStageReported.class);
    REGISTRY.register("dispatch.SpecialCaseReportMissed", DispatchEvent.SpecialCaseReportMissed.class);
    REGISTRY.register("dispatch.SpecialCaseClosed", DispatchEvent.SpecialCaseClosed.class);
    REGISTRY.register("dispatch.AppointmentMade", DispatchEvent.AppointmentMade.class);
    REGISTRY.register("dispatch.AppointmentKept", DispatchEvent.AppointmentKept.class);
    REGISTRY.register("dispatch.FieldVisitRecorded", DispatchEvent.FieldVisitRecorded.class);
    REGISTRY.register("dispatch.RelatedProblemFound", DispatchEvent.RelatedProblemFound.class);
    REGISTRY.register("dispatch.DeliberationRecorded", DispatchEvent.DeliberationRecorded.class);
    REGISTRY.register("dispatch.CertificateIssued", DispatchEvent.CertificateIssued.class);
    REGISTRY.register("dispatch.MediationHeld", DispatchEvent.MediationHeld.class);
    REGISTRY.register("dispatch.SettlementSigned", DispatchEvent.SettlementSigned.class);
    REGISTRY.register("dispatch.JudicialConfirmationGranted", DispatchEvent.JudicialConfirmationGranted.class);
    REGISTRY.register("dispatch.EnforcementRecorded", DispatchEvent.EnforcementRecorded.class);
    REGISTRY.register("dispatch.JointInterviewHeld", DispatchEvent.JointInterviewHeld.class);
    REGISTRY.register("dispatch.EnterpriseSanctionRecorded", DispatchEvent.EnterpriseSanctionRecorded.class);
    REGISTRY.register("dispatch.InstructionRecorded", DispatchEvent.InstructionRecorded.class);
    REGISTRY.register("dispatch.EscalationRequested", DispatchEvent.EscalationRequested.class);
    REGISTRY.register("dispatch.EscalationDecided", DispatchEvent.EscalationDecided.class);
    REGISTRY.register("dispatch.LimitWarned", DispatchEvent.LimitWarned.class);
    REGISTRY.register("dispatch.SignOverdue", DispatchEvent.SignOverdue.class);
    REGISTRY.register("dispatch.ContactOverdue", DispatchEvent.ContactOverdue.class);
    REGISTRY.register("dispatch.FeedbackOverdue", DispatchEvent.FeedbackOverdue.class);

    REGISTRY.register("supervision.CallbackScheduled", SupervisionEvent.CallbackScheduled.class);
    REGISTRY.register("supervision.CallbackAttempted", SupervisionEvent.CallbackAttempted.class);
    REGISTRY.register("supervision.CallbackCompleted", SupervisionEvent.CallbackCompleted.class);
    REGISTRY.register("supervision.ReworkOrdered", SupervisionEvent.ReworkOrdered.class);
    REGISTRY.register("supervision.SupervisionOrdered", SupervisionEvent.SupervisionOrdered.class);
    REGISTRY.register("supervision.TicketClosed", SupervisionEvent.TicketClosed.class);
    REGISTRY.register("supervision.TicketReopened", SupervisionEvent.TicketReopened.class);
    REGISTRY.register("supervision.SensitiveDataViewed", SupervisionEvent.SensitiveDataViewed.class);
    REGISTRY.register("supervision.SurveyLinkSent", SupervisionEvent.SurveyLinkSent.class);
    REGISTRY.register("supervision.CallbackInvalidated", SupervisionEvent.CallbackInvalidated.class);
    REGISTRY.register("supervision.UrgeIssued", SupervisionEvent.UrgeIssued.class);
    REGISTRY.register("supervision.SupervisionReplied", SupervisionEvent.SupervisionReplied.class);
    REGISTRY.register("supervision.SupervisionClosed", SupervisionEvent.SupervisionClosed.class);
    REGISTRY.register("supervision.LookBackScheduled", SupervisionEvent.LookBackScheduled.class);
    REGISTRY.register("supervision.LookBackRecorded", SupervisionEvent.LookBackRecorded.class);
    REGISTRY.register("supervision.ExclusionProposed", SupervisionEvent.ExclusionProposed.class);
    REGISTRY.register("supervision.ExclusionRefused", SupervisionEvent.ExclusionRefused.class);
    REGISTRY.register("supervision.TicketExcluded", SupervisionEvent.TicketExcluded.class);
    REGISTRY.register("supervision.ExclusionReversed", SupervisionEvent.ExclusionReversed.class);
    REGISTRY.register("supervision.AssessmentAppealed", SupervisionEvent.AssessmentAppealed.class);
    REGISTRY.register("supervision.AppealUpheld", SupervisionEvent.AppealUpheld.class);
    REGISTRY.register("supervision.AppealRejected", SupervisionEvent.AppealRejected.class);

    REGISTRY.register("oversight.ClueRaised", ClueEvent.ClueRaised.class);
    REGISTRY.register("oversight.ClueAssigned", ClueEvent.ClueAssigned.class);
    REGISTRY.register("oversight.ClueVerified", ClueEvent.ClueVerified.class);
    REGISTRY.register("oversight.ClueDismissed", ClueEvent.ClueDismissed.class);

    REGISTRY.register("oversight.LedgerEntryOpened", LedgerEvent.LedgerEntryOpened.class);
    REGISTRY.register("oversight.LedgerEntryProgressed", LedgerEvent.LedgerEntryProgressed.class);
    REGISTRY.register("oversight.LedgerEntryOverdue", LedgerEvent.LedgerEntryOverdue.class);
    REGISTRY.register("oversight.LedgerEntryCleared", LedgerEvent.LedgerEntryCleared.class);
    REGISTRY.register("oversight.LedgerEntryReturned", LedgerEvent.LedgerEntryReturned.class);

    REGISTRY.register("oversight.JointSupervisionOpened", JointEvent.JointSupervisionOpened.class);
    REGISTRY.register("oversight.JointSupervisionReplied", JointEvent.JointSupervisionReplied.class);
    REGISTRY.register("oversight.JointSupervisionClosed", JointEvent.JointSupervisionClosed.class);

    REGISTRY.register("oversight.MonthlyConsultationHeld", ConsultationEvent.MonthlyConsultationHeld.class);

    REGISTRY.register("oversight.QuarterSampleDrawn", SamplingEvent.QuarterSampleDrawn.class);
    REGISTRY.register("oversight.SpotCheckRecorded", SamplingEvent.SpotCheckRecorded.class);

    REGISTRY.register("oversight.InspectionRecorded", InspectionEvent.InspectionRecorded.class);
    REGISTRY.register("oversight.RectificationOrdered", InspectionEvent.RectificationOrdered.class);
    REGISTRY.register("oversight.RectificationAccepted", InspectionEvent.RectificationAccepted.class);
    REGISTRY.register("oversight.AccountabilityDecided", InspectionEvent.AccountabilityDecided.class);
    REGISTRY.register("oversight.GoodFaithExempted", InspectionEvent.GoodFaithExempted.class);

    REGISTRY.register("oversight.FocusListed", FocusEvent.FocusListed.class);
    REGISTRY.register("oversight.FocusContentChecked", FocusEvent.FocusContentChecked.class);
    REGISTRY.register("oversight.FocusClosed", FocusEvent.FocusClosed.class);

    REGISTRY.register("oversight.AnnualAppraisalIssued", AppraisalEvent.AnnualAppraisalIssued.class);

    REGISTRY.register("oversight.WhistleDualReviewIssued", DualReviewEvent.WhistleDualReviewIssued.class);

    REGISTRY.register("oversight.SealBroken", SealEvent.SealBroken.class);
    REGISTRY.register("oversight.SealCleared", SealEvent.SealCleared.class);
    REGISTRY.register("oversight.EvidenceExported", SealEvent.EvidenceExported.class);

    REGISTRY.register("programme.TopicYearPublished", YearEvent.TopicYearPublished.class);
    REGISTRY.register("programme.ThemeDefined", YearEvent.ThemeDefined.class);
    REGISTRY.register("programme.FiguresReported", YearEvent.FiguresReported.class);
    REGISTRY.register("programme.ProblemDefined", PlanEvent.ProblemDefined.class);
    REGISTRY.register("programme.PlanApproved", PlanEvent.PlanApproved.class);
    REGISTRY.register("programme.ResponsibilityListApproved", PlanEvent.ResponsibilityListApproved.class);
    REGISTRY.register("programme.TaskPlanned", PlanEvent.TaskPlanned.class);
    REGISTRY.register("programme.TaskRevised", PlanEvent.TaskRevised.class);
    REGISTRY.register("programme.TaskProgressed", PlanEvent.TaskProgressed.class);
    REGISTRY.register("programme.TaskCompleted", PlanEvent.TaskCompleted.class);
    REGISTRY.register("programme.TaskVerified", PlanEvent.TaskVerified.class);
    REGISTRY.register("programme.TaskDropped", PlanEvent.TaskDropped.class);
    REGISTRY.register("programme.PolicyPlanned", PlanEvent.PolicyPlanned.class);
    REGISTRY.register("programme.PolicyDrafted", PlanEvent.PolicyDrafted.class);
    REGISTRY.register("programme.PolicyConsulted", PlanEvent.PolicyConsulted.class);
    REGISTRY.register("programme.PolicyReadied", PlanEvent.PolicyReadied.class);
    REGISTRY.register("programme.PolicyIssued", PlanEvent.PolicyIssued.class);
    REGISTRY.register("programme.PolicyDropped", PlanEvent.PolicyDropped.class);
    REGISTRY.register("programme.PolicyListRevised", PlanEvent.PolicyListRevised.class);
    REGISTRY.register("programme.OutcomeMetricReported", PlanEvent.OutcomeMetricReported.class);

    REGISTRY.register("analytics.AssessmentPeriodOpened", PeriodEvent.AssessmentPeriodOpened.class);
    REGISTRY.register("analytics.AssessmentPeriodLocked", PeriodEvent.AssessmentPeriodLocked.class);
    REGISTRY.register("analytics.AssessmentRestated", PeriodEvent.AssessmentRestated.class);
    REGISTRY.register("analytics.RankingPublished", PeriodEvent.RankingPublished.class);
    REGISTRY.register("analytics.LocalityClassified", PeriodEvent.LocalityClassified.class);
    REGISTRY.register("analytics.ReviewMeetingRecorded", PeriodEvent.ReviewMeetingRecorded.class);
    REGISTRY.register("analytics.HotspotDetected", HotspotEvent.HotspotDetected.class);
    REGISTRY.register("analytics.HotspotExtended", HotspotEvent.HotspotExtended.class);
    REGISTRY.register("analytics.HotspotClosed", HotspotEvent.HotspotClosed.class);
    REGISTRY.register("analytics.ProactiveTaskProposed", ProactiveEvent.ProactiveTaskProposed.class);
    REGISTRY.register("analytics.ProactiveTaskAccepted", ProactiveEvent.ProactiveTaskAccepted.class);
    REGISTRY.register("analytics.ProactiveTaskDeclined", ProactiveEvent.ProactiveTaskDeclined.class);
    REGISTRY.register("analytics.ProactiveTaskCompleted", ProactiveEvent.ProactiveTaskCompleted.class);
  }

  /** Wire name → Java type, in the order of the register. */
  public static Map<String, Class<? extends LoggedEvent>> all() {
    Map<String, Class<? extends LoggedEvent>> all = new LinkedHashMap<>();
    REGISTRY.byName.forEach((name, type) -> all.put(name, type.javaType));
    return Collections.unmodifiableMap(all);
  }

  /** Wire name of an event: {@code dispatch.WhistleBlown}. */
  public static String nameOf(LoggedEvent event) { return REGISTRY.byClass.get(event.getClass()).name; }

  /**
   * The service that writes an event type, by the word before the dot: {@code dispatch.WhistleBlown} is {@code /dispatch-service}'s. What begins with
   * {@code oversight.} and {@code programme.} is supervision's; what analytics says in {@code programme-log} begins with {@code analytics.}.
   */
  public static String sourceOf(String wireName) {
    String family = wireName.substring(0, wireName.indexOf('.'));
    return family.equals("oversight") || family.equals("programme") ? "/supervision-service" : "/" + family + "-service";
  }

  /** The log in which an event type is written. */
  public static String logOf(String wireName) {
    return switch (wireName.substring(0, wireName.indexOf('.'))) {
      case "oversight" -> "oversight-log";
      case "programme", "analytics" -> "programme-log";
      default -> "complaint-log";
    };
  }

  /** Schema version in which events of this type are written today. */
  public static int versionOf(String wireName) { return REGISTRY.byName.get(wireName).version; }

  /** Schema version in which an event is written today. */
  public static int versionOf(LoggedEvent event) { return REGISTRY.byClass.get(event.getClass()).version; }

  public static byte[] write(LoggedEvent event) {
    try {
      return REGISTRY.byClass.get(event.getClass()).writer.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event that cannot be written: " + event.getClass().getSimpleName(), e);
    }
  }

  /**
   * Reads a payload, upcasting older versions.
   *
   * @throws UnreadableEventException unknown type, a version from the future, or bytes that are not such an event
   */
  public static LoggedEvent read(String wireName, int schemaVersion, byte[] payload) {
    return REGISTRY.read(wireName, schemaVersion, payload);
  }

  /** The payload of a fact does not fold: its stream is quarantined, its neighbours go on. */
  public static final class UnreadableEventException extends RuntimeException {
    UnreadableEventException(String message, Throwable cause) { super(message, cause); }
  }
}
