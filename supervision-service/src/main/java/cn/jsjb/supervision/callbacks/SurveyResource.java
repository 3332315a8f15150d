package cn.jsjb.supervision.callbacks;

import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import cn.jsjb.event.SupervisionEvent.ClaimantReport;
import cn.jsjb.event.SupervisionEvent.Satisfaction;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Commands.Outcome;
import cn.jsjb.log.LogService;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Round;
import cn.jsjb.supervision.Survey;
import cn.jsjb.supervision.callbacks.CallingBack.Call;
import cn.jsjb.supervision.callbacks.Surveying.SendLink;
import cn.jsjb.supervision.callbacks.Surveying.State;
import cn.jsjb.supervision.deadlines.CallbackTerms;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The claimant's own answer: a link is made for the gateway that sends it, and answered without an account. */
@Path("/api")
@RunOnVirtualThread
public class SurveyResource {
  private static final String CLAIMANT = "claimant";

  private final LogService<Oversight> service;
  private final CallbackTerms terms;
  private final Clock clock;
  private final SurveyTokens tokens;
  private final SurveyLimits limits;
  @Inject Caller caller;

  public SurveyResource(LogService<Oversight> service, CallbackTerms terms, Clock clock, PrivateBox box, @ConfigProperty(name = "jsjb.survey.per-address") int perAddress,
      @ConfigProperty(name = "jsjb.survey.wrong-per-address") int wrongPerAddress) {
    this.service = service;
    this.terms = terms;
    this.clock = clock;
    this.tokens = new SurveyTokens(box);
    this.limits = new SurveyLimits(perAddress, wrongPerAddress);
  }

  public record LinkRequest(CallbackChannel channel) {}

  /** @param path, message for the gateway alone, so that nobody who asks can answer; null for others. The path stands in this answer and nowhere else */
  public record Link(String complaintId, int number, String path, Instant expiresAt, Questionnaire.Text message) {}

  /** The gateway of SMS and web gets the link to send; the hotline's people may have one made, and are told by when it answers. */
  @POST
  @Path("tickets/{id}/surveys")
  @RolesAllowed({Caller.CALLBACK, Caller.OPERATOR, Caller.ADAPTER})
  public Response send(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch, LinkRequest request) {
    CallbackChannel channel = Input.required("channel", Input.required("body", request).channel());
    if (channel != CallbackChannel.SMS && channel != CallbackChannel.WEB) {
      throw Refused.field("channel", Reason.FIELD_INVALID, "channel", "SMS, WEB");
    }
    SendLink command = new SendLink(id, caller.unit(), channel);
    Outcome<Oversight> outcome = service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch),
        (o, now) -> Surveying.decide(o, command, terms.at(o == null ? now : o.since()), number -> tokens.hash(tokens.token(id, number)), now)));
    return Answers.of(outcome, 201, "/api/history/" + id, row -> link(id, row));
  }

  private Link link(String id, Row<Oversight> row) {
    Survey survey = row.state().rounds().stream().map(Round::survey).filter(Objects::nonNull).reduce((a, b) -> b).orElseThrow();
    if (!caller.is(Caller.ADAPTER)) {
      return new Link(id, survey.number(), null, survey.expiresAt(), null);
    }
    String path = "/api/public/surveys/" + tokens.token(id, survey.number());
    return new Link(id, survey.number(), path, survey.expiresAt(), new Questionnaire.Text("【12345】您的诉求%s已办理，请点击链接评价：%s".formatted(row.state().subject().ticketNo(), path),
        "[12345] Your request %s has been handled; please answer three questions: %s".formatted(row.state().subject().ticketNo(), path)));
  }

  @GET
  @Path("public/surveys/{token}")
  @PermitAll
  public Questionnaire questions(@PathParam("token") String token, @Context HttpServerRequest request) {
    Row<Oversight> row = find(token, request);
    State state = Surveying.state(row.state(), tokens.hash(token), clock.instant());
    Survey survey = row.state().rounds().stream().map(Round::survey).filter(Objects::nonNull).reduce((a, b) -> b).orElse(null);
    return Questionnaire.of(row.state(), survey, state);
  }

  /** @param reports what was done to him; the handling unit is not told */
  public record SurveyAnswer(Boolean contacted, Boolean resolved, Boolean partly, Satisfaction satisfaction, Satisfaction processSatisfaction, List<String> reasons, List<ClaimantReport> reports) {}

  @POST
  @Path("public/surveys/{token}")
  @PermitAll
  public Response answer(@PathParam("token") String token, @HeaderParam("Idempotency-Key") String key, SurveyAnswer answer, @Context HttpServerRequest request) {
    Row<Oversight> row = find(token, request);
    String hash = tokens.hash(token);
    Input.required("body", answer);
    Call.Answered answers = new CallbackRequest(answer.contacted(), answer.resolved(), answer.partly(), answer.satisfaction(), CallbackChannel.SMS, answer.reasons(), null, null,
        answer.processSatisfaction(), null, answer.reports()).answered(row.id(), null);
    return Answers.of(service.commands().handle(new Command<>(row.id(), CLAIMANT, key, null, (o, now) -> Surveying.decide(o, hash, answers, now))), "/api/public/surveys/" + token,
        done -> Questionnaire.of(done.state(), done.state().present().survey(), State.ANSWERED));
  }

  /** A token that was made up and a link that never was get the same answer, and few tries. */
  private Row<Oversight> find(String token, HttpServerRequest request) {
    String address = request.remoteAddress() == null ? "?" : request.remoteAddress().hostAddress();
    limits.asked(address);
    Row<Oversight> row = SurveyTokens.complaint(token).map(id -> service.follower().load(id)).orElse(null);
    if (row == null || row.state() == null || Surveying.state(row.state(), tokens.hash(token), clock.instant()) == State.UNKNOWN) {
      limits.wrong(address);
      throw new Refused(Reason.NOT_FOUND, "链接 / the link");
    }
    return row;
  }
}
