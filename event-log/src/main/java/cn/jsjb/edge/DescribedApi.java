package cn.jsjb.edge;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * What the OpenAPI document of every service says of all operations alike, so that no operation has to say it: an id that follows from
 * method and path and not from Java names, a summary, the roles, and the answers that refuse. What is worth an example has one in
 * {@code openapi-examples.json} of the service, by method and path.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribedApi implements OASFilter {
  private static final String PROBLEM_JSON = "application/problem+json", PROBLEM = "Problem", OPEN311 = "/open311/", OPEN311_ERRORS = "Open311Errors";

  /** An answer that refuses, with the sentences of some reasons as examples. */
  private record No(String name, String status, String description, List<Refusal> examples, String field) {}

  private static final List<No> NOES = List.of(
      new No("Malformed", "400", "The body cannot be read.", List.of(new Refusal(Reason.MALFORMED, "JSON line 1 column 2")), null),
      new No("SignIn", "401", "No token, or one that is not valid.", List.of(new Refusal(Reason.SIGN_IN)), null),
      new No("NotAllowed", "403", "Not one of the roles, or not in sight of this unit.", List.of(new Refusal(Reason.ROLE_MISSING), new Refusal(Reason.OTHER_UNIT)), null),
      new No("NotFound", "404", "Nothing of that name.", List.of(new Refusal(Reason.NOT_FOUND, "RX260506-000000001")), null),
      new No("NotNow", "409", "A rule refuses; the sentence says which and what to do.", List.of(new Refusal(Reason.ALREADY_SIGNED, "110107011"), new Refusal(Reason.CONTACT_FIRST)), null),
      new No("Stale", "412", "It has moved on since the head named in If-Match.", List.of(new Refusal(Reason.STALE)), null),
      new No("Invalid", "422", "A field is missing or not valid; it is named.", List.of(new Refusal(Reason.FIELD_MISSING, "text")), "text"),
      new No("TooMany", "429", "Asked too often; Retry-After says when it is worth asking again.", List.of(new Refusal(Reason.TOO_MANY_REQUESTS)), null),
      new No("Away", "503", "Kafka or PostgreSQL is away; nothing was done. Try again after Retry-After seconds.", List.of(new Refusal(Reason.AWAY)), null));

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
      return;
    }
    String service = api.getInfo() == null || api.getInfo().getTitle() == null ? "service" : api.getInfo().getTitle().replaceFirst(" API$", "");
    api.info((api.getInfo() == null ? OASFactory.createInfo() : api.getInfo()).title(service)
        .description("接诉即办 · immediate response to complaints. Refusals are RFC 9457 problem+json with a stable code; a command that is not known in time is a 202, never a success."));
    if (api.getComponents() == null) {
      api.components(OASFactory.createComponents());
    }
    api.getComponents().addSchema(PROBLEM, problem());
    NOES.forEach(no -> api.getComponents().addResponse(no.name, response(no)));
    api.getComponents().addResponse("NotKnownYet", OASFactory.createAPIResponse().description("Sent, but not known in time whether it became a fact: look at Location."));
    Map<String, JsonNode> examples = examples();
    api.getPaths().getPathItems().forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
      operation.operationId(id(method.name(), path));
      operation.summary(summary(operation));
      List<String> roles = roles(operation);
      operation.description(Stream.ofNullable(operation.getDescription()).filter(d -> !d.startsWith("Roles:") && !d.startsWith("Public")).findFirst().map(d -> d + " ").orElse("")
          + (roles.isEmpty() ? path.startsWith(OPEN311) && method == PathItem.HttpMethod.POST ? "Public, with an api_key." : "Public." : "Roles: " + String.join(", ", roles) + "."));
      refuse(operation, names(operation, item, path, method, !roles.isEmpty()), path.startsWith(OPEN311));
      exemplify(operation, examples.get(method.name() + " " + path));
    }));
    if (api.getPaths().getPathItems().keySet().stream().anyMatch(path -> path.startsWith(OPEN311))) {
      api.getComponents().addResponse(OPEN311_ERRORS, open311());
    }
  }

  /** {@code POST /api/tickets/{id}/whistles} is {@code postTicketsByIdWhistles}: as stable as the path itself. */
  static String id(String method, String path) {
    StringBuilder id = new StringBuilder(method.toLowerCase(Locale.ROOT));
    for (String part : path.replaceFirst("^/api/", "/").replace(".", "/").split("/")) {
      boolean name = part.startsWith("{");
      if (name) {
        id.append("By");
      }
      for (String word : part.replaceAll("[{}]", "").split("[^A-Za-z0-9]+")) {
        if (!word.isEmpty()) {
          id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
      }
    }
    return id.toString();
  }

  /** The slice and the verb: {@code Whistle: stamp arrival}. One that an operation says itself stays. */
  private static String summary(Operation operation) {
    String said = operation.getSummary() == null ? operation.getOperationId() : operation.getSummary();
    String slice = operation.getTags() == null || operation.getTags().isEmpty() ? "" : operation.getTags().getFirst().replaceFirst(" (Resource|Commands)$", "");
    return slice.isEmpty() || said.contains(":") ? said : slice + ": " + said.toLowerCase(Locale.ROOT);
  }

  private static List<String> roles(Operation operation) {
    return operation.getSecurity() == null ? List.of() : operation.getSecurity().stream().flatMap(one -> one.getSchemes().values().stream()).flatMap(List::stream).distinct().toList();
  }

  /** Which refusals it may give follows from its shape. */
  private static List<String> names(Operation operation, PathItem item, String path, PathItem.HttpMethod method, boolean secured) {
    List<Parameter> parameters = Stream.of(item.getParameters(), operation.getParameters()).filter(list -> list != null).flatMap(List::stream).toList();
    boolean named = path.contains("{");
    boolean writes = method != PathItem.HttpMethod.GET;
    // A header that stands at the class stands at its reading operations too, and means nothing there.
    boolean command = writes && parameters.stream().anyMatch(p -> "If-Match".equalsIgnoreCase(p.getName()));
    boolean body = operation.getRequestBody() != null;
    List<String> names = new ArrayList<>();
    if (body) {
      names.add("Malformed");
    }
    if (secured) {
      names.addAll(List.of("SignIn", "NotAllowed"));
    }
    if (named) {
      names.add("NotFound");
    }
    if (writes && (command || named)) {
      names.add("NotNow");
    }
    if (command) {
      names.addAll(List.of("Stale", "NotKnownYet"));
    }
    if (body || parameters.stream().anyMatch(p -> p.getIn() != Parameter.In.PATH)) {
      names.add("Invalid");
    }
    if (!secured && path.contains("/progress/")) {
      names.add("TooMany");
    }
    names.add("Away");
    return names;
  }

  private static void refuse(Operation operation, List<String> names, boolean open311) {
    APIResponses responses = operation.getResponses() == null ? OASFactory.createAPIResponses() : operation.getResponses();
    for (String bare : Set.of("400", "401", "403", "404", "409", "412", "422")) {
      responses.removeAPIResponse(bare);
    }
    if (open311) {
      List.of("400", "403", "404", "503").forEach(status -> responses.addAPIResponse(status, OASFactory.createAPIResponse().ref("#/components/responses/" + OPEN311_ERRORS)));
    } else {
      names.forEach(name -> responses.addAPIResponse(NOES.stream().filter(no -> no.name.equals(name)).map(No::status).findFirst().orElse("202"),
          OASFactory.createAPIResponse().ref("#/components/responses/" + name)));
    }
    operation.responses(responses);
  }

  private static APIResponse response(No no) {
    MediaType json = OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM));
    no.examples.forEach(refusal -> json.addExample(refusal.reason().name(), example(EventTypes.JSON.convertValue(Problem.of(refusal, no.field), new TypeReference<Map<String, Object>>() {}))));
    APIResponse response = OASFactory.createAPIResponse().description(no.description).content(content(PROBLEM_JSON, json));
    return no.status.equals("503") || no.status.equals("429")
        ? response.addHeader("Retry-After", OASFactory.createHeader().description("seconds").schema(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))) : response;
  }

  /** As GeoReport v2 says it: a list, in the format that was asked. */
  private static APIResponse open311() {
    Schema one = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).addProperty("code", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER)).addProperty("description", text());
    MediaType json = OASFactory.createMediaType().schema(OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(one))
        .addExample("KEY_MISSING", example(List.of(Map.of("code", 403, "description", new Refusal(Reason.KEY_MISSING).english() + " " + new Refusal(Reason.KEY_MISSING).chinese()))));
    return OASFactory.createAPIResponse().description("Errors of Open311, in XML or JSON.").content(content("application/json", json).addMediaType("text/xml", OASFactory.createMediaType()));
  }

  private static Schema problem() {
    Schema problem = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description("RFC 9457 problem details. code is stable and for programs; detail and detailEn are the sentence for people; field names what is wrong with the input.");
    List.of("type", "title", "code", "detail", "detailEn", "field").forEach(name -> problem.addProperty(name, text()));
    problem.addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
    return problem.required(List.of("type", "title", "status", "code", "detail", "detailEn"));
  }

  private static void exemplify(Operation operation, JsonNode example) {
    if (example != null && operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
      operation.getRequestBody().getContent().getMediaTypes().values().stream().findFirst()
          .ifPresent(media -> media.addExample("tour", example(EventTypes.JSON.convertValue(example, Object.class))));
    }
  }

  private static Example example(Object value) { return OASFactory.createExample().value(value); }

  private static Schema text() { return OASFactory.createSchema().addType(Schema.SchemaType.STRING); }

  private static Content content(String type, MediaType media) { return OASFactory.createContent().addMediaType(type, media); }

  private static Map<String, JsonNode> examples() {
    Map<String, JsonNode> examples = new LinkedHashMap<>();
    try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream("openapi-examples.json")) {
      if (in != null) {
        EventTypes.JSON.readTree(in).properties().forEach(e -> examples.put(e.getKey(), e.getValue()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("openapi-examples.json cannot be read", e);
    }
    return examples;
  }
}
