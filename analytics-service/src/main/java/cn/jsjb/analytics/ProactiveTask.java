package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.event.ProactiveEvent;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskAccepted;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskCompleted;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskDeclined;
import cn.jsjb.event.ProactiveEvent.ProactiveTaskProposed;
import cn.jsjb.event.Spot;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A task of proactive governance (主动治理) and what became of it.
 *
 * @param unit who is asked now
 * @param answerBy, accepted, completed null where that is over or has not happened
 * @param declines oldest first
 */
@JsonTypeName("TASK")
public record ProactiveTask(State at, ProactiveTaskProposed proposed, Instant openedAt, String unit, LocalDate answerBy, ProactiveTaskAccepted accepted, Instant acceptedAt, String acceptedBy,
    ProactiveTaskCompleted completed, Instant endedAt, List<Decline> declines) implements ProgrammeStream {
  public enum State { PROPOSED, ACCEPTED, COMPLETED, DECLINED }

  public record Decline(String unit, String reason, Instant at) {}

  static ProactiveTask evolve(ProactiveTask s, ProactiveEvent event, Fact fact) {
    return switch (event) {
      case ProactiveTaskProposed e -> new ProactiveTask(State.PROPOSED, e, fact.at(), e.unit(), e.answerBy(), null, null, null, null, null, List.of());
      case ProactiveTaskAccepted e -> new ProactiveTask(State.ACCEPTED, s.proposed, s.openedAt, s.unit, null, e, fact.at(), fact.actor(), null, null, s.declines);
      case ProactiveTaskDeclined e -> {
        List<Decline> declines = new ArrayList<>(s.declines);
        declines.add(new Decline(e.unit(), e.reason(), fact.at()));
        boolean over = e.passedTo() == null;
        yield new ProactiveTask(over ? State.DECLINED : State.PROPOSED, s.proposed, s.openedAt, over ? s.unit : e.passedTo(), e.answerBy(), null, null, null, null, over ? fact.at() : null,
            List.copyOf(declines));
      }
      case ProactiveTaskCompleted e -> new ProactiveTask(State.COMPLETED, s.proposed, s.openedAt, s.unit, null, s.accepted, s.acceptedAt, s.acceptedBy, e, fact.at(), s.declines);
    };
  }

  public Spot spot() { return proposed.spot(); }

  @Override public String status() { return at.name(); }

  @Override public String rule() { return proposed.rule(); }

  @Override public String category() { return proposed.category(); }

  @Override public String spotCode() { return spot().code(); }

  @Override public String district() { return spot().district(); }

  @Override public String locality() { return spot().locality(); }
}
