package cn.jsjb.supervision.packing;

import static cn.jsjb.edge.Caller.INSPECTOR;
import static cn.jsjb.edge.Caller.SUPERVISOR;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SealEvent.EvidenceExported;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.matters.MatterEndpoint;
import cn.jsjb.supervision.matters.SealMatter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** What an export that has been recorded gives out: the raw records with their proofs, and the pack. */
@Path("/api/evidence")
public class PackingResource extends MatterEndpoint<SealMatter> {
  /** Proofs at a time: each reads a stretch of the log. */
  private static final Semaphore FREE = new Semaphore(2);

  @Inject LogService<Oversight> tickets;
  @Inject Proving proving;

  public PackingResource() { super(SealMatter.class, "/api/evidence/"); }

  /**
   * The records themselves, byte for byte, with the proofs that they are sealed: enough to verify them with nothing but SHA-256 and the public key. To whoever has
   * recorded the export, and nobody else: what is taken out leaves a trace first.
   */
  @GET
  @Path("{id}/records")
  @RolesAllowed({INSPECTOR, SUPERVISOR})
  @RunOnVirtualThread
  public Proving.Proved records(@PathParam("id") String id) {
    Taken taken = taken(id);
    return oneOfFew(() -> proving.of(taken.row));
  }

  /** 证据包: a zip that verifies offline with nothing but the public key. */
  @GET
  @Path("{id}/pack")
  @Produces("application/zip")
  @RolesAllowed({INSPECTOR, SUPERVISOR})
  @RunOnVirtualThread
  public Response pack(@PathParam("id") String id) {
    Taken taken = taken(id);
    String name = taken.row.state() == null ? taken.row.id() : taken.row.state().subject().ticketNo();
    return Response.ok(oneOfFew(() -> proving.pack(taken.row, taken.exported.by(), taken.exported.reason()))).header("Content-Disposition", "attachment; filename=\"%s.zip\"".formatted(name)).build();
  }

  private static <T> T oneOfFew(Supplier<T> work) {
    if (!FREE.tryAcquire()) {
      throw Refused.tooMany(10);
    }
    try {
      return work.get();
    } finally {
      FREE.release();
    }
  }

  private record Taken(EvidenceExported exported, Row<Oversight> row) {}

  private Taken taken(String id) {
    SealMatter matter = (SealMatter) load(id).state();
    if (matter.exported() == null) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    if (!caller.actor().equals(matter.actor())) {
      throw new Refused(Reason.NOT_YOUR_EXPORT);
    }
    Row<Oversight> row = tickets.follower().loadFresh(matter.exported().complaint());
    if (row == null) {
      throw new Refused(Reason.NOT_FOUND, matter.exported().complaint());
    }
    return new Taken(matter.exported(), row);
  }
}
