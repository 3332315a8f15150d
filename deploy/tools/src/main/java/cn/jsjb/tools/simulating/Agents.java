package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.Stage;
import cn.jsjb.event.SupervisionEvent.AttemptOutcome;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.intake.erasing.Erasing;
import cn.jsjb.supervision.HalfDay;
import cn.jsjb.supervision.callbacks.CallingBack;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;

/** 回访: those who call the claimant back. */
final class Agents extends Actor {
  Agents(Actors cast) { super(cast); }

  /** Shares for which {@code delays.json} has no figure; assumptions. */
  private static final double CALLED_BEFORE_DUE = 0.3, RESOLVED_WITHOUT_ANSWER = 0.2;

  /** Nobody is called at night. */
  private static final LocalTime FIRST_CALL = LocalTime.of(8, 0), LAST_CALL = LocalTime.of(21, 0);

  /** Both are told: whoever calls may call from now on; most wait until it is due. */
  void callSoon(Life l) {
    if (l.stage() == Stage.REPLIED && l.supervision.assessed() && l.chance.happens(CALLED_BEFORE_DUE)) {
      takeOnCall(l, inCallingHours(sim.now().plus(delays.draw(l.assignment().grade(), "callback", l.chance))));
    }
  }

  void callNow(Life l) {
    Grade grade = l.assignment() == null ? Grade.GENERAL_7D : l.assignment().grade();
    takeOnCall(l, inCallingHours(sim.now().plus(delays.draw(grade, "callback", l.chance).dividedBy(8))));
  }

  private void takeOnCall(Life l, Instant at) {
    int round = l.supervision.life().round();
    if (l.calledBy != l.hands) {
      l.calledBy = l.hands;
      sim.ifStillInHand(l, at, () -> call(l, round));
    }
  }

  /** At the earliest when the present half of the day is over. */
  Instant inAnotherHalfDay(Instant at) {
    Instant next = HalfDay.of(sim.now()).next();
    return inCallingHours(at.isBefore(next) ? next : at);
  }

  private boolean isToBeCalled(Life l, int round) {
    return l.supervision.mayBeCalledBack() && l.supervision.life().round() == round && l.supervision.answers() == null
        && l.supervision.present().attempts() < terms.at(l.supervision.since()).attempts();
  }

  void call(Life l, int round) {
    if (isToBeCalled(l, round)) {
      String agent = people.agent(l.chance);
      if (l.hasPhone()) {
        sim.command(l, agent, Erasing.show(l.intake, null, List.of("name", "phone"), "回访"));
      }
      sim.ifStillInHand(l, sim.now().plus(Duration.ofSeconds(l.chance.between(40, 260))), () -> spoken(l, round, agent));
    }
  }

  private void spoken(Life l, int round, String agent) {
    if (!isToBeCalled(l, round)) {
      return;
    }
    CallbackChannel channel = !l.hasPhone() ? CallbackChannel.WEB : switch (delays.choice("/branches/callbackMethod").draw(l.chance)) {
      case "AI_VOICE" -> CallbackChannel.AI_VOICE;
      case "SMS" -> CallbackChannel.SMS;
      case "NETWORK" -> CallbackChannel.WEB;
      default -> CallbackChannel.PHONE;
    };
    boolean connected = l.reachable && l.chance.happens(delays.share("attemptConnected"));
    if (!connected && !sim.wrongs().isMarked(l)) {
      AttemptOutcome outcome = l.chance.happens(delays.share("attemptRefused")) ? AttemptOutcome.REFUSED
          : l.hasPhone() && l.chance.happens(delays.share("attemptWrongNumber")) ? AttemptOutcome.WRONG_NUMBER : AttemptOutcome.NO_ANSWER;
      sim.command(l, agent, CallingBack.decide(l.supervision, new CallingBack.Call.NotReached(l.id, null, outcome, channel), terms.at(l.supervision.since()), sim.now()));
      return;
    }
    boolean told = l.supervision.life().hotlineTold() && l.outcome != null;
    double solved = !told ? RESOLVED_WITHOUT_ANSWER : switch (l.supervision.escalation()) {
      case FIRST_HANDLING -> delays.number("/branches/resolvedYesGivenResult/" + l.outcome);
      case REWORK -> delays.share("reworkSuccess");
      case SUPERVISION -> delays.share("supervisionSuccess");
    };
    boolean resolved = l.chance.happens(solved);
    boolean wronged = told && l.supervision.life().round() == 1 && sim.wrongs().does(l, Wrongs.Kind.FALSE_RESOLVED);
    resolved &= !wronged;
    Satisfaction satisfaction = Satisfaction.valueOf(delays.choice("/branches/satisfaction/" + (resolved ? "ifResolved" : "ifUnresolved")).draw(l.chance));
    boolean contacted = l.supervision.life().claimantTold() ? l.chance.happens(delays.share("contactedYes")) : l.assignment().contactedAt() != null;
    contacted &= !(told && l.supervision.life().round() == 1 && sim.wrongs().does(l, Wrongs.Kind.FAKE_CONTACT));
    List<String> reasons = satisfaction == Satisfaction.DISSATISFIED || !resolved ? List.of(l.chance.oneOf(texts.list("/reasonsDissatisfied"))) : List.of();
    sim.command(l, agent, CallingBack.decide(l.supervision, new CallingBack.Call.Answered(l.id, null, contacted, resolved, !resolved && told && l.outcome == Outcome.PARTLY,
        satisfaction, channel, reasons, channel == CallbackChannel.AI_VOICE ? "ai-" + l.id : null), terms.at(l.supervision.since()), sim.now()));
  }

  static Instant inCallingHours(Instant at) {
    ZonedDateTime local = at.atZone(WorkingCalendar.BEIJING);
    if (local.toLocalTime().isBefore(FIRST_CALL)) {
      return at.plus(Duration.between(local.toLocalTime(), FIRST_CALL));
    }
    // Those of the evening are spread over the next morning.
    return local.toLocalTime().isBefore(LAST_CALL) ? at : at.plus(Duration.ofHours(11));
  }
}
