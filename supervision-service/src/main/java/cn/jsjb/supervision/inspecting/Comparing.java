package cn.jsjb.supervision.inspecting;

import cn.jsjb.catalogue.Words;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.DispatchEvent;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.LifeCycle;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.event.SupervisionEvent;
import cn.jsjb.event.SupervisionEvent.CallbackCompleted;
import cn.jsjb.log.Chain.Verdict;
import cn.jsjb.supervision.inspecting.Claim.Kind;
import cn.jsjb.supervision.inspecting.Claim.Repeat;
import cn.jsjb.supervision.inspecting.Claim.Said;
import cn.jsjb.supervision.inspecting.Claim.Standing;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what a unit wrote with what the claimant said and what later events show (domain 5.5). Pure. */
final class Comparing {
  /** Show that what was written before did not hold. */
  private static final Set<String> SENT_BACK = Set.of("supervision.ReworkOrdered", "supervision.SupervisionOrdered", "supervision.TicketReopened");
  /** Worth seeing beside it; they prove nothing. */
  private static final Set<String> BESIDE = Set.of("intake.RequestUrged", "intake.TicketSupplemented");
  private static final Set<String> RESULTS = Set.of("dispatch.ResultReportedToHotline", "dispatch.ResultRepliedToClaimant");

  private final boolean hideWords;
  private final List<Draft> drafts = new ArrayList<>();
  private LifeCycle life = LifeCycle.NONE;

  private Comparing(boolean hideWords) { this.hideWords = hideWords; }

  private static final class Draft {
    final Kind kind;
    final String unit;
    final Said said;
    final int round;
    /** What the unit says about the matter; null where it says nothing. */
    final Outcome outcome;
    /** Which promise: {@code DEFERRAL 1}. */
    final String promise;
    Standing claimantSays = Standing.OPEN;
    Standing laterShows = Standing.OPEN;
    final List<Said> claimant = new ArrayList<>(1);
    final List<Said> later = new ArrayList<>(0);

    Draft(Kind kind, String unit, Said said, int round, Outcome outcome, String promise) {
      this.kind = kind;
      this.unit = unit;
      this.said = said;
      this.round = round;
      this.outcome = outcome;
      this.promise = promise;
    }

    boolean saysResolved() { return (kind == Kind.RESULT || kind == Kind.PART || kind == Kind.WHISTLE) && outcome == Outcome.RESOLVED; }
  }

  /**
   * @param repeats other requests about the same matter, as far as they were known then
   * @param hideWords the words of a confidential request: what stands in the records is named, not told
   */
  static List<Claim> claims(Replay replay, List<Repeat> repeats, boolean hideWords) {
    Comparing comparing = new Comparing(hideWords);
    Set<String> facts = null;
    for (Judged judged : replay.records()) {
      if (judged.verdict().isFact()) {
        if (judged.event() instanceof ComplaintEvent event) {
          comparing.take(judged, event);
        }
      } else if (judged.verdict() == Verdict.VOID_NOT_THE_HEAD && RESULTS.contains(judged.record().type())) {
        facts = facts == null ? ids(replay) : facts;
        // The second copy of a fact is a retry and says nothing new.
        if (!facts.contains(judged.record().id())) {
          comparing.half(judged);
        }
      }
    }
    repeats.forEach(comparing::again);
    return comparing.drafts.stream().map(d -> Claim.of(d.kind, d.unit, d.said, d.claimantSays, d.laterShows, List.copyOf(d.claimant), List.copyOf(d.later))).toList();
  }

  private static Set<String> ids(Replay replay) {
    Set<String> ids = new HashSet<>();
    replay.records().stream().filter(j -> j.verdict().isFact()).forEach(j -> ids.add(j.record().id()));
    return ids;
  }

