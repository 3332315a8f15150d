package cn.jsjb.intake.showing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Grade;
import cn.jsjb.catalogue.Names;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.Desk;
import cn.jsjb.intake.erasing.Sealing;
import cn.jsjb.intake.receiving.NewComplaint.Enclosure;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.intake.supplementing.Supplementing;
import cn.jsjb.intake.supplementing.Supplementing.Words;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a claimant may ask and say without an account, by ticket number and last four digits (办理进度查询): see how it stands, add
 * words, urge, withdraw. He is heard as who he is: {@code claimant} is the actor of the facts.
 */
@Path("/api/progress/{ticketNo}")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
public class ProgressResource {
  private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
  private static final int TEXT = 2_000;
  private static final String ACTOR = "claimant";

  @Inject OwnTicket own;
  @Inject LogService<Complaint> service;
  @Inject Sealing sealing;

  /**
   * @param status, statusEn as the claimant reads it; {@code stage} is the state name of domain 3.4
   * @param unit name of the unit that handles it, null before dispatch @param units all that had it, in order
   * @param replies what was said to the claimant, nothing internal
   * @param decision how the hotline itself disposed of it, null when it did not
   * @param rating what the claimant answered when called back, null before
   * @param may what can be done now: supplement, urge, withdraw, rate (when called back, or by the link of the callback: the handling unit
   *   knows number and digits too, so they do not prove who rates)
   * @param hint where to turn at once in an emergency, null otherwise
   */
  public record Progress(String ticketNo, String stage, String status, String statusEn, String unit, List<String> units, OffsetDateTime dueAt, List<Told> replies,
      List<Said> supplements, int urges, Decided decision, Rated rating, String groupTicketNo, List<String> may, Hint hint, List<Step> timeline) {}

  public record Told(OffsetDateTime at, String unit, String text) {}

  /** @param text null when the request is confidential */
  public record Said(OffsetDateTime at, String text, boolean late) {}

  /** @param target where the claimant was sent, null for an answer or a refusal */
  public record Decided(OffsetDateTime at, String text, String target, String ground, String earlierTicketNo, String knowledgeItem, String knowledgeVersion) {}

  public record Rated(OffsetDateTime at, boolean contacted, boolean resolved, boolean partly, String satisfaction) {}

  public record Hint(String chinese, String english) {}

  public record Step(OffsetDateTime at, String stage, String status, String statusEn, String unit) {}

  /** The digits come in the body, so that they stand in no log of addresses. */
  public record Supplement(String phoneLast4, String text, List<Enclosure> attachments) {}

  public record Word(String phoneLast4, String text) {}

  private static final Hint EMERGENCY = new Hint("如遇危及生命财产的紧急情况，请立即拨打110、119、120或122。", "If life or property is in danger, call 110, 119, 120 or 122 at once.");

  @GET
  public Progress progress(@PathParam("ticketNo") String ticketNo, @QueryParam("phoneLast4") String lastFour, @Context HttpServerRequest request) {
    return of(own.find(ticketNo, lastFour, request));
  }

  @POST
  @Path("/supplements")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response supplement(@PathParam("ticketNo") String ticketNo, Supplement body, @HeaderParam("Idempotency-Key") String key, @Context HttpServerRequest request) {
    Row<Complaint> row = own.find(ticketNo, body == null ? null : body.phoneLast4(), request);
    List<Attachment> attachments = Receiving.attachments(body.attachments());
    String text = Receiving.words("text", body.text(), TEXT);
    if (text == null && attachments.isEmpty()) {
      throw Refused.field("text", Reason.FIELD_MISSING, "text");
    }
    Words words = sealing.words(row.id(), text);
    return handle(row, key, state -> Supplementing.supplement(state, words, attachments));
  }

  @POST
  @Path("/urges")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response urge(@PathParam("ticketNo") String ticketNo, Word body, @HeaderParam("Idempotency-Key") String key, @Context HttpServerRequest request) {
    Row<Complaint> row = own.find(ticketNo, body == null ? null : body.phoneLast4(), request);
    Words words = sealing.words(row.id(), Receiving.words("text", body.text(), TEXT));
    return handle(row, key, state -> Supplementing.urge(state, words));
  }

  @POST
  @Path("/withdrawal")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response withdraw(@PathParam("ticketNo") String ticketNo, Word body, @HeaderParam("Idempotency-Key") String key, @Context HttpServerRequest request) {
    Row<Complaint> row = own.find(ticketNo, body == null ? null : body.phoneLast4(), request);
    Words words = sealing.words(row.id(), Receiving.words("text", body.text(), TEXT));
    return handle(row, key, state -> Supplementing.withdraw(state, words));
  }

  private Response handle(Row<Complaint> row, String key, Function<Complaint, Decision> decide) {
    var outcome = service.commands().handle(new Command<>(row.id(), ACTOR, key, null, (state, now) -> decide.apply(state)));
    return Answers.of(outcome, "/api/progress/" + row.state().ticket().ticketNo(), ProgressResource::of);
  }

  private static Progress of(Row<Complaint> row) {
    Complaint.Ticket t = row.state().ticket();
    Stage stage = t.life().stage();
    Desk.Disposal d = t.desk().disposal();
    boolean urgent = stage.isOpen() && row.state() instanceof Complaint.Registered r && r.classification().grade() == Grade.URGENT_2H;
    return new Progress(t.ticketNo(), stage.name(), stage.chinese(), stage.english(), name(t.life().unit()),
        t.steps().stream().map(Complaint.Step::unit).filter(u -> u != null).distinct().map(ProgressResource::name).toList(), local(t.life().dueAt()),
        t.replies().stream().map(r -> new Told(local(r.at()), name(r.unit()), r.text())).toList(),
        TicketView.notes(t).stream().map(n -> new Said(local(n.at()), n.text(), n.late())).toList(), t.urges(),
        d == null ? null : new Decided(local(d.at()), d.text(), d.target() != null ? Names.of(d.target()).chinese() : name(d.unit()), d.ground() == null ? null : d.ground().name(), d.earlierTicketNo(), d.item(), d.version()),
        t.rating() == null ? null : new Rated(local(t.rating().at()), t.rating().contacted(), t.rating().resolved(), t.rating().partly(), t.rating().satisfaction() == null ? null : t.rating().satisfaction().name()),
        t.desk().leader() == null ? null : t.desk().leader().ticketNo(), may(stage), urgent ? EMERGENCY : null,
        t.steps().stream().map(s -> new Step(local(s.at()), s.stage().name(), s.stage().chinese(), s.stage().english(), name(s.unit()))).toList());
  }

  private static List<String> may(Stage stage) {
    List<String> may = new ArrayList<>(List.of("supplement"));
    if (stage.isOpen()) {
      may.addAll(List.of("urge", "withdraw"));
    }
    if (stage == Stage.REPLIED || stage == Stage.AWAITING_CALLBACK) {
      may.add("rate");
    }
    return may;
  }

  private static String name(String unit) { return unit == null ? null : Catalogue.get().units().find(unit).map(Unit::name).orElse(unit); }

  private static OffsetDateTime local(Instant at) { return at == null ? null : at.atZone(CITY).toOffsetDateTime(); }
}
