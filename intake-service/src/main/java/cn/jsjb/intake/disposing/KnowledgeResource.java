package cn.jsjb.intake.disposing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Knowledge;
import cn.jsjb.catalogue.Unit;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** 知识库 for those who answer. */
@Path("/api/knowledge")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Caller.OPERATOR, Caller.DISPATCHER, Caller.CALLBACK, Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
@NonBlocking
public class KnowledgeResource {
  private static final int QUESTION = 2_000;

  @Inject Clock clock;

  /** @param unitCode which keeps it up to date */
  public record Item(String id, String version, LocalDate validFrom, LocalDate validTo, String title, String titleEn, String answer, String answerEn, String unitCode, String basis) {
    static Item of(Knowledge.Item item, Knowledge.Version v) {
      return new Item(item.id(), v.version(), v.validFrom(), v.validTo(), item.title(), item.titleEn(), v.answer(), v.answerEn(),
          Catalogue.get().units().cityUnit(item.role()).map(Unit::code).orElse(null), item.basis());
    }
  }

  public record Page(List<Item> items, long total) {}

  /** What is in force today, best first. */
  @GET
  public Page search(@QueryParam("q") String words, @QueryParam("size") Integer size) {
    Input.atMost("q", words, QUESTION);
    List<Knowledge.Hit> hits = Catalogue.get().knowledge().search(words, clock.instant(), Integer.MAX_VALUE);
    return new Page(hits.stream().limit(Input.size(size)).map(h -> Item.of(h.item(), h.version())).toList(), hits.size());
  }

  /** One item: the version that was given to somebody, or the one in force. */
  @GET
  @Path("/{id}")
  public Item one(@PathParam("id") String id, @QueryParam("version") String version) {
    return Catalogue.get().knowledge().find(id).flatMap(item -> (version == null ? item.at(clock.instant()) : item.find(version)).map(v -> Item.of(item, v)))
        .orElseThrow(() -> new Refused(Reason.NOT_FOUND, id));
  }
}
