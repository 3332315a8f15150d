package cn.jsjb.intake.receiving;

import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Problem;
import io.smallrye.common.annotation.NonBlocking;
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
import java.util.concurrent.CompletionStage;

/** The same requests for senders that speak CloudEvents. */
@Path("/api/cloudevents")
@RolesAllowed({Caller.ADAPTER, Caller.OPERATOR})
@Produces(MediaType.APPLICATION_JSON)
public class CloudEventsResource {
  @Inject Intake intake;
  @Inject ReceivingResource receiving;

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
}
