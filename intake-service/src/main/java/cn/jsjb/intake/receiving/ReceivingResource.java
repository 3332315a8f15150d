package cn.jsjb.intake.receiving;

import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Problem;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.showing.TicketView;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.logging.Logger;

/**
 * Takes requests in over HTTP. Answers 202 as soon as Kafka has acknowledged; who prefers to wait gets the folded ticket. All
 * resources of a complaint share one path: the most specific class would hide the methods of the others.
 */
@Path("/api/complaints")
@RolesAllowed({Caller.ADAPTER, Caller.OPERATOR})
@Produces(MediaType.APPLICATION_JSON)
public class ReceivingResource {
  private static final Logger LOG = Logger.getLogger(ReceivingResource.class);
  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,4})");
  private static final int LONGEST_WAIT_SECONDS = 30;

  @Inject Intake intake;
  @Inject Accepting accepting;
  @Inject Caller caller;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @NonBlocking
  public CompletionStage<Response> receive(@RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewComplaint.class))) Body body, @HeaderParam("Prefer") String prefer, @HeaderParam("Idempotency-Key") String key) {
    return answer(intake.judge(body == null ? null : body.bytes(), caller.is(Caller.OPERATOR), key), prefer, "");
  }

  CompletionStage<Response> answer(Receiving.Verdict verdict, String prefer, String cause) {
    if (verdict instanceof Receiving.Acceptable request && !request.open().attachments().isEmpty()) {
      // The store may be slow; the event loop is not for waiting.
      Context here = Vertx.currentContext();
      String operator = caller.is(Caller.OPERATOR) ? caller.actor() : null;
      return CompletableFuture.supplyAsync(() -> intake.check(verdict), work -> Thread.ofVirtual().start(work))
          .thenComposeAsync(checked -> settle(checked, prefer, cause, operator), here == null ? Runnable::run : work -> here.runOnContext(event -> work.run()));
    }
    return settle(verdict, prefer, cause, caller.is(Caller.OPERATOR) ? caller.actor() : null);
  }

  /** @param operator who sends, or null for the channel */
  private CompletionStage<Response> settle(Receiving.Verdict verdict, String prefer, String cause, String operator) {
    return switch (verdict) {
      case Receiving.Rejected bad -> done(Problem.response(bad.refusal(), bad.field()));
      case Receiving.Acceptable request -> {
        String actor = operator != null ? operator : "channel:" + request.open().channel();
        int wait = wait(prefer);
        // 201 with the ticket as folded, the first one's for a repeated message; 202 when it is not known in time.
        CompletionStage<Supplier<Response>> answer = wait > 0 ? accepting.acceptAndFold(request, actor, cause, wait)
                .thenApply(folded -> () -> folded.row() == null ? accepted(folded.accepted()) : created(folded.row()))
            : accepting.accept(request, actor, cause).thenApply(accepted -> () -> accepted(accepted));
        // Kafka's thread tells the outcome; the answer is made where the request came in.
        Context here = Vertx.currentContext();
        yield answer.exceptionally(why -> () -> away(why))
            .thenApplyAsync(Supplier::get, here == null ? Runnable::run : work -> here.runOnContext(event -> work.run()));
      }
    };
  }

  private static Response away(Throwable why) {
    Throwable cause = why instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : why;
    if (cause instanceof Accepting.Away) {
      LOG.debugf("not taken: %s", cause.getMessage());
    } else {
      LOG.errorf(cause, "a request could not be answered");
    }
    return Problem.response(new Refusal(Reason.AWAY), null);
  }

  private static Response accepted(Accepting.Accepted accepted) {
    return Response.accepted(json(accepted)).location(location(accepted.complaintId())).build();
  }

  /** Hand-written: this is the busiest answer of the system, and both values are plain ASCII. */
  static String json(Accepting.Accepted accepted) {
    return "{\"complaintId\":\"" + accepted.complaintId() + "\",\"ticketNo\":\"" + accepted.ticketNo() + "\"}";
  }

  private static Response created(Row<Complaint> row) {
    return Response.created(location(row.id())).header("ETag", Answers.etag(row.head())).entity(TicketView.of(row)).build();
  }

  private static URI location(String complaintId) { return URI.create("/api/complaints/" + complaintId); }

  static CompletionStage<Response> done(Response response) { return CompletableFuture.completedFuture(response); }

  /** Seconds of {@code Prefer: wait=5} (RFC 7240), 0 for none. */
  static int wait(String prefer) {
    Matcher wait = prefer == null ? null : WAIT.matcher(prefer);
    return wait != null && wait.find() ? Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(wait.group(1))) : 0;
  }
}
