package cn.jsjb.supervision.pursuing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Ids;
import cn.jsjb.log.LogService;
import cn.jsjb.log.RecordView;
import cn.jsjb.runtime.KafkaCluster;
import cn.jsjb.supervision.clues.Clue;
import cn.jsjb.supervision.clues.Watching;
import cn.jsjb.supervision.inspecting.Evidences;
import cn.jsjb.supervision.matters.Matter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The clue rules at work: reads {@code complaint-log} and {@code programme-log} in their one order, behind the service's own follower and beside it, and raises what the rules find.
 *
 * <p>Exactly once in effect: the id of a clue is its content, and raising it is the first fact of its stream, so that a second node, a crash or a new start from
 * the beginning can only say again what has been said, and the law makes it void. What the rules remember is written to a row now and then, after everything
 * raised so far is acknowledged; other rules or another format begin from the start of the log.
 */
@ApplicationScoped
public class LiveClues {
  private static final Logger LOG = Logger.getLogger(LiveClues.class);
  private static final Duration SAVE_AFTER = Duration.ofSeconds(60), SAVE_WHEN_QUIET = Duration.ofSeconds(5);
  private static final TypeReference<Map<String, Long>> POSITIONS = new TypeReference<>() {};

  @Inject KafkaCluster kafka;
  @Inject EventLog log;
  @Inject LogService<Matter> matters;
  @Inject Evidences evidences;
  @Inject DataSource database;
  @Inject Clock clock;
  /** Switched off, nothing is raised; back-runs go on working. */
  @ConfigProperty(name = "jsjb.clues.live", defaultValue = "true") boolean live;

  private volatile boolean stopping;
  private Thread thread;

  void start(@Observes StartupEvent event) {
    if (live) {
      thread = Thread.ofPlatform().daemon().name("clues").priority(Thread.MIN_PRIORITY).start(this::run);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    if (thread != null) {
      thread.interrupt();
      thread.join(2_000);
    }
  }

  private void run() {
    long pause = 500;
    while (!stopping) {
      try {
        follow();
      } catch (InterruptedException stop) {
        return;
      } catch (Exception e) {
        if (stopping) {
          return;
        }
        LOG.warnf("the clue rules stand still: %s; trying again in %d ms", e.getMessage(), pause);
        LOG.debug("cause", e);
        try {
          TimeUnit.MILLISECONDS.sleep(pause);
        } catch (InterruptedException stop) {
          return;
        }
        pause = Math.min(30_000, pause * 2);
      }
    }
  }

  private void follow() throws Exception {
    Map<String, Long> from = new HashMap<>();
    Watching watching = load(from);
    List<CompletableFuture<?>> raised = new ArrayList<>();
    Map<Integer, Long> known = new HashMap<>();
    long saved = System.nanoTime();
    boolean changed = false;
    try (LogInOrder order = new LogInOrder(kafka.client(), from, false)) {
      while (!stopping) {
        for (LogInOrder.Read read = order.next(); read != null && !stopping; read = order.next()) {
          if (read.isOfAComplaint()) {
            behindTheFollower(read.record(), known);
          }
          for (Clue clue : read.by(watching)) {
            raise(clue, raised);
          }
          changed = true;
          if (System.nanoTime() - saved > SAVE_AFTER.toNanos()) {
            break;
          }
        }
        if (changed && System.nanoTime() - saved > (raised.isEmpty() ? SAVE_AFTER : SAVE_WHEN_QUIET).toNanos()) {
          for (CompletableFuture<?> one : raised) {
            one.get(30, TimeUnit.SECONDS);
          }
          raised.clear();
          save(watching, order.positions());
          saved = System.nanoTime();
          changed = false;
        }
        order.poll(Duration.ofMillis(250));
      }
    } catch (org.apache.kafka.common.errors.InterruptException stop) {
      throw new InterruptedException();
    }
  }

  /** People come first: what the service has not folded yet is not weighed yet, so a backlog is worked off by its follower alone. */
  private void behindTheFollower(RecordView record, Map<Integer, Long> known) throws InterruptedException {
    while (known.getOrDefault(record.partition(), 0L) <= record.offset()) {
      long position = evidences.known(record.partition());
      known.put(record.partition(), position);
      if (position <= record.offset()) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private void raise(Clue clue, List<CompletableFuture<?>> raised) {
    String id = clue.id();
    if (matters.follower().loadFresh(id) != null) {
      return;
    }
    String cause = clue.evidence().isEmpty() ? "" : clue.evidence().getLast().event();
    raised.add(log.append(EventLog.OVERSIGHT, EventLog.envelope(id, Ids.named("raised", id).toString(), clue.event(), clock.instant().truncatedTo(ChronoUnit.MILLIS), 1,
        "policy:" + clue.ruleId(), cause, Chain.genesis(id))).toCompletableFuture());
  }

  private Watching load(Map<String, Long> positions) throws SQLException, JsonProcessingException {
    ClueRules rules = ClueRules.get();
    Watching fresh = new Watching(rules, Catalogue.get().units(), Catalogue.get().duties(), evidences::before);
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement("SELECT positions, memory FROM projection.clue_memory WHERE fingerprint = ?")) {
      query.setString(1, fresh.fingerprint());
      try (ResultSet found = query.executeQuery()) {
        if (!found.next()) {
          LOG.infof("the clue rules begin at the start of the log");
          return fresh;
        }
        positions.putAll(EventTypes.JSON.readValue(found.getString(1), POSITIONS));
        return Watching.resumed(found.getString(2), rules, Catalogue.get().units(), Catalogue.get().duties(), evidences::before);
      }
    }
  }

  private void save(Watching watching, Map<String, Long> positions) throws SQLException, JsonProcessingException {
    try (Connection connection = database.getConnection(); PreparedStatement upsert = connection.prepareStatement(
        "INSERT INTO projection.clue_memory (one, fingerprint, positions, memory) VALUES (true, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, positions = EXCLUDED.positions, memory = EXCLUDED.memory")) {
      upsert.setString(1, watching.fingerprint());
      upsert.setString(2, EventTypes.JSON.writeValueAsString(positions));
      upsert.setString(3, watching.memory());
      upsert.executeUpdate();
    }
  }
}
