package cn.jsjb.dispatch.tolerating;

import static cn.jsjb.edge.Caller.*;

import cn.jsjb.dispatch.TicketEndpoint;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.DispatchEvent.LiabilityTrack;
import cn.jsjb.event.DispatchEvent.MissingItem;
import cn.jsjb.event.DispatchEvent.Obligation;
import cn.jsjb.event.Reason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** No-fault-first, by HTTP: both tracks, what is tolerated, what is committed. */
@Path("/api/tickets/{id}")
@RunOnVirtualThread
public class NoFaultCommands extends TicketEndpoint {
  /** Households, premises or persons in one list. */
  private static final int MANY = 2_000;

  public record TrackRequest(String wrongdoer, String matter, String unit) {}

  public record SeparationRequest(String matter, List<String> innocent, List<String> atFault, List<String> unlawful, List<TrackRequest> tracks) {}

  @POST @Path("/liability") @RolesAllowed({UNIT, DISTRICT})
  public Response separate(SeparationRequest request) {
    body(request);
    List<LiabilityTrack> tracks = new ArrayList<>();
    for (TrackRequest track : Input.required("tracks", request.tracks)) {
      Input.required("tracks", track);
      tracks.add(new LiabilityTrack(tracks.size() + 1, Input.text("tracks.wrongdoer", track.wrongdoer, NAME), Input.text("tracks.matter", track.matter, NOTE), Input.unit("tracks.unit", track.unit)));
    }
    var command = new NoFaultFirst.Separate(own(), Input.text("matter", request.matter, NOTE), names("innocent", Input.required("innocent", request.innocent)), names("atFault", request.atFault),
        names("unlawful", request.unlawful), List.copyOf(tracks));
    return handle((ticket, now) -> NoFaultFirst.decide(ticket, command, rules));
  }

  public record ServiceRequest(List<String> served, String note) {}

  @POST @Path("/liability/citizens") @RolesAllowed({UNIT, DISTRICT})
  public Response serve(ServiceRequest request) {
    body(request);
    var command = new NoFaultFirst.Serve(own(), names("served", Input.required("served", request.served)), Input.atMost("note", request.note, NOTE));
    return handle((ticket, now) -> NoFaultFirst.decide(ticket, command));
  }

  public record PursuitRequest(String text, boolean concluded) {}

  @POST @Path("/liability/tracks/{n}") @RolesAllowed({UNIT, DISTRICT})
  public Response pursue(@PathParam("n") int track, PursuitRequest request) {
    body(request);
    var command = new NoFaultFirst.Pursue(own(), track, Input.text("text", request.text, NOTE), request.concluded);
    return handle((ticket, now) -> NoFaultFirst.decide(ticket, command));
  }

  public record ToleranceRequest(String matter, List<MissingItem> items) {}

  @POST @Path("/tolerances") @RolesAllowed({UNIT, DISTRICT})
  public Response tolerate(ToleranceRequest request) {
    body(request);
    for (MissingItem item : Input.required("items", request.items)) {
      Input.required("items", item);
      Input.text("items.what", item.what(), NOTE);
      Input.text("items.owner", item.owner(), NAME);
      Input.required("items.dueAt", item.dueAt());
      Input.text("items.consequence", item.consequence(), NOTE);
    }
    var command = new NoFaultFirst.Tolerate(own(), Input.text("matter", request.matter, NOTE), request.items);
    return handle((ticket, now) -> NoFaultFirst.decide(ticket, command, now));
  }

  public record SupplyRequest(String note) {}

  @POST @Path("/tolerances/{n}/items/{i}") @RolesAllowed({UNIT, DISTRICT})
  public Response supply(@PathParam("n") int number, @PathParam("i") int item, SupplyRequest request) {
    var command = new NoFaultFirst.Supply(own(), number, item, request == null ? null : Input.atMost("note", request.note, NOTE));
    return handle((ticket, now) -> NoFaultFirst.decide(ticket, command));
  }

  public record CommitmentRequest(List<Obligation> obligations, List<String> covered, Instant until, List<String> evidence) {}

  /** The issuer is the unit of the token: nobody commits another. */
  @POST @Path("/commitments") @RolesAllowed({UNIT, DISTRICT})
  public Response commit(CommitmentRequest request) {
    body(request);
    for (Obligation obligation : Input.required("obligations", request.obligations)) {
      Input.required("obligations", obligation);
      Input.text("obligations.what", obligation.what(), NOTE);
      Input.required("obligations.dueAt", obligation.dueAt());
    }
    var command = new NoFaultFirst.Commit(own(), request.obligations, names("covered", Input.required("covered", request.covered)), request.until, Input.required("evidence", request.evidence));
    return handle((ticket, now) -> NoFaultFirst.decide(ticket, command, rules, now));
  }

  public record FulfilmentRequest(List<String> evidence) {}

  @POST @Path("/commitments/{n}/obligations/{o}") @RolesAllowed({UNIT, DISTRICT})
  public Response fulfil(@PathParam("n") int number, @PathParam("o") int obligation, FulfilmentRequest request) {
    body(request);
    var command = new NoFaultFirst.Fulfil(own(), number, obligation, Input.required("evidence", request.evidence));
    return handle((ticket, now) -> NoFaultFirst.decide(ticket, command));
  }

  private static List<String> names(String field, List<String> names) {
    if (names == null) {
      return List.of();
    }
    if (names.size() > MANY) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "1…" + MANY);
    }
    names.forEach(n -> Input.text(field, n, NAME));
    return List.copyOf(names);
  }
}
