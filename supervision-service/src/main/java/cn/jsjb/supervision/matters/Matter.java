package cn.jsjb.supervision.matters;

import cn.jsjb.event.AppraisalEvent;
import cn.jsjb.event.ClueEvent;
import cn.jsjb.event.ConsultationEvent;
import cn.jsjb.event.DualReviewEvent;
import cn.jsjb.event.Fact;
import cn.jsjb.event.FocusEvent;
import cn.jsjb.event.InspectionEvent;
import cn.jsjb.event.JointEvent;
import cn.jsjb.event.LedgerEvent;
import cn.jsjb.event.OversightEvent;
import cn.jsjb.event.SamplingEvent;
import cn.jsjb.event.SealEvent;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * One stream of {@code oversight-log}, folded. Each kind is a state of its own; what they share is what lists are asked by. To add a kind: a family of events, a
 * record here, a line in {@link #evolve}, in {@code permits} and in the names below.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({@JsonSubTypes.Type(Appraisal.class), @JsonSubTypes.Type(Clue.class), @JsonSubTypes.Type(Consultation.class), @JsonSubTypes.Type(DualReview.class),
    @JsonSubTypes.Type(FocusList.class), @JsonSubTypes.Type(Inspection.class), @JsonSubTypes.Type(JointSupervision.class), @JsonSubTypes.Type(LedgerEntry.class), @JsonSubTypes.Type(Sample.class),
    @JsonSubTypes.Type(SealMatter.class)})
public sealed interface Matter permits Appraisal, Clue, Consultation, DualReview, FocusList, Inspection, JointSupervision, LedgerEntry, Sample, SealMatter {

  static Matter evolve(Matter state, Fact fact) {
    return switch ((OversightEvent) fact.said()) {
      case AppraisalEvent e -> Appraisal.evolve((Appraisal) state, e, fact);
      case ClueEvent e -> Clue.evolve((Clue) state, e, fact);
      case ConsultationEvent e -> Consultation.evolve((Consultation) state, e, fact);
      case DualReviewEvent e -> DualReview.evolve((DualReview) state, e, fact);
      case FocusEvent e -> FocusList.evolve((FocusList) state, e, fact);
      case InspectionEvent e -> Inspection.evolve((Inspection) state, e, fact);
      case JointEvent e -> JointSupervision.evolve((JointSupervision) state, e, fact);
      case LedgerEvent e -> LedgerEntry.evolve((LedgerEntry) state, e, fact);
      case SamplingEvent e -> Sample.evolve((Sample) state, e, fact);
      case SealEvent e -> SealMatter.evolve((SealMatter) state, e, fact);
    };
  }

  /** Where it stands, the name of a constant of the kind's own. */
  String status();

  Instant openedAt();

  /** The unit it is about, or null; likewise the others. */
  default String unitCode() { return null; }

  default String problemId() { return null; }

  default String complaintId() { return null; }

  default String rule() { return null; }

  default String colourName() { return null; }

  /** When something has to be done about it, or null. */
  default Instant limitAt() { return null; }
}
