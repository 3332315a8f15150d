package cn.jsjb.supervision.inspecting;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.supervision.Input;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Replays of many tickets: a unit, a place, an enterprise, a problem, a period. */
@Path("/api/history")
@RunOnVirtualThread
public class PeriodResource {
  /** Replays at a time: each takes threads and memory from what serves people. */
  private static final Semaphore FREE = new Semaphore(2);

  @Inject PeriodReplay replay;
  @Inject Caller caller;
  @Inject Clock clock;

  /**
   * One history a line, partition by partition in the order in which the requests came in. An answer that ends without its last chunk was
   * broken off: ask again. Words of confidential tickets are hidden here; they are shown one by one, with a reason.
   *
   * @param unit tickets this unit was ever first responder of
   * @param district, locality, community codes of six, nine and twelve digits
   * @param enterprise part of the name of whom the request is about (被反映对象), two characters or more
   * @param from, to RFC 3339: received in [from, to)
   * @param asOf RFC 3339; now when left out, so that the whole answer is of one time
   */
  @GET
  @Produces("application/x-ndjson")
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN, Caller.UNIT, Caller.DISTRICT})
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HistoryView.class)))
  public Response histories(@QueryParam("unit") String unit, @QueryParam("district") String district, @QueryParam("locality") String locality,
      @QueryParam("community") String community, @QueryParam("enterprise") String enterprise, @QueryParam("problem") String problem, @QueryParam("from") String from,
      @QueryParam("to") String to, @QueryParam("asOf") String asOf) {
    if (caller.isScoped()) {
      caller.ownUnit();
    }
    if (given(enterprise) != null && enterprise.strip().codePointCount(0, enterprise.strip().length()) < 2) {
      throw Refused.field("enterprise", Reason.FIELD_INVALID, "enterprise", "至少两个字 / two characters or more");
    }
    Selection selection = new Selection(given(unit), given(district), given(locality), given(community), given(enterprise), given(problem), Input.time("from", from), Input.time("to", to),
        caller.isScoped() ? Catalogue.get().units().all().stream().map(Unit::code).filter(caller::sees).toList() : null);
    Instant at = asOf == null || asOf.isBlank() ? clock.instant() : Input.time("asOf", asOf);
    boolean toUnit = caller.isScoped();
    if (!FREE.tryAcquire()) {
      throw Refused.tooMany(10);
    }
    StreamingOutput lines = out -> {
      try {
        replay.write(selection, at, toUnit, out);
      } finally {
        FREE.release();
      }
    };
    return Response.ok(lines, "application/x-ndjson").build();
  }

  private static String given(String text) { return text == null || text.isBlank() ? null : text.strip(); }
}
