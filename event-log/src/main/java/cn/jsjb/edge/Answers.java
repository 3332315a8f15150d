package cn.jsjb.edge;

import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.Row;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** What came of a command, as HTTP says it. */
public final class Answers {
  private Answers() {}

  /**
   * 200 with the folded ticket and its ETag; 409, 412 or 404 when refused; 202 with Location when it is not known in time; 503
   * when Kafka is away.
   *
   * @param location where the ticket can be read
   */
  public static <S> Response of(Outcome<S> outcome, String location, Function<Row<S>, ?> view) { return of(outcome, 200, location, view); }

  public static <S> Response of(Outcome<S> outcome, int success, String location, Function<Row<S>, ?> view) {
    return switch (outcome) {
      case Outcome.Done<S> done -> Response.status(success).header("ETag", etag(done.row().head())).header("Location", location)
          .entity(view.apply(done.row())).build();
      case Outcome.Refused<S> refused -> Problem.response(refused.refusal(), null);
      case Outcome.Unknown<S> unknown -> Response.status(202).location(URI.create(location)).entity(Map.of("complaintId", unknown.streamId(), "known", false)).build();
      case Outcome.Away<S> away -> Problem.response(new Refusal(Reason.AWAY), null);
    };
  }

  public static String etag(String head) { return "\"" + head + "\""; }

  /** The head hash of an If-Match header, or null. */
  public static String head(String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
      return null;
    }
    String value = ifMatch.strip();
    value = value.startsWith("W/") ? value.substring(2) : value;
    return value.replace("\"", "");
  }
}
