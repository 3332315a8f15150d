package cn.jsjb.intake.open311;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.attaching.Bringing;
import cn.jsjb.intake.erasing.Sealing;
import cn.jsjb.intake.receiving.Accepting;
import cn.jsjb.intake.receiving.Body;
import cn.jsjb.intake.receiving.Intake;
import cn.jsjb.intake.receiving.NewComplaint;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.supplementing.Supplementing;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.LogService;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.log.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * Open311 GeoReport v2 with FixMyStreet's {@code servicerequestupdates}, in XML and JSON, for clients that know nothing of us.
 * {@code /open311/test/v2} is the same for trying out: a posting there is judged and leaves nothing behind.
 */
@Path("/open311/{stage: (test/)?v2}")
@PermitAll
public class GeoReportResource {
  private static final Logger LOG = Logger.getLogger(GeoReportResource.class);
  private static final int WAIT_SECONDS = 5;
  private static final int UPDATE = 2_000;

  @Inject Intake intake;
  @Inject Accepting accepting;
  @Inject LogService<Complaint> service;
  @Inject ApiKeys keys;
  @Inject Sealing sealing;
  @Inject Bringing bringing;
  @Inject PrivateBox secret;
  @Inject Pool pool;
  @Inject Mutiny.SessionFactory sessions;
  @Inject Clock clock;
  /** Where clients reach us, when it is not the address that the request names. */
  @ConfigProperty(name = "jsjb.open311.base-url") Optional<String> base;

  private final Publishing publishing = new Publishing(Catalogue.get());

  @GET
  @Path("/discovery.{format: xml|json}")
  public Response discovery(@PathParam("format") String format, @Context UriInfo uri) {
    String address = base.orElse(uri.getBaseUri().toString()).replaceFirst("/+$", "");
    // Without a charset: that is how the independent validators want this one.
    return Response.ok(Format.of(format).one("discovery", publishing.discovery(address))).header("Content-Type", Format.of(format).mediaType()).build();
  }

  @GET
  @Path("/services.{format: xml|json}")
  public Response services(@PathParam("format") String format) { return answer(format, 200, Format.of(format).list("services", "service", publishing.services())); }

  @GET
  @Path("/services/{code}.{format: xml|json}")
  public Response service(@PathParam("code") String code, @PathParam("format") String format) {
    return guarded(format, () -> {
      GeoReport.Definition definition = publishing.definition(code);
      if (definition == null) {
        throw Fault.of(Reason.NOT_FOUND, "service_code " + Requesting.shown(code));
      }
      return answer(format, 200, Format.of(format).one("service_definition", definition));
    });
  }

  @POST
  @Path("/requests.{format: xml|json}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RunOnVirtualThread
  public Response post(@PathParam("stage") String stage, @PathParam("format") String format, Body body, @HeaderParam("Idempotency-Key") String key) {
    return guarded(format, () -> post(stage, format, Posting.of(body), key));
  }

  /** As FixMyStreet and others post: the fields, and pictures as parts of any name. */
  @POST
  @Path("/requests.{format: xml|json}")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  public Response postParts(@PathParam("stage") String stage, @PathParam("format") String format, MultipartFormDataInput parts, @HeaderParam("Idempotency-Key") String key) {
    return guarded(format, () -> post(stage, format, Posting.of(parts), key));
  }

  private Response post(String stage, String format, Posting posting, String key) {
    String actor = keys.actor(posting.form().get("api_key"));
    List<Bringing.Brought> pictures = posting.pictures(bringing);
    NewComplaint request = Requesting.request(posting.form(), key == null ? UUID.randomUUID().toString() : actor + " " + key, Posting.enclosures(pictures), Catalogue.get());
    return switch (intake.judge(request)) {
      case Receiving.Rejected bad -> throw new Fault(bad.refusal());
      case Receiving.Acceptable acceptable when stage.startsWith("test/") ->
          posted(format, new GeoReport.Posted(acceptable.open().ticketNo(), null, "测试：已核对，未受理 / test: checked and not recorded"));
      case Receiving.Acceptable acceptable -> {
        pictures.forEach(bringing::keep);
        yield posted(format, accept(acceptable.with(bringing.known(acceptable.open().attachments())), actor));
      }
    };
  }

  /** The number when the request can be read here, that is when it has been filed; a token when that is not so in time. */
  private GeoReport.Posted accept(Receiving.Acceptable request, String actor) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    try {
      Accepting.Folded folded = accepting.acceptAndFold(request, actor, "", WAIT_SECONDS).toCompletableFuture().join();
      Row<Complaint> row = folded.row();
      while (row != null && number(row) == null && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(10);
        row = service.follower().loadFresh(request.complaintId());
      }
      String number = number(row);
      return new GeoReport.Posted(number, number == null ? token(request.complaintId()) : null, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.of(Reason.AWAY);
    } catch (CompletionException away) {
      LOG.debugf("not taken: %s", away.getMessage());
      throw Fault.of(Reason.AWAY);
    }
  }

  /** Null before the request is filed. */
  private static String number(Row<Complaint> row) { return row != null && row.state() instanceof Complaint.Registered filed ? filed.ticket().ticketNo() : null; }

  private Response posted(String format, GeoReport.Posted posted) { return answer(format, 200, Format.of(format).list("service_requests", "request", List.of(posted))); }

  /** It says of itself that we gave it out, so that an unknown one can be told from one that is not known yet. */
  private String token(String complaintId) { return complaintId + "-" + secret.match("open311-token", complaintId); }

  @GET
  @Path("/tokens/{token}.{format: xml|json}")
  @RunOnVirtualThread
  public Response token(@PathParam("token") String token, @PathParam("format") String format) {
    return guarded(format, () -> {
      String id = token.length() > 36 ? token.substring(0, 36) : "";
      if (!Searching.isUuid(id) || !MessageDigest.isEqual(token(id).getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8))) {
        throw Fault.of(Reason.NOT_FOUND, "token");
      }
      Row<Complaint> row = service.follower().load(id);
      return answer(format, 200, Format.of(format).list("service_requests", "request",
          List.of(new GeoReport.Numbered(token, number(row) == null ? "" : number(row)))));
    });
  }

