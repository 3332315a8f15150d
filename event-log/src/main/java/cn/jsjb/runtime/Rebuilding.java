package cn.jsjb.runtime;

import cn.jsjb.edge.Caller;
import cn.jsjb.log.Follower;
import cn.jsjb.log.Rebuild;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** {@code POST /api/rebuilds} builds the service's projections, one log after the other, beside the live ones and switches; {@code GET} shows how far it is. */
@Path("/api/rebuilds")
@ApplicationScoped
public class Rebuilding {
  private static final Logger LOG = Logger.getLogger(Rebuilding.class);

  @Inject @Any Instance<LogFollowing> logs;
  @Inject DataSource database;
  @Inject Clock clock;
  @ConfigProperty(name = "quarkus.application.name") String name;
  @Inject KafkaCluster kafka;

  enum State { RUNNING, SWITCHED, FAILED }

  /** @param message what went wrong, or null */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Status(String id, String service, State state, long events, long total, double percent, long eventsPerSecond, long etaSeconds, Instant startedAt,
      String message) {}

  private final class Run {
    final String id = UUID.randomUUID().toString();
    final Map<LogFollowing, Rebuild<?>> rebuilds = new LinkedHashMap<>();
    final Instant startedAt = clock.instant();
    volatile State state = State.RUNNING;
    volatile String message;

    Run() { logs.forEach(log -> rebuilds.put(log, rebuild(log.service().follower()))); }

    private <S> Rebuild<S> rebuild(Follower<S> follower) { return new Rebuild<>(follower.topic(), follower.projection(), kafka.client(), database::getConnection); }

    private Rebuild.Progress progress() {
      return rebuilds.values().stream().map(Rebuild::progress)
          .reduce((a, b) -> new Rebuild.Progress(a.events() + b.events(), a.total() + b.total(), a.rows() + b.rows(), a.millis() + b.millis())).orElseThrow();
    }

    Status status() {
      Rebuild.Progress p = progress();
      return new Status(id, name, state, p.events(), p.total(), Math.round(p.percent() * 10) / 10.0, p.eventsPerSecond(),
          state == State.RUNNING ? p.etaSeconds() : 0, startedAt, message);
    }

    void go() {
      try {
        rebuilds.values().forEach(Rebuild::measure);
        for (Map.Entry<LogFollowing, Rebuild<?>> one : rebuilds.entrySet()) {
          one.getValue().run();
          one.getKey().startOver();
        }
        state = State.SWITCHED;
        LOG.infof("rebuilt %d events at %d/s and switched", progress().events(), progress().eventsPerSecond());
      } catch (Exception e) {
        message = e.getMessage();
        state = State.FAILED;
        LOG.errorf(e, "the rebuild failed; the live tables are as they were");
      }
    }
  }

  private final Deque<Run> runs = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();

  /** 202 with the run; 409 with the running one when there is one. */
  @POST
  @RolesAllowed(Caller.ADMIN)
  public Response start() {
    lock.lock();
    try {
      if (!runs.isEmpty() && runs.getFirst().state == State.RUNNING) {
        return Response.status(409).entity(runs.getFirst().status()).build();
      }
      Run run = new Run();
      runs.addFirst(run);
      if (runs.size() > 20) {
        runs.removeLast();
      }
      Thread.ofPlatform().daemon().name("rebuild").start(run::go);
      return Response.accepted(run.status()).header("Location", "/api/rebuilds").build();
    } finally {
      lock.unlock();
    }
  }

  @GET
  @RolesAllowed({Caller.ADMIN, Caller.LEADER, Caller.ANALYST, Caller.INSPECTOR})
  public Map<String, Object> runs() {
    lock.lock();
    try {
      List<Status> items = runs.stream().map(Run::status).toList();
      return Map.of("items", items, "total", items.size());
    } finally {
      lock.unlock();
    }
  }
}
