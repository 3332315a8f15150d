package cn.jsjb.supervision;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.harness.TheLog;
import cn.jsjb.harness.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One complaint in a test: the other services' facts go straight into the log, supervision's come out of the service. */
public final class Supervised {
  public static final TheLog LOG = TheLog.shared();
  public final String id = UUID.randomUUID().toString();

  public static RequestSpecification as(String role) { return as(role, null); }

  public static RequestSpecification as(String role, String unit) {
    return given().header("Authorization", Tokens.as(role, unit)).contentType(ContentType.JSON);
  }

  /** Appends what others write, an instant after what the service has written. */
  public Supervised facts(ComplaintEvent... events) {
    for (ComplaintEvent event : events) {
      LOG.append(id, event, Instant.now());
    }
    return this;
  }

  /** Dispatched with a limit a week off, signed, contacted, both told. */
  public Supervised replied() { return dispatched(Instant.now().plus(Duration.ofDays(7))).told(); }

  public Supervised dispatched(Instant dueAt) {
    return facts(Story.received(), Story.registered(), Story.dispatched(1, Story.LUGU, dueAt), Story.signed(), Story.contacted());
  }

  public Supervised told() { return facts(Story.repliedToClaimant(), Story.reported()); }

  /** Waits until the service's follower has come to this stage. */
  public Supervised until(String status) {
    await().atMost(Duration.ofSeconds(20)).until(() -> status.equals(as("inspector").get("/api/history/" + id).path("status")));
    return this;
  }

  public Response callBack(String body) { return as("callback").body(body).post("/api/tickets/" + id + "/callbacks"); }

  public Response answered(boolean resolved, String satisfaction) {
    return callBack("{\"contacted\":true,\"resolved\":%s,\"satisfaction\":\"%s\",\"channel\":\"PHONE\"}".formatted(resolved, satisfaction));
  }

  public Response history() { return as("inspector").get("/api/history/" + id); }

  public long count(String type) { return LOG.story(id).stream().filter(type::equals).count(); }
}
