package cn.jsjb.supervision.appealing;

import static cn.jsjb.event.Decision.accept;

import cn.jsjb.catalogue.Assessment;
import cn.jsjb.catalogue.SupervisionRules;
import cn.jsjb.event.Decision;
import cn.jsjb.event.SupervisionEvent.Invalidation;
import cn.jsjb.log.Policy;
import cn.jsjb.supervision.Loop.Appeal;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.callbacks.Invalidating;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import cn.jsjb.supervision.excluding.Excluding;
import java.time.Instant;

/** What an upheld appeal asked for is done: the answers are struck out and asked again, the ticket is excluded, or counts again. */
public record WhenAppealIsUpheldThenCarryItOut(CallbackTerms terms, SupervisionRules rules, Assessment assessment) implements Policy<Oversight> {
  @Override public Instant dueAt(Oversight o) {
    Appeal appeal = upheld(o);
    return appeal == null ? null : appeal.decidedAt();
  }

  @Override public Decision decide(Oversight o, Instant now) {
    Appeal a = upheld(o);
    return switch (a.about()) {
      case CALLBACK -> accept(Invalidating.invalidated(o, a.subject(), Invalidation.APPEAL, a.note(), a.decidedBy(), terms.at(now), now));
      case EXCLUSION_REFUSED -> accept(Excluding.excluded(o, o.loop().exclusion(a.subject()), a.note(), a.decidedBy(), a.number(), rules, assessment, now));
      case EXCLUSION -> accept(Excluding.reversed(o, o.loop().exclusion(a.subject()), a.note(), a.decidedBy(), a.number(), assessment, now));
    };
  }

  /** Several appeals may be decided in one millisecond. */
  @Override public String occasion(Oversight o) { return "appeal " + upheld(o).number(); }

  private static Appeal upheld(Oversight o) { return o.loop().appeals().stream().filter(a -> a.status() == Appeal.Status.UPHELD).findFirst().orElse(null); }
}
