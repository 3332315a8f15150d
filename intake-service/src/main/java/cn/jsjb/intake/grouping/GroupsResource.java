package cn.jsjb.intake.grouping;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.DeskRules;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.Desk;
import cn.jsjb.intake.receiving.Receiving;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** 集体诉求 for dispatchers; a group's id is the id of the complaint that leads it. */
@Path("/api/groups")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GroupsResource {
  private static final int MATTER = 500, MEMBERS = 500;

  @Inject LogService<Complaint> service;
  @Inject Groups groups;
  @Inject Clock clock;
  @Inject Caller caller;

  /** @param leader, members, representatives complaint ids */
  public record NewGroup(String leader, String matter, List<String> members, List<String> representatives) {}

  public record NewMember(String complaintId) {}

  /** @param representative may speak for all */
  public record MemberView(String complaintId, String ticketNo, String status, boolean leads, boolean representative) {}

  public record GroupView(String groupId, String ticketNo, String status, String matter, String category, String unitCode, Instant dueAt, int size, List<MemberView> members) {}

  public record Page(List<GroupView> items, long total) {}

  /** Tickets that look like a group that nobody has opened yet. @param spot community or address, null where only the street is known */
  public record Suggestion(String category, String localityCode, String spot, int claimants, List<String> complaintIds) {}

  public record Suggestions(List<Suggestion> items, long total, String version) {}

  @POST
  @RolesAllowed(Caller.DISPATCHER)
  public Response open(NewGroup body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    String leader = Input.text("leader", body == null ? null : body.leader(), 40);
    String matter = Input.required("matter", Receiving.words("matter", body.matter(), MATTER));
    List<String> members = ids("members", Input.required("members", body.members()));
    List<String> representatives = ids("representatives", body.representatives() == null ? List.of() : body.representatives());
    DeskRules.Rules rules = rules();
    var command = new Grouping.Open(matter, groups.load(members), representatives);
    var outcome = service.commands().handle(new Command<>(leader, caller.actor(), key, Answers.head(ifMatch), (state, now) -> Grouping.open(leader, state, command, rules)));
    return Answers.of(outcome, 201, "/api/groups/" + leader, this::view);
  }

  @POST
  @Path("/{id}/members")
  @RolesAllowed({Caller.DISPATCHER, Caller.OPERATOR})
  public Response add(@PathParam("id") String id, NewMember body, @HeaderParam("Idempotency-Key") String key, @HeaderParam("If-Match") String ifMatch) {
    String member = Input.text("complaintId", body == null ? null : body.complaintId(), 40);
    Grouping.Other other = groups.load(List.of(member)).getFirst();
    DeskRules.Rules rules = rules();
    var outcome = service.commands().handle(new Command<>(id, caller.actor(), key, Answers.head(ifMatch), (state, now) -> Grouping.add(state, other, rules)));
    return Answers.of(outcome, "/api/groups/" + id, this::view);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER, Caller.CALLBACK, Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.LEADER, Caller.ADMIN})
  public GroupView one(@PathParam("id") String id) {
    Row<Complaint> row = service.follower().load(id);
    if (row == null || row.state() == null || row.state().ticket().desk().group() == null) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    if (!caller.sees(row.state().ticket().life().unit())) {
      throw new Refused(Reason.OTHER_UNIT);
    }
    return view(row);
  }

  /** Newest first. */
  @GET
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER, Caller.CALLBACK, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.LEADER, Caller.ADMIN})
  public Page list(@QueryParam("page") Integer page, @QueryParam("size") Integer size) {
    int most = Input.size(size);
    long total = groups.query("SELECT count(*) FROM projection.complaint WHERE group_size IS NOT NULL", Tuple.tuple()).iterator().next().getLong(0);
    List<GroupView> items = new ArrayList<>();
    groups.query("SELECT id FROM projection.complaint WHERE group_size IS NOT NULL ORDER BY received_at DESC, id DESC LIMIT $1 OFFSET $2", Tuple.of(most, (long) Input.page(page) * most))
        .forEach(row -> items.add(view(service.follower().load(row.getString(0)))));
    return new Page(items, total);
  }

  /** What the rule of today would call a group (default: five claimants, same category and spot, seven days). */
  @GET
  @Path("/suggestions")
  @RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER, Caller.BUREAU})
  public Suggestions suggestions() {
    DeskRules.Rules rules = rules();
    List<Suggestion> items = new ArrayList<>();
    groups.query("""
        SELECT category, locality_code, coalesce(community_code, address), count(DISTINCT phone_hash)::int, array_agg(id ORDER BY received_at)
        FROM projection.complaint WHERE received_at >= $1 AND leader_id IS NULL AND group_size IS NULL AND phone_hash IS NOT NULL AND category IS NOT NULL
        AND locality_code IS NOT NULL AND status = ANY($2) GROUP BY 1, 2, 3 HAVING count(DISTINCT phone_hash) >= $3 ORDER BY 4 DESC LIMIT 50""",
        Tuple.of(clock.instant().minus(Duration.ofDays(rules.group().days())).atOffset(ZoneOffset.UTC),
            new String[] {Stage.REGISTERED.name(), Stage.PENDING_DISPATCH.name(), Stage.CONSULTING.name(), Stage.DISPATCHED.name(), Stage.SIGNED.name(), Stage.HANDLING.name()}, rules.group().claimants()))
        .forEach(r -> items.add(new Suggestion(r.getString(0), r.getString(1), r.getString(2), r.getInteger(3), Arrays.asList(r.getArrayOfStrings(4)))));
    return new Suggestions(items, items.size(), rules.version());
  }

  private DeskRules.Rules rules() { return Catalogue.get().desk().at(clock.instant()); }

  private static List<String> ids(String field, List<String> given) {
    if (given.size() > MEMBERS) {
      throw Refused.field(field, Reason.FIELD_TOO_LONG, field, MEMBERS);
    }
    for (int i = 0; i < given.size(); i++) {
      Input.text("%s[%d]".formatted(field, i), given.get(i), 40);
    }
    return List.copyOf(given);
  }

  private GroupView view(Row<Complaint> row) {
    Complaint.Ticket t = row.state().ticket();
    Desk.Group group = t.desk().group();
    List<MemberView> members = new ArrayList<>();
    members.add(new MemberView(row.id(), t.ticketNo(), t.life().stage().name(), true, group.representatives().contains(row.id())));
    for (var member : group.members()) {
      Row<Complaint> own = service.follower().load(member.complaintId());
      members.add(new MemberView(member.complaintId(), member.ticketNo(), own == null || own.state() == null ? null : own.state().ticket().life().stage().name(), false,
          group.representatives().contains(member.complaintId())));
    }
    return new GroupView(row.id(), t.ticketNo(), t.life().stage().name(), group.matter(), group.category(), t.life().unit(), t.life().dueAt(), members.size(), members);
  }
}
