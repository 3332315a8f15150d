package cn.jsjb.analytics.watching;

import cn.jsjb.analytics.counting.Freshness;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.watching.LiveWall.Live;
import cn.jsjb.edge.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The wall, and the wall as it moves. */
@Path("/api/boards/live")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class LiveResource {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final int HEARTBEAT = 15;

  @Inject Mutiny.SessionFactory database;
  @Inject LiveWall wall;
  @Inject Freshness freshness;
  @Inject Caller caller;

  /** One look a beat serves everybody who watches the same. */
  private final ConcurrentMap<Scope, Look> looks = new ConcurrentHashMap<>();

  private record Look(long version, Uni<Live> live) {}

  @GET
  public Uni<Live> live() {
    Scope scope = Scope.of(caller);
    return database.withSession(session -> wall.now(session, scope));
  }

  /** What stands there when it begins, then whenever something has changed, once a second at most; a comment in between keeps the connection. */
  @GET
  @Path("/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  public Multi<OutboundSseEvent> stream(@Context Sse sse) {
    Scope scope = Scope.of(caller);
    long[] seen = {-1, 0};
    return Multi.createFrom().ticks().every(BEAT).onOverflow().drop().onItem().transformToUniAndConcatenate(tick -> {
      long version = freshness.version();
      if (version == seen[0]) {
        return ++seen[1] % HEARTBEAT == 0 ? Uni.createFrom().item(sse.newEventBuilder().comment("still here").build()) : Uni.createFrom().nullItem();
      }
      seen[0] = version;
      seen[1] = 0;
      return look(scope, version).map(live -> sse.newEventBuilder().name("live").id(String.valueOf(live.asOf())).mediaType(MediaType.APPLICATION_JSON_TYPE).data(live).build());
    });
  }

  private Uni<Live> look(Scope scope, long version) {
    return looks.compute(scope, (s, held) -> held != null && held.version() == version ? held
        : new Look(version, database.withSession(session -> wall.now(session, scope)).memoize().indefinitely())).live().onFailure().invoke(() -> looks.remove(scope));
  }
}
