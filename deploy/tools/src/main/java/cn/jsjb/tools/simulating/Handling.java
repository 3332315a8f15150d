package cn.jsjb.tools.simulating;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.event.DispatchEvent.Outcome;
import cn.jsjb.event.Stage;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.simulating.Api.Answer;
import cn.jsjb.tools.simulating.Api.Who;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings one ticket to closure, as its unit, the departments it summons and a callback agent: looks where it stands, does the next
 * step, looks again. So it goes on wherever a killed service, a lost race or an earlier run has left it.
 */
final class Handling {
  private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(60);
  private static final int LOOK_AGAIN_MILLIS = 60;
  private static final double WHISTLES = 0.15, FAILS_AT_FIRST = 0.06;
  private static final Who HOTLINE = Who.of("dispatcher");

  private final Api api;
  private final Catalogue catalogue = Catalogue.get();
  private final Texts texts;
  private final String id;
  private final Chance chance;
  private final Consumer<String> failures;
  private final boolean whistles;
  private final boolean failsAtFirst;
  private boolean claimantTold;
  private boolean hotlineTold;
  private int round;
  private int hop;
  private Boolean assessed;

  /** @param failures told the code of every answer that should not have come */
  Handling(Api api, Texts texts, String id, long seed, Consumer<String> failures) {
    this.api = api;
    this.texts = texts;
    this.id = id;
    this.chance = Chance.of(seed, id, 0);
    this.failures = failures;
    this.whistles = chance.happens(WHISTLES);
    this.failsAtFirst = chance.happens(FAILS_AT_FIRST);
  }

  /** What came of it. @param handled both feedbacks were given */
  record Outcomes(boolean handled, boolean closed) {}