  @GET
  @Path("/requests.{format: xml|json}")
  public Uni<Response> requests(@PathParam("format") String format, @Context UriInfo uri) {
    return reading(format, () -> {
      Searching search = Searching.requests(query(uri), clock.instant());
      return find(search).map(rows -> listed(format, rows));
    });
  }

  @GET
  @Path("/requests/{id}.{format: xml|json}")
  public Uni<Response> request(@PathParam("id") String id, @PathParam("format") String format) {
    return reading(format, () -> {
      List<String> where = new ArrayList<>(Searching.PUBLIC);
      Map<String, Object> values = new LinkedHashMap<>();
      Searching.named(id, where, values);
      return find(new Searching(where, values, 1, Searching.MOST)).map(rows -> {
        if (rows.isEmpty()) {
          throw Fault.of(Reason.NOT_FOUND, "service_request_id " + Requesting.shown(id));
        }
        return listed(format, rows);
      });
    });
  }

  private Uni<List<PublicRow>> find(Searching search) {
    return sessions.withSession(session -> {
      var query = session.createQuery("from PublicRow r where " + String.join(" and ", search.conditions()) + " order by r.receivedAt desc, r.id desc", PublicRow.class);
      search.values().forEach(query::setParameter);
      return query.setFirstResult((search.page() - 1) * search.pageSize()).setMaxResults(search.pageSize()).getResultList();
    });
  }

  private Response listed(String format, List<PublicRow> rows) {
    return answer(format, 200, Format.of(format).list("service_requests", "request", rows.stream().map(row -> publishing.request(row.facts())).toList()));
  }

  /** Changes of status between two times; a page is one of tickets, so that no update is on two pages. */
  @GET
  @Path("/servicerequestupdates.{format: xml|json}")
  public Uni<Response> updates(@PathParam("format") String format, @Context UriInfo uri) {
    return reading(format, () -> {
      Form q = query(uri);
      Instant[] span = Searching.span(q, clock.instant());
      int page = Searching.number(q, "page", 1, 1, 1_000_000);
      int size = Searching.number(q, "page_size", Searching.MOST, 1, Searching.MOST);
      return sessions.withSession(session -> session.createQuery("from PublicState r where " + String.join(" and ", Searching.PUBLIC)
              + " and r.updatedAt >= :from and r.receivedAt <= :to order by r.updatedAt, r.id", PublicState.class)
          .setParameter("from", span[0]).setParameter("to", span[1]).setFirstResult((page - 1) * size).setMaxResults(size).getResultList())
          .map(rows -> answer(format, 200, Format.of(format).list("service_request_updates", "request_update",
              rows.stream().flatMap(row -> publishing.updates(ticket(row), span[0], span[1]).stream()).sorted(Comparator.comparing(GeoReport.Update::updatedDatetime)).toList())));
    });
  }

  private static Complaint.Ticket ticket(PublicState row) {
    try {
      return EventTypes.JSON.readValue(row.state, Complaint.class).ticket();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a state that cannot be read: " + row.id, e);
    }
  }

