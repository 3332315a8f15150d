package cn.jsjb.edge;

import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that goes wrong into an answer that a person can act on; nothing of the inside gets out. */
public class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  @ServerExceptionMapper
  public Response refused(Refused refused) {
    Response response = Problem.response(refused.refusal(), refused.field());
    return refused.retryAfterSeconds() == 0 ? response : Response.fromResponse(response).header("Retry-After", null).header("Retry-After", refused.retryAfterSeconds()).build();
  }

  @ServerExceptionMapper
  public Response unauthorized(UnauthorizedException e) { return Problem.response(new Refusal(Reason.SIGN_IN), null); }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e) { return Problem.response(new Refusal(Reason.ROLE_MISSING), null); }

  /** A readable JSON with a value that does not fit is 422 naming the field; anything else that cannot be parsed is 400. */
  @ServerExceptionMapper
  public Response mapping(JsonMappingException e) {
    String field = e.getPath().stream().map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName()).collect(Collectors.joining("."));
    return field.isEmpty() ? malformed(e) : Problem.response(new Refusal(Reason.FIELD_INVALID, field, place(e)), field);
  }

  /** The platform maps this subtype by itself, to a bare 400; a mapper of exactly this type goes before it. */
  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException e) { return mapping(e); }

  @ServerExceptionMapper
  public Response malformed(JsonProcessingException e) { return Problem.response(new Refusal(Reason.MALFORMED, place(e)), null); }

  @ServerExceptionMapper
  public Response web(WebApplicationException e) {
    if (e.getCause() instanceof JsonMappingException mapping) {
      return mapping(mapping);
    }
    if (e.getCause() instanceof JsonProcessingException malformed) {
      return malformed(malformed);
    }
    int status = e.getResponse().getStatus();
    Reason reason = switch (status) {
      case 401 -> Reason.SIGN_IN;
      case 403 -> Reason.ROLE_MISSING;
      case 404 -> Reason.NOT_FOUND;
      case 413 -> Reason.TOO_LARGE;
      default -> Reason.MALFORMED;
    };
    Refusal refusal = switch (reason) {
      case NOT_FOUND -> new Refusal(reason, "该地址 / this address");
      case TOO_LARGE -> new Refusal(reason, "16 MB");
      case MALFORMED -> new Refusal(reason, e.getResponse().getStatusInfo().getReasonPhrase());
      default -> new Refusal(reason);
    };
    Problem problem = Problem.of(refusal, null);
    return Response.fromResponse(e.getResponse()).type("application/problem+json")
        .entity(new Problem(problem.type(), e.getResponse().getStatusInfo().getReasonPhrase(), status, problem.code(), problem.detail(), problem.detailEn(), null)).build();
  }

  @ServerExceptionMapper
  public Response unexpected(RuntimeException e) {
    LOG.errorf(e, "unexpected at the edge");
    return Problem.response(new Refusal(Reason.AWAY), null);
  }

  /** Where, not what: the parser's own message quotes the input, which may be a person's words. */
  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "JSON" : "JSON line %d column %d".formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