  Outcomes run() throws InterruptedException {
    boolean handled = false;
    String before = "";
    long progress = System.nanoTime();
    while (System.nanoTime() - progress < WITHOUT_PROGRESS.toNanos()) {
      Answer seen = api.get(ServiceName.DISPATCH, "/api/tickets/" + id, HOTLINE);
      String status = seen.body().path("status").asText("");
      String stand = status + seen.body().path("round") + seen.body().path("contactedAt") + seen.body().path("whistles") + claimantTold + hotlineTold;
      if (!stand.equals(before)) {
        before = stand;
        progress = System.nanoTime();
      }
      if (seen.body().path("round").asInt(1) != round) {
        round = seen.body().path("round").asInt(1);
        claimantTold = false;
        hotlineTold = false;
      }
      hop = seen.body().path("hop").asInt(1);
      if (seen.isDone()) {
        Stage stage = Stage.valueOf(status);
        handled |= stage == Stage.REPLIED || stage == Stage.CALLED_BACK || claimantTold && hotlineTold;
        if (!stage.isOpen() && stage != Stage.WITHDRAWN) {
          return new Outcomes(true, true);
        }
        if (step(stage, seen.body())) {
          continue;
        }
      } else if (!seen.mayComeLater() && seen.status() != 404) {
        failures.accept(seen.code());
      }
      // Nothing to do but to look again: policies and followers are at work.
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    failures.accept("NO_PROGRESS");
    return new Outcomes(handled, false);
  }

  /** True when something was done and it makes sense to look at once. */
  private boolean step(Stage stage, JsonNode ticket) throws InterruptedException {
    String unit = ticket.path("unitCode").asText("");
    return switch (stage) {
      case CONSULTING -> post("dispatches", Map.of("unit", somewhere(ticket), "reason", "会商确定"), Who.of("bureau"), "consult");
      case DISPATCHED -> post("signature", Map.of(), as(unit), "sign");
      case SIGNED, HANDLING, SUPERVISED -> handle(ticket, unit);
      case REPLIED, AWAITING_CALLBACK -> callBack(stage, ticket);
      default -> false;
    };
  }

  private boolean handle(JsonNode ticket, String unit) throws InterruptedException {
    if (!ticket.hasNonNull("contactedAt")) {
      return post("contacts", Map.of("how", "PHONE", "outcome", "REACHED", "metInPerson", false, "note", chance.oneOf(whole(texts.list("/contacts")))), as(unit), "contact");
    }
    JsonNode open = null;
    for (JsonNode whistle : ticket.path("whistles")) {
      open = whistle.path("closed").asBoolean() ? open : whistle;
    }
    if (open != null) {
      return whistle(ticket, unit, open);
    }
    List<String> departments = departments(unit);
    if (whistles && ticket.path("whistles").isEmpty() && ticket.path("round").asInt() == 1 && !departments.isEmpty()) {
      return post("whistles", Map.of("ground", "LAW_ENFORCEMENT", "matter", chance.oneOf(whole(texts.whistles("LAW_ENFORCEMENT").stream().map(Texts.Whistle::matter).toList())), "departments", departments), as(unit), "whistle");
    }
    if (!claimantTold) {
      claimantTold = post("reply", Map.of("text", answer(), "channel", "PHONE"), as(unit), "reply");
      return claimantTold;
    }
    if (!hotlineTold) {
      hotlineTold = post("result", Map.of("outcome", "RESOLVED", "text", answer(), "evidence", List.of("处理后照片.jpg")), as(unit), "result");
      return hotlineTold;
    }
    return false;
  }

  private boolean whistle(JsonNode ticket, String unit, JsonNode whistle) throws InterruptedException {
    String path = "whistles/" + whistle.path("number").asInt();
    for (Map.Entry<String, JsonNode> department : whistle.path("departments").properties()) {
      if (!department.getValue().hasNonNull("acknowledgedAt") && !department.getValue().hasNonNull("reportedAt")) {
        return post(path + "/acknowledgements", Map.of(), as(department.getKey()), "acknowledge " + department.getKey());
      }
      if (!department.getValue().hasNonNull("reportedAt")) {
        return post(path + "/reports", Map.of("department", department.getKey(), "persons", List.of("值班员")), as(unit), "arrive " + department.getKey());
      }
    }
    Map<String, Integer> ratings = new java.util.TreeMap<>();
    whistle.path("departments").fieldNames().forEachRemaining(department -> ratings.put(department, chance.between(80, 100)));
    return post(path + "/closure", Map.of("solved", true, "summary", "各部门现场会商，问题已处置。", "ratings", ratings), as(unit), "close");
  }

  /** A request that is not assessed is closed by itself; nobody calls. */
  private boolean callBack(Stage stage, JsonNode ticket) throws InterruptedException {
    if (assessed == null) {
      Answer filed = api.get(ServiceName.INTAKE, "/api/complaints/" + id, HOTLINE);
      if (!filed.isDone()) {
        return false;
      }
      assessed = !List.of("SUGGESTION", "PRAISE", "INQUIRY").contains(filed.body().path("requestType").asText());
    }
    if (!assessed && stage == Stage.REPLIED) {
      return false;
    }
    boolean resolved = !(failsAtFirst && ticket.path("round").asInt() == 1);
    Map<String, Object> answers = Map.of("contacted", true, "resolved", resolved, "satisfaction", resolved ? "SATISFIED" : "DISSATISFIED", "channel", "PHONE",
        "reasons", resolved ? List.of() : List.of(chance.oneOf(whole(texts.list("/reasonsDissatisfied")))));
    Answer called = api.post(ServiceName.SUPERVISION, "/api/tickets/" + id + "/callbacks", answers, Who.of("callback"), key("callback"));
    // Supervision may not have seen yet what dispatch has.
    if (!called.isDone() && !called.mayComeLater() && called.status() != 409 && called.status() != 404) {
      failures.accept(called.code());
    }
    return called.isDone();
  }

  private boolean post(String path, Object body, Who who, String step) throws InterruptedException {
    Answer answer = api.post(ServiceName.DISPATCH, "/api/tickets/" + id + "/" + path, body, who, key(step));
    if (answer.isDone() || answer.code().equals("ALREADY_TOLD") || answer.code().equals("ALREADY_SIGNED")) {
      return true;
    }
    if (!answer.mayComeLater()) {
      failures.accept(answer.code());
    }
    return false;
  }

  /** The same step in the same hands is the same command, however often it is sent. */
  private String key(String step) { return "simulate/%d/%d/%s".formatted(round, hop, step); }

  private Who as(String unit) {
    return catalogue.units().find(unit).map(Unit::role).filter("SERVICE_BUREAU"::equals).isPresent() ? Who.of("bureau")
        : new Who(catalogue.units().find(unit).map(Unit::kind).filter(Unit.Kind.DISTRICT::equals).isPresent() ? "district" : "unit", unit);
  }

  private String somewhere(JsonNode ticket) {
    String locality = ticket.path("localityCode").asText("");
    return catalogue.units().find(locality).map(Unit::code).orElseGet(() -> chance.oneOf(catalogue.units().localities()).code());
  }

  private List<String> departments(String unit) {
    Optional<Unit> locality = catalogue.units().find(unit).filter(u -> u.kind() == Unit.Kind.LOCALITY);
    return locality.map(u -> Stream.of("URBAN_ENFORCEMENT", "MARKET").map(role -> catalogue.units().departmentOf(u.districtCode(), role)).flatMap(Optional::stream).map(Unit::code).toList())
        .orElse(List.of());
  }

  private String answer() { return chance.oneOf(whole(texts.replies(Outcome.RESOLVED))); }

  /** Those with nothing left to fill in: of somebody else's complaint nobody here knows a company or a date. */
  private static List<String> whole(List<String> texts) { return texts.stream().filter(text -> text.indexOf('{') < 0).toList(); }
}