  private void take(Judged j, ComplaintEvent event) {
    String type = j.record().type();
    switch (event) {
      case DispatchEvent.ClaimantContacted e -> {
        if (e.outcome() == DispatchEvent.ContactOutcome.REACHED) {
          draft(Kind.CONTACT, e.unit(), j, null);
        }
      }
      case DispatchEvent.ResultRepliedToClaimant e -> draft(Kind.REPLY, e.unit(), j, null);
      case DispatchEvent.ResultReportedToHotline e -> draft(Kind.RESULT, e.unit(), j, e.outcome());
      case DispatchEvent.CoHandlingResultDelivered e -> draft(Kind.PART, e.unit(), j, e.outcome());
      case DispatchEvent.PartReported e -> draft(Kind.PART, e.unit(), j, e.outcome());
      case DispatchEvent.WhistleClosed e -> draft(Kind.WHISTLE, life.unit(), j, e.solved() ? Outcome.RESOLVED : Outcome.UNRESOLVED);
      case DispatchEvent.FieldVisitRecorded e -> {
        if (Boolean.FALSE.equals(e.isTrue())) {
          draft(Kind.VISIT, e.unit(), j, null);
        }
      }
      case DispatchEvent.DeferralApproved e -> {
        if (e.level() == DispatchEvent.ApprovalLevel.CITY) {
          promise(life.unit(), j, "DEFERRAL " + e.number());
        }
      }
      case DispatchEvent.CommitmentIssued e -> promise(e.issuer(), j, "COMMITMENT " + e.number());
      case DispatchEvent.TolerantHandlingStarted e -> promise(e.unit(), j, "TOLERANCE " + e.number());
      case DispatchEvent.DeferralCleared e -> kept(j, "DEFERRAL " + e.number(), Standing.AGREES);
      case DispatchEvent.DeferralExpired e -> kept(j, "DEFERRAL " + e.number(), Standing.DIFFERS);
      case DispatchEvent.CommitmentObligationFulfilled e -> kept(j, "COMMITMENT " + e.number(), Standing.AGREES);
      case DispatchEvent.CommitmentBreached e -> kept(j, "COMMITMENT " + e.number(), Standing.DIFFERS);
      case DispatchEvent.MissingItemSupplied e -> kept(j, "TOLERANCE " + e.number(), Standing.AGREES);
      case DispatchEvent.TolerantHandlingFailed e -> kept(j, "TOLERANCE " + e.number(), Standing.DIFFERS);
      case CallbackCompleted e -> calledBack(e, j);
      case SupervisionEvent.CallbackInvalidated e -> drafts.stream().filter(d -> d.round == e.round() && d.claimantSays != Standing.VOID).forEach(d -> {
        // These answers stay in the history and count no more.
        d.claimantSays = Standing.OPEN;
        d.later.add(said(j, j.event()));
      });
      case SupervisionEvent.LookBackRecorded e -> later(j, e.result() == SupervisionEvent.LookBackResult.HOLDS ? Standing.AGREES : Standing.DIFFERS);
      default -> {
        if (SENT_BACK.contains(type)) {
          later(j, Standing.DIFFERS);
        } else if (BESIDE.contains(type)) {
          later(j, Standing.OPEN);
        }
      }
    }
    life = life.stage() == null && !(event instanceof cn.jsjb.event.IntakeEvent.RequestReceived) ? life : life.after(event);
  }

  private void draft(Kind kind, String unit, Judged j, Outcome outcome) { drafts.add(new Draft(kind, unit, said(j, j.event()), life.round(), outcome, null)); }

  private void promise(String unit, Judged j, String which) { drafts.add(new Draft(Kind.PROMISE, unit, said(j, j.event()), life.round(), null, which)); }

  /** A promise that was broken once stays broken, whatever is done afterwards. */
  private void kept(Judged j, String which, Standing standing) {
    for (Draft draft : drafts) {
      if (which.equals(draft.promise)) {
        draft.later.add(said(j, j.event()));
        draft.laterShows = draft.laterShows == Standing.DIFFERS ? Standing.DIFFERS : standing;
      }
    }
  }

