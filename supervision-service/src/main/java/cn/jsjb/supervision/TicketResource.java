package cn.jsjb.supervision;

import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** What the commands about one ticket have in common: its id, the headers, the way of the answer. */
public abstract class TicketResource {
  protected static final int NOTE = 2_000, EVIDENCE = 50, REFERENCE = 500;

  @Inject protected LogService<Oversight> service;
  @Inject protected Caller caller;
  @PathParam("id") String id;
  @HeaderParam("Idempotency-Key") String key;
  @HeaderParam("If-Match") String ifMatch;

  protected String id() { return id; }

  protected Response handle(BiFunction<Oversight, Instant, Decision> decide) {
    return Answers.of(service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch), decide)), "/api/history/" + id, row -> TicketView.of(id, row.state()));
  }

  /** Who is written down as having decided: the unit when the token names one, else the person. */
  protected String by() { return caller.unit() == null ? caller.user() : caller.unit(); }

  protected static String note(String field, String text) { return Input.atMost(NOTE, field, Input.required(field, text)); }

  /** References to recordings, pictures, documents; never null. */
  protected static List<String> evidence(String field, List<String> references) {
    List<String> given = references == null ? List.of() : references;
    if (given.size() > EVIDENCE) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "≤ " + EVIDENCE);
    }
    given.forEach(one -> Input.atMost(REFERENCE, field, Input.required(field, one)));
    return List.copyOf(given);
  }

  /** A whole number of a path. */
  protected static int number(String field, String text) {
    Integer number = cn.jsjb.edge.Input.number(field, text);
    return Input.required(field, number);
  }
}
