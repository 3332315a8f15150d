package cn.jsjb.harness;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The rules of the house for the OpenAPI document of a running service: it is whole, and what it says of roles is true. */
public final class OpenApiRules {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final List<String> ROLES = List.of("adapter", "operator", "dispatcher", "unit", "callback", "bureau", "district", "supervisor", "inspector", "analyst", "leader", "admin");

  /** Whoever has a token at all. */
  private static final String ANYBODY = "**";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ObjectNode document;

  private OpenApiRules(ObjectNode document) { this.document = document; }

  /** Reads the document of the service that runs. */
  public static OpenApiRules ofTheService() throws IOException {
    return new OpenApiRules((ObjectNode) EventTypes.JSON.readTree(given().queryParam("format", "json").get("/q/openapi").then().statusCode(200).extract().asByteArray()));
  }

  private void operations(BiConsumer<String, JsonNode> each) {
    document.get("paths").properties().forEach(path -> path.getValue().properties().stream().filter(e -> METHODS.contains(e.getKey()))
        .forEach(e -> each.accept(e.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), e.getValue())));
  }

  /** Every operation has an id of its own, a summary, its roles, and every answer that refuses, each a described problem. */
  public void everyOperationIsDescribed() {
    Set<String> ids = new HashSet<>();
    List<String> lacking = new ArrayList<>();
    operations((name, operation) -> {
      String id = operation.path("operationId").asText();
      if (!id.matches("[a-z][A-Za-z0-9]{3,}") || !ids.add(id)) {
        lacking.add(name + " has no id of its own: " + id);
      }
      if (operation.path("summary").asText().length() < 3) {
        lacking.add(name + " has no summary");
      }
      List<String> roles = roles(operation);
      boolean open = roles.isEmpty();
      if (!operation.path("description").asText().contains(open ? "Public" : "Roles: " + String.join(", ", roles))) {
        lacking.add(name + " does not say whose it is");
      }
      boolean open311 = name.contains(" /open311/");
      for (String status : open311 ? List.of("400", "404", "503") : expected(name, operation, open)) {
        JsonNode response = resolved(operation.path("responses").path(status));
        String type = open311 ? "application/json" : "application/problem+json";
        if (status.equals("202") ? response.path("description").isMissingNode() : response.path("content").path(type).path("schema").isMissingNode()) {
          lacking.add(name + " does not describe its " + status);
        }
        if (!open311 && !status.equals("202")) {
          assertEquals("#/components/schemas/Problem", response.at("/content/application~1problem+json/schema/$ref").asText(), name);
          assertFalse(response.at("/content/application~1problem+json/examples").isEmpty(), name + " " + status);
        }
      }
    });
    assertEquals(List.of(), lacking);
    assertFalse(ids.isEmpty());
    assertFalse(document.at("/info/description").asText().isEmpty());
  }

  private List<String> expected(String name, JsonNode operation, boolean open) {
    List<JsonNode> parameters = new ArrayList<>();
    operation.path("parameters").forEach(parameters::add);
    document.get("paths").get(name.substring(name.indexOf(' ') + 1)).path("parameters").forEach(parameters::add);
    List<String> expected = new ArrayList<>(List.of("503"));
    if (!open) {
      expected.addAll(List.of("401", "403"));
    }
    if (name.contains("{")) {
      expected.add("404");
    }
    if (!name.startsWith("GET ") && parameters.stream().anyMatch(p -> p.path("name").asText().equals("If-Match"))) {
      expected.addAll(List.of("202", "409", "412"));
    }
    if (operation.has("requestBody")) {
      expected.addAll(List.of("400", "422"));
    }
    return expected;
  }

  /** Examples are what the problems and the bodies they stand for look like. */
  public void everyExampleFitsItsSchema(String... withExample) {
    Set<String> found = new HashSet<>();
    operations((name, operation) -> operation.at("/requestBody/content").properties().forEach(media -> media.getValue().path("examples").properties().forEach(example -> {
      found.add(name);
      fits(media.getValue().get("schema"), resolved(example.getValue()).get("value"), name);
    })));
    assertTrue(found.containsAll(Set.of(withExample)), () -> "examples of " + found);
    document.at("/components/responses").properties().forEach(response -> response.getValue().path("content").properties().forEach(media ->
        media.getValue().path("examples").properties().forEach(example -> fits(media.getValue().get("schema"), example.getValue().get("value"), response.getKey()))));
  }

  private void fits(JsonNode schema, JsonNode value, String what) {
    ObjectNode copy = document.deepCopy();
    copy.setAll((ObjectNode) schema);
    assertEquals(Set.of(), JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(copy).validate(value), what);
    // The schemas take what they do not name; a slip of the pen in an example is not to be found so.
    JsonNode properties = resolved(schema).path("properties");
    if (!properties.isEmpty()) {
      value.fieldNames().forEachRemaining(name -> assertTrue(properties.has(name), () -> what + " has no " + name));
    }
  }

  /** Nobody gets in without a token, and nobody with a role that is not named: asked of every operation. */
  public void rolesAreAsSaid() {
    List<String> wrong = new ArrayList<>();
    operations((name, operation) -> {
      List<String> roles = roles(operation);
      if (roles.isEmpty()) {
        return;
      }
      if (asked(name, operation, null) != 401) {
        wrong.add(name + " lets nobody in: " + asked(name, operation, null));
      }
      ROLES.stream().filter(role -> !roles.contains(role) && !roles.contains(ANYBODY)).limit(2).forEach(role -> {
        if (asked(name, operation, role) != 403) {
          wrong.add(name + " lets in " + role + ": " + asked(name, operation, role));
        }
      });
    });
    assertEquals(List.of(), wrong);
  }

  private static int asked(String name, JsonNode operation, String role) {
    String[] words = name.split(" ");
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + words[1].replaceAll("\\{[^}]*}", "1"))).timeout(Duration.ofSeconds(20));
    if (role != null) {
      request.header("Authorization", Tokens.as(role, List.of("unit", "district").contains(role) ? "110107" : null));
    }
    String type = operation.at("/requestBody/content").fieldNames().hasNext() ? operation.at("/requestBody/content").fieldNames().next().replace("*/*", "application/octet-stream") : null;
    if (type != null) {
      request.header("Content-Type", type.startsWith("multipart/") ? type + "; boundary=x" : type);
    }
    request.method(words[0], type == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(type.startsWith("multipart/") ? "--x--\r\n" : "{}"));
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> roles(JsonNode operation) {
    List<String> roles = new ArrayList<>();
    operation.path("security").forEach(one -> one.properties().forEach((Map.Entry<String, JsonNode> scheme) -> scheme.getValue().forEach(role -> roles.add(role.asText()))));
    return roles;
  }

  private JsonNode resolved(JsonNode node) { return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node; }
}