  private void calledBack(CallbackCompleted answers, Judged j) {
    Said said = said(j, j.event());
    for (Draft draft : drafts) {
      if (draft.round == answers.round() && draft.kind != Kind.PROMISE && draft.claimantSays != Standing.VOID) {
        draft.claimant.add(said);
        draft.claimantSays = beside(draft, answers);
      }
    }
  }

  /** Result and satisfaction stay apart: here it is only about what happened. */
  private static Standing beside(Draft draft, CallbackCompleted answers) {
    boolean resolved = answers.resolved();
    return switch (draft.kind) {
      case CONTACT, REPLY -> answers.contacted() ? Standing.AGREES : Standing.DIFFERS;
      case VISIT -> resolved ? Standing.AGREES : Standing.DIFFERS;
      case RESULT, PART, WHISTLE -> switch (draft.outcome) {
        case null -> Standing.OPEN;
        case RESOLVED -> resolved ? Standing.AGREES : answers.partly() ? Standing.PARTLY : Standing.DIFFERS;
        case PARTLY -> resolved || answers.partly() ? Standing.AGREES : Standing.DIFFERS;
        case UNRESOLVED -> resolved ? Standing.DIFFERS : answers.partly() ? Standing.PARTLY : Standing.AGREES;
        // To explain is not to resolve; that it was explained, the claimant must have heard.
        case EXPLAINED -> answers.contacted() ? Standing.AGREES : Standing.DIFFERS;
      };
      case PROMISE -> Standing.OPEN;
    };
  }

  private void later(Judged j, Standing shows) {
    Said said = said(j, j.event());
    for (Draft draft : drafts) {
      if (draft.outcome != null || draft.kind == Kind.REPLY) {
        draft.later.add(said);
        if (shows != Standing.OPEN && draft.saysResolved() && draft.laterShows != Standing.DIFFERS) {
          draft.laterShows = shows;
        }
      }
    }
  }

  /** The same matter was brought again after it had been called resolved. */
  private void again(Repeat repeat) {
    Said said = new Said(repeat.linkedBy(), repeat.complaintId(), repeat.receivedAt(), "intake.RequestReceived", "同一事项再次受理", "The same matter received again",
        hideWords ? null : repeat.ticketNo(), hideWords ? null : repeat.ticketNo());
    for (Draft draft : drafts) {
      if (draft.saysResolved() && draft.claimantSays != Standing.VOID && repeat.receivedAt().isAfter(draft.said.at())) {
        draft.later.add(said);
        draft.laterShows = Standing.DIFFERS;
      }
    }
  }

  /** Written by the unit, and lost against what somebody else wrote at the same moment. */
  private void half(Judged j) {
    LoggedEvent event;
    try {
      event = (ComplaintEvent) EventTypes.read(j.record().type(), j.record().schemaVersion(), j.record().value());
    } catch (RuntimeException unreadable) {
      return;
    }
    Draft draft = new Draft(event instanceof DispatchEvent.ResultReportedToHotline ? Kind.RESULT : Kind.REPLY, life.unit(), said(j, event), life.round(), null, null);
    draft.claimantSays = Standing.VOID;
    draft.laterShows = Standing.VOID;
    drafts.add(draft);
  }

  private Said said(Judged j, LoggedEvent event) {
    Words words = hideWords && !(event instanceof SupervisionEvent) ? new Words(null, null) : Story.of(event, at(j));
    return new Said(j.record().id(), null, at(j), j.record().type(), Story.nameOf(j.record().type()), Story.englishNameOf(j.record().type()), words.chinese(), words.english());
  }

  private static Instant at(Judged j) {
    try {
      return j.record().at();
    } catch (DateTimeException garbage) {
      return Instant.ofEpochMilli(j.record().logTime());
    }
  }
}
