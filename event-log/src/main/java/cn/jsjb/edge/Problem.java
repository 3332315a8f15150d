package cn.jsjb.edge;

import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * RFC 9457 problem details.
 *
 * @param code stable, for programs
 * @param detail the sentence in Chinese
 * @param detailEn the same in English
 * @param field the field of the input that is wrong, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String code, String detail, String detailEn, String field) {
  private static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

  public static Problem of(Refusal refusal, String field) {
    Reason reason = refusal.reason();
    return new Problem("about:blank", Response.Status.fromStatusCode(reason.status()) == null ? "Refused"
        : Response.Status.fromStatusCode(reason.status()).getReasonPhrase(), reason.status(), reason.name(), refusal.chinese(), refusal.english(), field);
  }

  public static Response response(Refusal refusal, String field) {
    Response.ResponseBuilder response = Response.status(refusal.reason().status()).type(PROBLEM_JSON).entity(of(refusal, field));
    if (refusal.reason().status() == 503 || refusal.reason().status() == 429) {
      response.header("Retry-After", "2");
    }
    return response.build();
  }
}
