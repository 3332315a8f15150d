package cn.jsjb.dispatch.orders;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.dispatch.Ticket;
import cn.jsjb.dispatch.signing.Signing;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Problem;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.LogService;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** One click for many orders (批量签收). Each is a command of its own with a fact of its own, or a refusal of its own; one never stops the others. */
@Path("/api")
@RunOnVirtualThread
public class BulkResource {
  private static final int MOST = 200;
  /** As many at once as the database likes. */
  private static final int AT_ONCE = 16;

  @Inject LogService<Ticket> service;
  @Inject Caller caller;

  @PathParam("code") String code;
  @HeaderParam("Idempotency-Key") String idempotencyKey;

  public record SignaturesRequest(List<String> complaintIds, String signer) {}

  /**
   * What became of one.
   *
   * @param status as the single command would have answered: 200, 202, 403, 404, 409, 503
   * @param etag head hash of the ticket when it is done
   * @param problem why not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(String complaintId, int status, String etag, Problem problem) {}

  /** @param done how many of them are facts now */
  public record Answer(List<Item> items, int total, long done) {}

  @POST @Path("/units/{code}/orders/signatures") @RolesAllowed({UNIT, DISTRICT})
  public Answer sign(SignaturesRequest request) {
    Input.required("body", request);
    String signer = request.signer == null ? caller.user() : Input.atMost("signer", request.signer, 100);
    var command = new Signing.Sign(caller.ownUnit(), signer);
    return each(request.complaintIds, (ticket, now) -> Signing.decide(ticket, command));
  }

  private Answer each(List<String> complaintIds, BiFunction<Ticket, Instant, Decision> decide) {
    if (!code.equals(caller.ownUnit())) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    Input.atMost("Idempotency-Key", idempotencyKey, 200);
    Set<String> ids = new LinkedHashSet<>(Input.required("complaintIds", complaintIds));
    if (ids.size() > MOST) {
      throw Refused.field("complaintIds", Reason.FIELD_INVALID, "complaintIds", "1…" + MOST);
    }
    ids.forEach(id -> Input.text("complaintIds", id, 100));
    // Asked here: the request's own data is out of reach of other threads.
    String actor = caller.actor();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("bulk-", 0).factory())) {
      List<Future<Item>> asked = ids.stream().map(id -> threads.submit(() -> item(id, service.commands().handle(new Command<Ticket>(id, actor, idempotencyKey, null, (ticket, now) ->
          ticket == null ? Decision.refuse(Reason.NOT_FOUND, id)
              : !concerns(ticket) ? Decision.refuse(Reason.OTHER_UNIT)
              : decide.apply(ticket, now)))))).toList();
      List<Item> items = new ArrayList<>();
      for (Future<Item> one : asked) {
        items.add(one.get());
      }
      return new Answer(items, items.size(), items.stream().filter(i -> i.status == 200).count());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    }
  }

  private boolean concerns(Ticket ticket) { return code.equals(ticket.life().unit()) || ticket instanceof Ticket.Handling t && t.concerns(code); }

  private static Item item(String id, Outcome<Ticket> outcome) {
    return switch (outcome) {
      case Outcome.Done<Ticket> done -> new Item(id, 200, Answers.etag(done.row().head()), null);
      case Outcome.Refused<Ticket> refused -> new Item(id, refused.refusal().reason().status(), null, Problem.of(refused.refusal(), null));
      case Outcome.Unknown<Ticket> unknown -> new Item(id, 202, null, null);
      case Outcome.Away<Ticket> away -> new Item(id, 503, null, Problem.of(new Refusal(Reason.AWAY), null));
    };
  }
}
