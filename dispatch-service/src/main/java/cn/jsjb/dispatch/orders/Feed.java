package cn.jsjb.dispatch.orders;

import cn.jsjb.dispatch.Duty;
import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jboss.logging.Logger;

/**
 * Tells the consoles: every fact of a ticket goes to {@code dispatch.<unitCode>} of each unit it concerns, before or after it. Clean
 * facts only, in the order of the log, keyed by complaint; {@code ce_id} equals the id of the fact, so that a console can drop a
 * repeat. The payload is the ticket as the unit may see it, and the event in {@code event}; nothing about the claimant's person.
 */
public final class Feed implements Follower.Outward<Ticket>, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Feed.class);
  /** What a unit is never told: the claimant's box, who looked at it, and what the hotline holds against a caller. */
  private static final Set<String> INSIDE = Set.of("intake.RequestReceived", "intake.SensitiveDataViewed", "intake.ClaimantErased", "intake.AbuseWarned", "intake.AbuseRestricted",
      "supervision.SensitiveDataViewed", "supervision.SurveyLinkSent");

  /** How long a unit whose topic is missing is not tried again: each try waits for seconds, and everybody behind it too. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** A unit that could not be told. @param facts how many, since this instance started or the unit was told again */
  private record Unsent(long facts, String why, long lastTry) {}

  /** A unit is told little at a time. */
  private static final int BATCH_BYTES = 16 * 1024;

  /**
   * A producer of its own: with each turn Kafka's client looks at every topic it ever wrote to, which are hundreds here. In the producer of the log
   * each command paid for that.
   */
  private final EventLog log;
  private final Map<String, Unsent> unsent = new ConcurrentHashMap<>();

  /** @param kafka settings of a client */
  public Feed(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    log = new EventLog(settings);
  }

  @Override public void close() { log.close(); }

  /**
   * Waiting throws while Kafka does not take it, so that the follower stands still and tries again: nothing is lost. What would fail for ever (no such
   * topic, too large for it) is counted and must not stop the others; {@link #again} makes up for it.
   */
  @Override
  public Follower.Telling tell(List<Follower.Told<Ticket>> told) {
    List<Sent> sent = new ArrayList<>();
    for (Follower.Told<Ticket> news : told) {
      if (!tells(news.fact().type())) {
        continue;
      }
      Set<String> units = units(news);
      if (!units.isEmpty()) {
        byte[] payload = payload(news);
        for (String unit : units) {
          Unsent before = unsent.get(unit);
          if (before != null && System.nanoTime() - before.lastTry < PAUSE_NANOS) {
            unsent.put(unit, new Unsent(before.facts + 1, before.why, before.lastTry));
          } else {
            sent.add(new Sent(unit, log.send(record(unit, news.fact(), payload)).toCompletableFuture()));
          }
        }
      }
    }
    return () -> acknowledged(sent);
  }

  private void acknowledged(List<Sent> sent) {
    for (Sent one : sent) {
      Throwable failure = failure(one.acknowledged);
      if (failure != null && isForEver(failure)) {
        unsent.merge(one.unit, new Unsent(1, failure.getMessage(), System.nanoTime()), (then, now) -> new Unsent(then.facts + 1, now.why, now.lastTry));
        LOG.errorf("%s was not told: %s; when that is mended, POST /api/units/%s/orders/retelling", one.unit, failure.getMessage(), one.unit);
      } else if (failure != null) {
        throw new IllegalStateException("the consoles could not be told: " + failure.getMessage(), failure);
      }
    }
  }

  private record Sent(String unit, CompletableFuture<?> acknowledged) {}

  /** Facts that units were not told, by unit, with the reason. */
  public Map<String, String> unsent() {
    Map<String, String> all = new TreeMap<>();
    unsent.forEach((unit, what) -> all.put(unit, what.facts + ": " + what.why));
    return all;
  }

  public long unsentFacts() { return unsent.values().stream().mapToLong(Unsent::facts).sum(); }

  /**
   * Sends one unit what it was not told.
   *
   * @param known ids of the facts that are in its feed
   * @return how many were sent; throws when one was not taken
   */
  int again(String unit, Set<String> known, List<Follower.Told<Ticket>> told) {
    List<CompletableFuture<?>> sent = told.stream().filter(news -> tells(news.fact().type()) && units(news).contains(unit) && !known.contains(news.fact().id()))
        .<CompletableFuture<?>>map(news -> log.send(record(unit, news.fact(), payload(news))).toCompletableFuture()).toList();
    for (CompletableFuture<?> one : sent) {
      Throwable failure = failure(one);
      if (failure != null) {
        throw new IllegalStateException("%s could not be told: %s".formatted(unit, failure.getMessage()), failure);
      }
    }
    return sent.size();
  }

  void toldAgain(String unit) { unsent.remove(unit); }

  private static Throwable failure(CompletableFuture<?> acknowledged) {
    try {
      acknowledged.get(10, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopping", e);
    }
  }

  private static boolean isForEver(Throwable failure) {
    return failure instanceof UnknownTopicOrPartitionException || failure instanceof RecordTooLargeException
        || failure instanceof org.apache.kafka.common.errors.TimeoutException && failure.getMessage() != null && failure.getMessage().contains("not present in metadata");
  }

  static Set<String> units(Follower.Told<Ticket> news) {
    Set<String> units = new LinkedHashSet<>();
    concerned(news.before(), units);
    concerned(news.after(), units);
    if (news.fact().event() instanceof IntakeEvent.EmergencyRiskReported risk) {
      // Told at once, whoever has the ticket (REG §29).
      units.addAll(risk.toUnits());
    }
    return units;
  }

  /** Whether units are told of facts of this type. */
  static boolean tells(String type) { return !INSIDE.contains(type); }

  static void concerned(Ticket ticket, Set<String> units) {
    if (ticket instanceof Ticket.Handling t) {
      units.add(t.assignment().unit());
    }
    if (ticket instanceof Ticket.Ended t && t.assignment() != null) {
      units.add(t.assignment().unit());
    }
    if (ticket != null) {
      units.addAll(ticket.others());
      // A committee has no feed of its own; its desk tells it.
      units.removeIf(Duty::isCommittee);
    }
  }

  static byte[] payload(Follower.Told<Ticket> news) {
    try {
      // The words leave the state with the dispatch; the one before still has them.
      Ticket.Pending dispatched = news.before() instanceof Ticket.Pending p ? p : null;
      String content = dispatched == null || dispatched.matter().confidential() ? null : dispatched.matter().content();
      ObjectNode view = EventTypes.JSON.valueToTree(OrderView.of(news.fact().streamId(), news.after(), null, content));
      ObjectNode event = EventTypes.JSON.valueToTree(news.fact().event());
      // What a claimant reports about a unit is not told to the unit (REG §8).
      event.remove("reports");
      view.set("event", event);
      return EventTypes.JSON.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an order that cannot be written", e);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String unit, Fact fact, byte[] payload) {
    List<Header> headers = List.of(header("ce_specversion", "1.0"), header("content-type", "application/json"), header("ce_id", fact.id()),
        header("ce_source", EventTypes.sourceOf(fact.type())), header("ce_type", fact.type()), header("ce_subject", fact.streamId()),
        header("ce_time", fact.at().toString()), header("ce_schemaversion", "1"), header("ce_sequence", Long.toString(fact.sequence())),
        header("ce_actor", fact.actor()), header("ce_cause", fact.cause()));
    return new ProducerRecord<>("dispatch." + unit, null, fact.streamId().getBytes(StandardCharsets.UTF_8), payload, headers);
  }

  private static Header header(String name, String value) { return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8)); }
}
