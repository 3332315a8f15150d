package cn.jsjb.intake.registering;

import cn.jsjb.catalogue.Acceptance;
import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.Doubt;
import cn.jsjb.event.IntakeEvent.Location;
import cn.jsjb.event.IntakeEvent.TicketRegistered;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.disposing.Disposing;
import cn.jsjb.intake.locating.Locator;
import cn.jsjb.log.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * 登记: every request that came in is filed under a category and a place, at once. It goes on to dispatch unless the operator decided
 * otherwise during the call, or the proposals are not sure enough and a person has to look; words of an emergency overrule both.
 */
public final class WhenRequestIsReceivedThenRegister implements Policy<Complaint> {
  private final Classifier classifier;
  private final Locator locator;
  private final Acceptance rules;

  public WhenRequestIsReceivedThenRegister(Classifier classifier, Locator locator, Acceptance rules) {
    this.classifier = classifier;
    this.locator = locator;
    this.rules = rules;
  }

  /** With the catalogue of this process. */
  public static WhenRequestIsReceivedThenRegister withTheCatalogue() {
    return new WhenRequestIsReceivedThenRegister(new Classifier(Catalogue.get()), new Locator(Catalogue.get()), Catalogue.get().acceptance());
  }

  @Override public Instant dueAt(Complaint state) {
    return state instanceof Complaint.Received received && received.ticket().life().stage() == Stage.RECEIVED ? received.ticket().receivedAt() : null;
  }

  @Override public Decision decide(Complaint state, Instant now) {
    if (!(state instanceof Complaint.Received received)) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, state.ticket().life().stage(), "登记 / registered");
    }
    Complaint.Words words = received.words();
    Classifier.Reading reading = classifier.read(words.title(), words.content(), received.ticket().requestType(), received.proposed(), received.ticket().receivedAt());
    Location location = locator.locate(received.ticket().place(), words.title(), words.content());
    // What a street has found itself it whistles for itself (rule W10): nobody else need look at it.
    List<Doubt> doubts = received.ticket().life().found() ? List.of() : doubts(reading, location, rules.at(now));
    return Decision.accept(new TicketRegistered(reading.requestType(), reading.classification(), location, staysAtDesk(received, reading) || !doubts.isEmpty(), doubts));
  }

  /** An emergency waits for nobody. A place that is not named at all is no doubt: 不详 is a legal value (domain 3.2). */
  public static List<Doubt> doubts(Classifier.Reading reading, Location location, Acceptance.Rules rules) {
    List<Doubt> doubts = new ArrayList<>();
    if (reading.classification().grade() != Grade.URGENT_2H) {
      if (reading.classification().confidence() < rules.hold().below()) {
        doubts.add(Doubt.CLASSIFICATION);
      }
      if (!location.candidates().isEmpty()) {
        doubts.add(Doubt.PLACE);
      }
    }
    return doubts;
  }

  private static boolean staysAtDesk(Complaint.Received received, Classifier.Reading reading) {
    var proposed = received.ticket().desk().proposed();
    return proposed != null && Disposing.fits(proposed, reading.requestType(), reading.classification().grade());
  }
}
