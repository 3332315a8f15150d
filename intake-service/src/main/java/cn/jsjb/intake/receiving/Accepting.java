package cn.jsjb.intake.receiving;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent.Claimant;
import cn.jsjb.event.IntakeEvent.Disposition;
import cn.jsjb.event.IntakeEvent.DispositionKind;
import cn.jsjb.event.IntakeEvent.RequestReceived;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.Matching;
import cn.jsjb.intake.abusing.Restricted;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.Follower;
import cn.jsjb.log.Ids;
import cn.jsjb.log.LogService;
import cn.jsjb.log.PrivateBox;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Brings an acceptable request into the log: seals the person, has the key acknowledged, then the event. No database.
 *
 * <p>The key goes first and is waited for: were both sent together, an event could become the fact while its key is lost, and what
 * the box holds would be lost with it. A key whose event never arrives opens nothing and harms nobody.
 */
@Singleton
public class Accepting {
  /** In the log. Whether it is the fact is for the law to say; a repeat of the same message is void and the same ticket. */
  public record Accepted(String complaintId, String ticketNo, String eventId, int partition, long offset) {}

  /** Kafka did not take it, or too much is under way to it already. Nothing is promised; the same message may come again. */
  public static final class Away extends RuntimeException {
    Away(String why) { super(why, null, false, false); }
  }

  /** A restricted caller's request: the desk looks first (rule I4). A sealed one may be an emergency that nobody can read: never held. */
  private static final Disposition HOLD = new Disposition(DispositionKind.HOLD, null, null, null, null, null);
  private static final ObjectWriter PERSON = EventTypes.JSON.writerFor(Receiving.Person.class);
  /** What may be under way to Kafka at a time: below the producer's 32 MB buffer, so that sending never blocks for space. */
  private static final long BUDGET = 20L << 20;
  private static final int OVERHEAD = 1_500;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final EventLog log;
  private final PrivateBox box;
  private final Clock clock;
  private final Follower<Complaint> follower;
  private final Restricted restricted;
  /** Platform threads: a producer that looks for its cluster waits inside a monitor, which would pin the carriers of virtual ones. */
  private final ExecutorService threads = Executors.newFixedThreadPool(2, Thread.ofPlatform().name("accept-", 0).daemon().factory());
  private final AtomicLong underWay = new AtomicLong();
  private final Map<Integer, Long> ends = new ConcurrentHashMap<>();
  /** Kafka answered last time: the producer knows the topics and does not block its caller while it looks for them. */
  private volatile boolean flowing;

  public Accepting(EventLog log, PrivateBox box, Clock clock, LogService<Complaint> service, Restricted restricted) {
    this.log = log;
    this.box = box;
    this.clock = clock;
    this.follower = service.follower();
    this.restricted = restricted;
  }

  @PreDestroy
  void stop() { threads.shutdown(); }

  /** The event id of a complaint's first fact: the same for every posting of the message. */
  static String eventId(String complaintId) { return Ids.named("received", complaintId).toString(); }

  /** Never throws and never blocks. Fails with {@link Away}. */
  public CompletionStage<Accepted> accept(Receiving.Acceptable request, String actor, String cause) {
    String id = request.complaintId();
    PrivateBox.Result sealed = seal(request);
    Envelope envelope = EventLog.envelope(id, eventId(id), event(request, sealed), clock.instant(), 1, actor, cause, Chain.genesis(id));
    long weight = envelope.data().length + OVERHEAD;
    if (underWay.addAndGet(weight) > BUDGET) {
      underWay.addAndGet(-weight);
      return CompletableFuture.failedFuture(new Away("too much under way"));
    }
    CompletionStage<RecordMetadata> written = flowing ? write(id, sealed, envelope)
        : probe(id, sealed, envelope);
    return written.handle((metadata, failure) -> {
      underWay.addAndGet(-weight);
      flowing = failure == null;
      if (failure != null) {
        throw new Away(failure.getClass().getSimpleName());
      }
      ends.merge(metadata.partition(), metadata.offset() + 1, Math::max);
      return new Accepted(id, request.open().ticketNo(), envelope.id(), metadata.partition(), metadata.offset());
    });
  }

  /** Kafka may be away: not on the caller's thread, and who has waited too long in the queue is told so without another try. */
  private CompletionStage<RecordMetadata> probe(String id, PrivateBox.Result sealed, Envelope envelope) {
    long asked = System.nanoTime();
    return CompletableFuture.supplyAsync(() -> System.nanoTime() - asked > PATIENCE_NANOS && !flowing
        ? CompletableFuture.<RecordMetadata>failedFuture(new Away("Kafka does not answer")) : write(id, sealed, envelope), threads).thenCompose(stage -> stage);
  }

  /** Whether there is room for another request now; who can wait, waits. */
  boolean hasRoom() { return underWay.get() < BUDGET / 2; }

  /** Records that were written through this instance and that its follower has not passed. */
  long lag() {
    long lag = 0;
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      long position = follower.position(end.getKey());
      lag += position < 0 ? 0 : Math.max(0, end.getValue() - position);
    }
    return lag;
  }

  private CompletionStage<RecordMetadata> write(String id, PrivateBox.Result sealed, Envelope envelope) {
    if (sealed == null) {
      return log.append(EventLog.COMPLAINTS, envelope);
    }
    byte[] key = (id + "/" + sealed.key().keyId()).getBytes(StandardCharsets.UTF_8);
    byte[] wrapped = sealed.key().wrapped().getBytes(StandardCharsets.UTF_8);
    // Not on the producer's own thread: sending may have to wait for it.
    return log.send(new ProducerRecord<>(EventLog.KEYS, key, wrapped))
        .thenComposeAsync(acknowledged -> log.append(EventLog.COMPLAINTS, envelope), threads);
  }

  private PrivateBox.Result seal(Receiving.Acceptable request) {
    if (request.person() == null) {
      return null;
    }
    try {
      return box.seal(request.complaintId(), PERSON.writeValueAsBytes(request.person()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a person that cannot be written", e);
    }
  }

  private RequestReceived event(Receiving.Acceptable request, PrivateBox.Result sealed) {
    String phone = request.person() == null ? null : request.person().phone();
    String caller = Matching.phone(box, phone);
    return request.event(new Claimant(request.anonymous(), request.confidential(), sealed == null ? null : sealed.box(),
        caller, Matching.lastFour(box, request.complaintId(), phone)), !request.confidential() && restricted.isRestricted(caller) ? HOLD : null);
  }
}
