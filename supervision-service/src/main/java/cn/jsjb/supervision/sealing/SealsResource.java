package cn.jsjb.supervision.sealing;

import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.log.TopicGuard;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.VerifierKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** 封印: the signed checkpoints of all logs, and the key to verify them with. */
@Path("/api/seals")
@RunOnVirtualThread
public class SealsResource {
  private static final int MOST = 500;

  @Inject Seals seals;
  @Inject Sealing sealing;
  @Inject SealAlarms alarms;
  @Inject SealKeys keys;

  /** @param items newest first @param alarms what does not fit its seals */
  public record SealList(List<Seals.Seal> items, long total, Collection<SealAlarms.Alarm> alarms) {}

  /** @param publicKey 32 bytes of RFC 8032 in base64 @param vkeys the same for each log and partition, as C2SP writes keys */
  public record PublicKey(String algorithm, String publicKey, List<String> vkeys) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN})
  public SealList list(@QueryParam("log") String log, @QueryParam("partition") Integer partition, @QueryParam("page") @DefaultValue("0") int page,
      @QueryParam("size") @DefaultValue("100") int size) {
    if (log != null && !SealedLogs.LOGS.contains(log)) {
      throw Refused.field("log", Reason.FIELD_INVALID, "log", SealedLogs.LOGS);
    }
    if (partition != null && partition < 0) {
      throw Refused.field("partition", Reason.FIELD_INVALID, "partition", "0 …");
    }
    if (page < 0 || size < 1 || size > MOST) {
      throw Refused.field(page < 0 ? "page" : "size", Reason.FIELD_INVALID, page < 0 ? "page" : "size", "1 – " + MOST);
    }
    return new SealList(seals.list(log, partition, page, size), seals.count(log, partition), alarms.all());
  }

  /** Seals now; the answer has the newest checkpoint of each partition. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Caller.INSPECTOR, Caller.SUPERVISOR, Caller.ADMIN})
  public Sealing.Round seal() { return sealing.seal(); }

  @GET
  @Path("key")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("**")
  public PublicKey key() {
    VerifierKey key = verifier();
    return new PublicKey("Ed25519", Base64.getEncoder().encodeToString(key.raw()), vkeys(key));
  }

  /** The same as a file: a key a line. */
  @GET
  @Path("key")
  @Produces(MediaType.TEXT_PLAIN)
  @RolesAllowed("**")
  public String keyFile() { return vkeys(verifier()).stream().map(line -> line + "\n").collect(Collectors.joining()); }

  private VerifierKey verifier() { return keys.verifier().orElseThrow(() -> new Refused(Reason.NOT_SEALED)); }

  private static List<String> vkeys(VerifierKey key) {
    return TopicGuard.declared().stream().filter(topic -> SealedLogs.LOGS.contains(topic.name()))
        .flatMap(topic -> IntStream.range(0, topic.partitions()).mapToObj(p -> key.named(Checkpoint.origin(topic.name(), p)).toString())).toList();
  }
}
