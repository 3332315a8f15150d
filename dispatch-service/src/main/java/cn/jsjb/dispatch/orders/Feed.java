package cn.jsjb.dispatch.orders;

import cn.jsjb.dispatch.Ticket;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jboss.logging.Logger;

/**
 * Tells the consoles: every fact of a ticket goes to {@code dispatch.<unitCode>} of each unit it concerns, before or after it. Clean
 * facts only, in the order of the log, keyed by complaint; {@code ce_id} equals the id of the fact, so that a console can drop a
 * repeat. The payload is the ticket as the unit may see it, and the event in {@code event}; nothing about the claimant's person.
 */
public final class Feed implements Follower.Outward<Ticket> {
  private static final Logger LOG = Logger.getLogger(Feed.class);
  /** What a unit is never told: the claimant's box, who looked at it, and what the hotline holds against a caller. */
  private static final Set<String> INSIDE = Set.of("intake.RequestReceived", "intake.SensitiveDataViewed", "intake.ClaimantErased", "intake.AbuseWarned", "intake.AbuseRestricted");

  private final EventLog log;

  public Feed(EventLog log) { this.log = log; }

  @Override
  public void tell(List<Follower.Told<Ticket>> told) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (Follower.Told<Ticket> news : told) {
      if (INSIDE.contains(news.fact().type())) {
        continue;
      }
      Set<String> units = new LinkedHashSet<>();
      concerned(news.before(), units);
      concerned(news.after(), units);
      if (!units.isEmpty()) {
        byte[] payload = payload(news);
        units.forEach(unit -> sent.add(log.send(record(unit, news.fact(), payload)).toCompletableFuture()));
      }
    }
    for (CompletableFuture<?> one : sent) {
      try {
        one.get(10, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException || e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException && noTopic(e.getCause())) {
          LOG.errorf("a unit has no feed topic (%s); deploy/up creates it", e.getCause().getMessage());
        } else {
          throw new IllegalStateException("the consoles could not be told: " + e.getCause().getMessage(), e.getCause());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopping", e);
      } catch (TimeoutException e) {
        throw new IllegalStateException("the consoles could not be told in time", e);
      }
    }
  }

  private static boolean noTopic(Throwable e) { return e.getMessage() != null && e.getMessage().contains("not present in metadata"); }

  static void concerned(Ticket ticket, Set<String> units) {
    if (ticket instanceof Ticket.Handling t) {
      units.add(t.assignment().unit());
      units.addAll(t.assignment().copyTo());
      t.whistles().forEach(w -> units.addAll(w.departments().keySet()));
    }
  }

  static byte[] payload(Follower.Told<Ticket> news) {
    try {
      // The words leave the state with the dispatch; the one before still has them.
      Ticket.Pending dispatched = news.before() instanceof Ticket.Pending p ? p : null;
      String content = dispatched == null || dispatched.matter().confidential() ? null : dispatched.matter().content();
      ObjectNode view = EventTypes.JSON.valueToTree(OrderView.of(news.fact().streamId(), news.after(), null, content));
      view.set("event", EventTypes.JSON.valueToTree(news.fact().event()));
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
