package cn.jsjb.event;

/**
 * What can be said in {@code oversight-log}, authorised apart from tickets: one stream a clue, an entry of the municipal ledger, an inspection.
 * A family of events is one kind of stream.
 */
public sealed interface OversightEvent extends LoggedEvent permits AppraisalEvent, ClueEvent, ConsultationEvent, DualReviewEvent, FocusEvent, InspectionEvent,
    JointEvent, LedgerEvent, SamplingEvent, SealEvent {}
