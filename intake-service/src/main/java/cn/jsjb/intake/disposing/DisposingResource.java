package cn.jsjb.intake.disposing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Knowledge;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.AbuseStep;
import cn.jsjb.event.IntakeEvent.Ground;
import cn.jsjb.event.IntakeEvent.Target;
import cn.jsjb.event.Reason;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.showing.TicketView;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** The desk's decisions about tickets that no unit has signed for yet. */
@Path("/api/complaints")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DisposingResource {
  @Inject LogService<Complaint> service;
  @Inject OtherTickets others;
  @Inject Clock clock;
  @Inject Caller caller;

  /** @param answer where the operator says more than the item does */
  public record Answer(String item, String answer) {}

  public record Diversion(Target target, String advice) {}

  /** @param confirmed no new fact or reason, and the progress of the earlier ticket was told */
  public record Refusal(Ground ground, String explanation, String earlierTicketNo, boolean confirmed) {}

  public record Referral(String unit, String advice) {}

  public record Risk(String facts, List<String> toUnits) {}

  public record Release(String reason) {}

  public record Suggestions(List<Testing.Suggestion> items, long total) {}

  /** The tests in the order of the regulation, with what speaks for each. */
  @GET
  @Path("/{id}/disposition")
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER})
  public Suggestions suggestions(@PathParam("id") String id) {
    Row<Complaint> row = service.follower().load(id);
    if (row == null || row.state() == null) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    Complaint.Ticket t = row.state().ticket();
    Instant now = clock.instant();
    Catalogue catalogue = Catalogue.get();
    int days = catalogue.desk().at(now).sameMatter().days();
    List<String> same = others.ofCaller(t.phoneHash(), Disposing.category(row.state()), id).stream()
        .filter(e -> Disposing.isSameMatter(row.state(), e, days, now)).map(Disposing.Earlier::ticketNo).toList();
    String[] words = others.words(row);
    List<Testing.Suggestion> items = Testing.of(words[0], words[1], t.requestType(),
        row.state() instanceof Complaint.Registered r ? r.classification().grade() : null, same, catalogue, now);
    return new Suggestions(items, items.size());
  }

  @POST
  @Path("/{id}/answer")
  @RolesAllowed(Caller.OPERATOR)
  public Response answer(@PathParam("id") String id, Answer body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    String item = required("item", body == null ? null : body.item(), 40);
    String words = Receiving.words("answer", body.answer(), Disposing.TEXT);
    Knowledge.Version version = Catalogue.get().knowledge().find(item).flatMap(i -> i.at(clock.instant())).orElseThrow(() -> Refused.field("item", Reason.UNKNOWN_KNOWLEDGE, item));
    return handle(id, key, ifMatch, (state, now) -> Disposing.answer(state, words == null ? version.answer() : words, item, version.version()));
  }

  @POST
  @Path("/{id}/diversion")
  @RolesAllowed(Caller.OPERATOR)
  public Response divert(@PathParam("id") String id, Diversion body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    Target target = Input.required("target", body == null ? null : body.target());
    String advice = told("advice", body.advice(), target.name());
    return handle(id, key, ifMatch, (state, now) -> Disposing.divert(state, target, advice));
  }

  @POST
  @Path("/{id}/refusal")
  @RolesAllowed(Caller.OPERATOR)
  public Response decline(@PathParam("id") String id, Refusal body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    Ground ground = Input.required("ground", body == null ? null : body.ground());
    String explanation = told("explanation", body.explanation(), ground.name());
    String number = ground == Ground.NO_NEW_FACTS ? required("earlierTicketNo", body.earlierTicketNo(), 40) : null;
    Disposing.Earlier earlier = number == null ? null : others.byNumber(number);
    return handle(id, key, ifMatch, (state, now) -> Disposing.decline(id, state, new Disposing.Decline(ground, explanation, number, earlier, body.confirmed(),
        ground == Ground.HARASSMENT && state != null && others.furthestStep(state.ticket().phoneHash()).filter(s -> s.compareTo(AbuseStep.DISSUADED) >= 0).isPresent()),
        Catalogue.get().desk().at(now), now));
  }

  @POST
  @Path("/{id}/scope-referral")
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER})
  public Response refer(@PathParam("id") String id, Referral body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    String unit = Input.unit("unit", body == null ? null : body.unit());
    String advice = required("advice", body.advice(), Disposing.TEXT);
    return handle(id, key, ifMatch, (state, now) -> Disposing.refer(state, unit, Catalogue.get().units().require(unit).name(), advice));
  }

  @POST
  @Path("/{id}/emergency-risk")
  @RolesAllowed({Caller.OPERATOR, Caller.ANALYST})
  public Response risk(@PathParam("id") String id, Risk body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    String facts = required("facts", body == null ? null : body.facts(), Disposing.TEXT);
    List<String> units = Input.required("toUnits", body.toUnits());
    for (int i = 0; i < units.size(); i++) {
      Input.unit("toUnits[%d]".formatted(i), units.get(i));
    }
    return handle(id, key, ifMatch, (state, now) -> Disposing.reportRisk(state, facts, List.copyOf(units)));
  }

  /** What lies at the desk goes to dispatch. */
  @POST
  @Path("/{id}/release")
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER})
  public Response release(@PathParam("id") String id, Release body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    String reason = Receiving.words("reason", body == null ? null : body.reason(), 500);
    return handle(id, key, ifMatch, (state, now) -> Disposing.release(state, reason));
  }

  private String told(String field, String given, String code) {
    String words = Receiving.words(field, given, Disposing.TEXT);
    return words != null ? words : Input.required(field, Catalogue.get().desk().at(clock.instant()).advice(code));
  }

  private static String required(String field, String given, int most) { return Input.required(field, Receiving.words(field, given, most)); }

  private Response handle(String id, String key, String ifMatch, BiFunction<Complaint, Instant, Decision> decide) {
    var outcome = service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch), decide));
    return Answers.of(outcome, "/api/complaints/" + id, TicketView::of);
  }
}
