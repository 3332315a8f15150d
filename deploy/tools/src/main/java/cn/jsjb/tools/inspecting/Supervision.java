package cn.jsjb.tools.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import cn.jsjb.tools.Token;
import cn.jsjb.tools.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;

/** The running services of this installation, asked as an inspector; what cannot be asked is simply not answered. */
final class Supervision {
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  private final Installation installation;
  private final String user;

  Supervision(Installation installation, String user) {
    this.installation = installation;
    this.user = user;
  }

  /** Seals now; false when nobody did. */
  boolean seal() {
    HttpResponse<byte[]> answer = ask(ServiceName.SUPERVISION, "/api/seals", "POST", "");
    return answer != null && answer.statusCode() == 200;
  }

  /** That evidence goes out is a fact before it does; false when it did not become one. */
  boolean record(String complaint, String by, String reason) {
    String body = EventTypes.JSON.createObjectNode().put("complaintId", complaint).put("by", by).put("reason", reason).toString();
    HttpResponse<byte[]> answer = ask(ServiceName.SUPERVISION, "/api/evidence", "POST", body);
    return answer != null && answer.statusCode() == 201;
  }

  HttpResponse<byte[]> get(ServiceName service, String path) { return ask(service, path, "GET", ""); }

  private HttpResponse<byte[]> ask(ServiceName service, String path, String method, String body) {
    try {
      URI address = installation.addresses().of(service).resolve(path);
      String token = Token.sign(installation, "inspector", null, user, Duration.ofMinutes(5), Clock.systemUTC());
      return HTTP.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
          .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.ofByteArray());
    } catch (IOException | Trouble away) {
      return null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
