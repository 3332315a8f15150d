package cn.jsjb.intake.suggesting;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Question;
import cn.jsjb.catalogue.RequestType;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.IntakeEvent.Classification;
import cn.jsjb.event.IntakeEvent.Doubt;
import cn.jsjb.event.IntakeEvent.Location;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.classifying.Classifier;
import cn.jsjb.intake.disposing.Testing;
import cn.jsjb.intake.locating.Locator;
import cn.jsjb.intake.receiving.NewComplaint;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.registering.WhenRequestIsReceivedThenRegister;
import cn.jsjb.intake.suggesting.SuggestingResource.Draft;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What would become of a request as far as the operator has typed it. Nothing is written: the same words posted are filed the same. */
@Path("/api/proposals")
@Produces(MediaType.APPLICATION_JSON)
public class ProposingResource {
  @Inject SuggestingResource suggesting;
  @Inject Clock clock;
  private final Classifier classifier = new Classifier(Catalogue.get());
  private final Locator locator = new Locator(Catalogue.get());

  /** What has been typed so far. @param requestType, category what the operator has chosen, or null */
  public record Call(RequestType requestType, String title, String content, String category, String phone, NewComplaint.Where place) {}

  /**
   * @param doubts what would have to be settled by a person after posting; best settled during the call
   * @param questions what the category asks beside the words
   * @param disposition what speaks for an answer, a diversion or a refusal, in the order of the regulation
   * @param duplicates earlier tickets that may be the same matter, the likeliest first
   */
  public record Proposal(RequestType requestType, Classification classification, Location location, List<Doubt> doubts, List<Question> questions, List<Testing.Suggestion> disposition,
      List<Suggesting.Suggestion> duplicates) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER})
  @RunOnVirtualThread
  public Proposal propose(Call call) throws Exception {
    String title = call == null ? null : Receiving.words("title", call.title(), 200);
    String content = call == null ? null : Receiving.words("content", call.content(), 10_000);
    if (title == null && content == null) {
      throw Refused.field("content", Reason.FIELD_MISSING, "content");
    }
    Catalogue catalogue = Catalogue.get();
    if (call.category() != null && catalogue.categories().find(call.category()).isEmpty()) {
      throw Refused.field("category", Reason.UNKNOWN_CATEGORY, call.category());
    }
    Instant now = clock.instant();
    Classifier.Reading reading = classifier.read(title, content, call.requestType(), call.category(), now);
    Location location = locator.locate(Receiving.place(call.place(), catalogue), title, content);
    List<Suggesting.Suggestion> duplicates = suggesting.before(new Draft(title, content, reading.classification().category(), call.phone(), call.place())).items();
    List<String> same = duplicates.stream().filter(Suggesting.Suggestion::sameMatter).map(Suggesting.Suggestion::ticketNo).toList();
    return new Proposal(reading.requestType(), reading.classification(), location, WhenRequestIsReceivedThenRegister.doubts(reading, location, catalogue.acceptance().at(now)),
        catalogue.questions().of(reading.classification().category()), Testing.of(title, content, reading.requestType(), reading.classification().grade(), same, catalogue, now), duplicates);
  }
}