  /** A client's update is a supplement of the ticket. One that comes late, to a closed ticket, is kept all the same. */
  @POST
  @Path("/servicerequestupdates.{format: xml|json}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RunOnVirtualThread
  public Response update(@PathParam("stage") String stage, @PathParam("format") String format, Body body) {
    return guarded(format, () -> update(stage, format, Posting.of(body)));
  }

  @POST
  @Path("/servicerequestupdates.{format: xml|json}")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  public Response updateParts(@PathParam("stage") String stage, @PathParam("format") String format, MultipartFormDataInput parts) {
    return guarded(format, () -> update(stage, format, Posting.of(parts)));
  }

  private Response update(String stage, String format, Posting posting) {
    Form form = posting.form();
    String actor = keys.actor(form.get("api_key"));
    for (String field : List.of("service_request_id", "update_id", "description")) {
      if (form.get(field) == null) {
        throw Fault.of(Reason.ANSWER_MISSING, field, "servicerequestupdates");
      }
    }
    Searching.time(form, "updated_datetime");
    String status = form.get("status");
    String words = (status == null || status.equalsIgnoreCase("open") ? "" : "[" + status + "] ") + form.get("description");
    if (words.codePointCount(0, words.length()) > UPDATE) {
      throw Fault.of(Reason.FIELD_TOO_LONG, "description", UPDATE);
    }
    String text = Receiving.words("description", words, UPDATE);
    List<Bringing.Brought> brought = posting.pictures(bringing);
    Receiving.attachments(Posting.enclosures(brought));
    String id = find(form.get("service_request_id"));
    if (stage.startsWith("test/")) {
      return answer(format, 200, Format.of(format).list("service_request_updates", "request_update", List.of(new GeoReport.UpdatePosted(form.get("update_id")))));
    }
    Supplementing.Words said = sealing.words(id, text);
    List<Attachment> pictures = brought.stream().map(bringing::keep).toList();
    Outcome<Complaint> outcome = service.commands().handle(new Command<>(id, actor, actor + " " + form.get("update_id"), null, (state, now) -> Supplementing.supplement(state, said, pictures)));
    return switch (outcome) {
      case Outcome.Done<Complaint> done -> answer(format, 200, Format.of(format).list("service_request_updates", "request_update", List.of(new GeoReport.UpdatePosted(done.eventId()))));
      case Outcome.Refused<Complaint> refused -> throw new Fault(refused.refusal());
      case Outcome.Unknown<Complaint> unknown -> throw Fault.of(Reason.AWAY);
      case Outcome.Away<Complaint> away -> throw Fault.of(Reason.AWAY);
    };
  }

  private String find(String serviceRequestId) {
    if (Searching.isUuid(serviceRequestId)) {
      return serviceRequestId.toLowerCase(java.util.Locale.ROOT);
    }
    try {
      for (io.vertx.sqlclient.Row row : pool.preparedQuery("SELECT id FROM projection.complaint WHERE ticket_tail = $1")
          .execute(Tuple.of(cn.jsjb.intake.Complaints.tail(serviceRequestId.toUpperCase(java.util.Locale.ROOT)))).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS)) {
        return row.getString(0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.of(Reason.AWAY);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw Fault.of(Reason.AWAY);
    }
    throw Fault.of(Reason.NOT_FOUND, "service_request_id " + Requesting.shown(serviceRequestId));
  }

  private static Form query(UriInfo uri) { return new Form(uri.getQueryParameters()); }

  private static Response guarded(String format, Supplier<Response> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return failed(format, e);
    }
  }

  private static Uni<Response> reading(String format, Supplier<Uni<Response>> work) {
    return Uni.createFrom().<Response>deferred(work::get).onFailure().recoverWithItem(e -> failed(format, e));
  }

  private static Response failed(String format, Throwable e) {
    Fault fault = switch (e) {
      case Fault known -> known;
      case cn.jsjb.edge.Refused refused -> new Fault(refused.refusal());
      default -> {
        LOG.errorf(e, "unexpected at the open interface");
        yield new Fault(new Refusal(Reason.AWAY));
      }
    };
    return answer(format, fault.status(), Format.of(format).list("errors", "error", List.of(fault.document())));
  }

  private static Response answer(String format, int status, byte[] document) {
    Response.ResponseBuilder response = Response.status(status).entity(document).header("Content-Type", Format.of(format).mediaType() + "; charset=utf-8");
    return status == 503 ? response.header("Retry-After", "2").build() : response.build();
  }
}
