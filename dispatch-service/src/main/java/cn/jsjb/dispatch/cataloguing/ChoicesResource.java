package cn.jsjb.dispatch.cataloguing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.ReplyTemplates;
import cn.jsjb.edge.Input;
import cn.jsjb.event.DispatchEvent.Outcome;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What a console offers to choose from: the reasons of the lists in force, and words to begin a reply with. */
@Path("/api/catalogue")
@NonBlocking
public class ChoicesResource {
  @Inject Clock clock;

  public record Choice(String code, String name, String en) {}

  /** @param version of the lists: that of the limits, and that of the rules of supervision */
  public record Choices(List<Choice> deferralReasons, List<Choice> exclusionReasons, List<String> version) {}

  @GET @Path("/choices") @RolesAllowed("**")
  public Choices choices() {
    Instant now = clock.instant();
    Catalogue rules = Catalogue.get();
    var limits = rules.limits().at(now);
    var supervision = rules.supervision().at(now);
    return new Choices(limits.deferral().reasons().entrySet().stream().map(r -> new Choice(r.getKey(), r.getValue().chinese(), r.getValue().english())).toList(),
        supervision.exclusions().values().stream().map(e -> new Choice(e.code(), e.name(), e.en())).toList(), List.of(limits.version(), supervision.version()));
  }

  public record Templates(List<ReplyTemplates.Template> items, int total) {}

  /** 答复模板 in force now, the closest to the matter first. @param category six digits, @param outcome what came of it; both may be left out */
  @GET @Path("/reply-templates") @RolesAllowed({"unit", "district", "bureau", "admin"})
  public Templates templates(@QueryParam("category") String category, @QueryParam("outcome") String outcome) {
    Outcome which = outcome == null || outcome.isBlank() ? null : Input.oneOf("outcome", Outcome.class, outcome);
    List<ReplyTemplates.Template> items = ReplyTemplates.get().fitting(Input.atMost("category", category, 6), which == null ? null : which.name(), clock.instant());
    return new Templates(items, items.size());
  }
}
