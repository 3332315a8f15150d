package cn.jsjb.supervision.pursuing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.ClueRules;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.ClueEvent.ClueRaised;
import cn.jsjb.event.Reason;
import cn.jsjb.runtime.KafkaCluster;
import cn.jsjb.supervision.Input;
import cn.jsjb.supervision.clues.Clue;
import cn.jsjb.supervision.clues.Watching;
import cn.jsjb.supervision.inspecting.Evidences;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Rules over the history in a sandbox: a memory of their own, read from the beginning of the log to its present end, nothing written anywhere. */
@ApplicationScoped
public class BackRuns {
  private static final Logger LOG = Logger.getLogger(BackRuns.class);
  private static final int AT_ONCE = 2;
  private static final int STEP = 5_000;

  @Inject KafkaCluster kafka;
  @Inject Evidences evidences;

  private final Semaphore free = new Semaphore(AT_ONCE);

  /**
   * @param rules which, and in which version whatever the day (null: the one of the day); all of them when left out
   * @param parameters rules in the form of {@code clue-rules.json}, published or not, that take the place of those of the same id
   * @param from, to RFC 3339: clues found in [from, to) by the time of the history; the history is read from its beginning all the same
   */
  public record Request(Map<String, Integer> rules, JsonNode parameters, String from, String to) {}

  /** @param is {@code clue}, {@code progress} or {@code done} @param clue what would have been raised, under this {@code id} */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(String is, String id, ClueRaised clue, Long events, Long total, Long found, String message) {}

  Multi<Line> start(Request request) {
    ClueRules rules = rules(request);
    Instant from = Input.time("from", request.from());
    Instant to = Input.time("to", request.to());
    if (from != null && to != null && !from.isBefore(to)) {
      throw Refused.field("to", Reason.FIELD_INVALID, "to", "> from");
    }
    if (!free.tryAcquire()) {
      throw Refused.tooMany(30);
    }
    return Multi.createFrom().emitter(lines -> Thread.ofPlatform().daemon().name("back-run").start(() -> {
      try {
        run(rules, from, to, lines);
        lines.complete();
      } catch (RuntimeException away) {
        LOG.warnf("a back-run ended early: %s", away.getMessage());
        lines.emit(new Line("failed", null, null, null, null, null, away.getClass().getSimpleName()));
        lines.complete();
      } finally {
        free.release();
      }
    }));
  }

  private static ClueRules rules(Request request) {
    try {
      ClueRules rules = request.parameters() == null || request.parameters().isNull() ? ClueRules.get() : ClueRules.get().with(ClueRules.read(request.parameters()));
      return request.rules() == null || request.rules().isEmpty() ? rules : rules.pinned(request.rules());
    } catch (IllegalArgumentException wrong) {
      throw Refused.field(request.parameters() == null ? "rules" : "parameters", Reason.FIELD_INVALID, "rules", wrong.getMessage());
    }
  }

  private void run(ClueRules rules, Instant from, Instant to, MultiEmitter<? super Line> lines) {
    Watching watching = new Watching(rules, Catalogue.get().units(), Catalogue.get().duties(), evidences::before);
    long found = 0;
    long records = 0;
    try (LogInOrder log = new LogInOrder(kafka.client(), Map.of(), true)) {
      do {
        for (LogInOrder.Read read = log.next(); read != null && !lines.isCancelled(); read = log.next()) {
          found += tell(read.by(watching), from, to, lines);
          if (++records % STEP == 0) {
            lines.emit(new Line("progress", null, null, log.handedOver(), log.total(), found, null));
          }
        }
      } while (!lines.isCancelled() && log.poll(Duration.ofMillis(200)));
      // A period that is asked for is looked at to its end, also where the history stops before.
      if (to != null && watching.clock() != null && to.isAfter(watching.clock())) {
        found += tell(watching.until(to), from, to, lines);
      }
      lines.emit(new Line("done", null, null, log.handedOver(), log.total(), found, null));
    }
  }

  private static long tell(List<Clue> clues, Instant from, Instant to, MultiEmitter<? super Line> lines) {
    List<Clue> asked = clues.stream().filter(c -> (from == null || !c.to().isBefore(from)) && (to == null || c.to().isBefore(to))).toList();
    asked.forEach(c -> lines.emit(new Line("clue", c.id(), c.event(), null, null, null, null)));
    return asked.size();
  }
}
