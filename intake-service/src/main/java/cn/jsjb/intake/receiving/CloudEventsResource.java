package cn.jsjb.intake.receiving;

import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Problem;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

/** The same requests for senders that speak CloudEvents 1.0 over HTTP: binary, structured and batch. */
@Path("/api/cloudevents")
@RolesAllowed({Caller.ADAPTER, Caller.OPERATOR})
@Produces(MediaType.APPLICATION_JSON)
public class CloudEventsResource {
  private static final int MOST = 5_000;

  @Inject Intake intake;
  @Inject Accepting accepting;
  @Inject ReceivingResource receiving;
  @Inject Caller caller;

  /** A CloudEvent whose data is a request: structured ({@code application/cloudevents+json}) or binary ({@code ce-…} headers). */
  @POST
  @Consumes({"application/cloudevents+json", MediaType.APPLICATION_JSON})
  @NonBlocking
  public CompletionStage<Response> receive(Body body, @HeaderParam("Prefer") String prefer, @Context HttpHeaders headers) {
    CloudEvents.Read read = CloudEvents.read(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), name -> headers.getHeaderString("ce-" + name), body == null ? null : body.bytes());
    return switch (read) {
      case CloudEvents.Unreadable bad -> ReceivingResource.done(Problem.response(bad.refusal(), bad.field()));
      case CloudEvents.Event event -> receiving.answer(intake.judge(event.data(), event.id()), prefer, event.id());
    };
  }

  /** One event of a batch. */
  public record Taken(String id, String complaintId, String ticketNo, Problem problem) {}

  /**
   * A JSON array of structured events. 202 when all were taken, 207 when some were not (each says why), 503 when the log does not
   * take them: whoever sends the batch again then does no harm.
   */
  @POST
  @Consumes("application/cloudevents-batch+json")
  @RunOnVirtualThread
  public Response batch(Body body) throws InterruptedException {
    JsonNode events = array(body);
    if (events == null) {
      return Problem.response(new Refusal(Reason.MALFORMED, "JSON array"), null);
    }
    if (events.size() > MOST) {
      return Problem.response(new Refusal(Reason.TOO_LARGE, MOST + " events"), null);
    }
    Taken[] taken = new Taken[events.size()];
    Batch batch = new Batch(intake, accepting, caller.is(Caller.OPERATOR) ? caller.actor() : null, a -> taken[a.line() - 1] = new Taken(a.messageId(),
        a.accepted() == null ? null : a.accepted().complaintId(), a.accepted() == null ? null : a.accepted().ticketNo(), a.rejected() == null ? null : Intake.problem(a.rejected())));
    for (int i = 0; i < taken.length; i++) {
      String id = events.get(i).path("id").asText(null);
      batch.take(i + 1, id, switch (CloudEvents.structured(events.get(i))) {
        case CloudEvents.Unreadable bad -> new Receiving.Rejected(bad.field(), bad.refusal());
        case CloudEvents.Event event -> intake.judge(event.data(), event.id());
      }, id == null ? "" : id);
    }
    batch.finish();
    boolean away = Arrays.stream(taken).anyMatch(t -> t.problem() != null && t.problem().status() == 503);
    return away ? Problem.response(new Refusal(Reason.AWAY), null)
        : Response.status(Arrays.stream(taken).allMatch(t -> t.problem() == null) ? 202 : 207).entity(taken).build();
  }

  private static JsonNode array(Body body) {
    try {
      JsonNode json = body == null || body.bytes().length == 0 ? null : EventTypes.JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(body.bytes());
      return json != null && json.isArray() ? json : null;
    } catch (IOException e) {
      return null;
    }
  }
}
