package cn.jsjb.intake.registering;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.TicketRegistered;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.disposing.Disposing;
import cn.jsjb.intake.locating.Locator;
import cn.jsjb.log.Policy;
import java.time.Instant;

/**
 * 登记: every request that came in is filed under a category and a place, at once. It goes on to dispatch unless the operator decided
 * otherwise during the call; words of an emergency overrule him.
 */
public final class WhenRequestIsReceivedThenRegister implements Policy<Complaint> {
  private final Classifier classifier;
  private final Locator locator;

  public WhenRequestIsReceivedThenRegister(Classifier classifier, Locator locator) {
    this.classifier = classifier;
    this.locator = locator;
  }

  /** With the catalogue of this process. */
  public static WhenRequestIsReceivedThenRegister withTheCatalogue() {
    return new WhenRequestIsReceivedThenRegister(new Classifier(Catalogue.get()), new Locator(Catalogue.get()));
  }

  @Override public Instant dueAt(Complaint state) {
    return state instanceof Complaint.Received received && received.ticket().life().stage() == Stage.RECEIVED ? received.ticket().receivedAt() : null;
  }

  @Override public Decision decide(Complaint state, Instant now) {
    if (!(state instanceof Complaint.Received received)) {
      return Decision.refuse(Reason.NOT_IN_THIS_STATE, state.ticket().life().stage().chinese(), "登记 / registered");
    }
    Complaint.Words words = received.words();
    Classifier.Reading reading = classifier.read(words.title(), words.content(), received.ticket().requestType(), received.proposed());
    return Decision.accept(new TicketRegistered(reading.requestType(), reading.classification(),
        locator.locate(received.ticket().place(), words.title(), words.content()), staysAtDesk(received, reading)));
  }

  private static boolean staysAtDesk(Complaint.Received received, Classifier.Reading reading) {
    var proposed = received.ticket().desk().proposed();
    return proposed != null && Disposing.fits(proposed, reading.requestType(), reading.classification().grade());
  }
}
