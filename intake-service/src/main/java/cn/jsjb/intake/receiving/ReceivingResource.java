package cn.jsjb.intake.receiving;

import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Problem;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.showing.TicketView;
import cn.jsjb.log.Follower;
import cn.jsjb.log.LogService;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  @Inject LogService<Complaint> service;
  @Inject Caller caller;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @NonBlocking
  public CompletionStage<Response> receive(Body body, @HeaderParam("Prefer") String prefer) {
    byte[] json = body == null ? null : body.bytes();
    return answer(caller.is(Caller.OPERATOR) ? intake.judgeOfOperator(json) : intake.judge(json), prefer, "");
  }

  CompletionStage<Response> answer(Receiving.Verdict verdict, String prefer, String cause) {
    return switch (verdict) {
      case Receiving.Rejected bad -> done(Problem.response(bad.refusal(), bad.field()));
      case Receiving.Acceptable request -> {
        String actor = caller.is(Caller.OPERATOR) ? caller.actor() : "channel:" + request.open().channel();
        int wait = wait(prefer);
        CompletionStage<Supplier<Response>> answer = wait > 0 ? acceptAndWait(request, actor, cause, wait)
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

  /** 201 with the ticket as folded, the first one's for a repeated message; 202 when it is not known in time. */
  private CompletionStage<Supplier<Response>> acceptAndWait(Receiving.Acceptable request, String actor, String cause, int seconds) {
    Follower<Complaint> follower = service.follower();
    String eventId = Accepting.eventId(request.complaintId());
    var judged = follower.awaiting().on(eventId);
    CompletionStage<Supplier<Response>> answer = accepting.accept(request, actor, cause).thenCompose(accepted -> {
      CompletableFuture<Row<Complaint>> row = follower.position(accepted.partition()) < 0 ? elsewhere(accepted, seconds)
          : judged.thenApply(j -> j.row()).orTimeout(seconds, TimeUnit.SECONDS);
      return row.handle((folded, timeout) -> () -> folded == null || folded.state() == null ? accepted(accepted) : created(folded));
    });
    return answer.whenComplete((response, failure) -> follower.awaiting().forget(eventId, judged));
  }

  /** Another instance follows the partition: its committed position is a completed prefix. */
  private CompletableFuture<Row<Complaint>> elsewhere(Accepting.Accepted accepted, int seconds) {
    CompletableFuture<Row<Complaint>> row = new CompletableFuture<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Thread.ofVirtual().start(() -> {
      try {
        while (System.nanoTime() < deadline) {
          if (service.follower().committedPosition(accepted.partition()) > accepted.offset()) {
            row.complete(service.follower().loadFresh(accepted.complaintId()));
            return;
          }
          TimeUnit.MILLISECONDS.sleep(10);
        }
        row.complete(null);
      } catch (InterruptedException | RuntimeException e) {
        row.completeExceptionally(e);
      }
    });
    return row;
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
