package cn.jsjb.intake.receiving;

import cn.jsjb.event.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes requests in from {@code complaint-inbox}. At least once: a batch is acknowledged after the log acknowledged all of it; what
 * comes twice is void the second time. A message that is no request is counted, logged without its words and passed over: it
 * would be as bad the next time, and those behind it wait.
 */
@ApplicationScoped
public class Inbox {
  private static final Logger LOG = Logger.getLogger(Inbox.class);
  private static final long LAG = 50_000;

  @Inject Intake intake;
  @Inject Accepting accepting;
  @Inject MeterRegistry metrics;
  private volatile boolean stopping;

  private record Pending(Receiving.Acceptable request, String cause, CompletableFuture<Accepting.Accepted> answer) {}

  @Incoming("complaint-inbox")
  @Blocking
  public void take(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
    List<Pending> pending = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : batch) {
      CloudEvents.Read read = CloudEvents.read(header(message, "content-type"), name -> header(message, "ce_" + name), message.value());
      switch (read) {
        case CloudEvents.Unreadable bad -> refuse(message, bad.refusal().reason().name(), bad.field());
        case CloudEvents.Event event -> {
          switch (judged(event)) {
            case Receiving.Rejected bad -> refuse(message, bad.refusal().reason().name(), bad.field());
            case Receiving.Acceptable request -> pending.add(send(request, event.id()));
          }
        }
      }
    }
    for (Pending one : pending) {
      settle(one);
    }
  }

  /** Until the store of attachments says what it has. */
  private Receiving.Verdict judged(CloudEvents.Event event) throws InterruptedException {
    Receiving.Verdict verdict = intake.check(intake.judge(event.data(), event.id()));
    while (verdict instanceof Receiving.Rejected away && away.refusal().reason() == Reason.AWAY) {
      if (stopping) {
        throw new IllegalStateException("stopping; the inbox is read again from here");
      }
      TimeUnit.SECONDS.sleep(1);
      verdict = intake.check(intake.judge(event.data(), event.id()));
    }
    return verdict;
  }

  private Pending send(Receiving.Acceptable request, String cause) throws InterruptedException {
    while (!stopping && (!accepting.hasRoom() || accepting.lag() > LAG)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return new Pending(request, cause, accepting.accept(request, "channel:" + request.open().channel(), cause).toCompletableFuture());
  }

  /** Until the log has it. Not acknowledging would only bring the same message again. */
  private void settle(Pending one) throws InterruptedException {
    long pause = 100;
    for (CompletableFuture<?> answer = one.answer; ; answer = send(one.request, one.cause).answer) {
      try {
        answer.join();
        return;
      } catch (CompletionException away) {
        if (stopping) {
          throw new IllegalStateException("stopping; the inbox is read again from here", away);
        }
        LOG.warnf("the log does not take %s from the inbox; again in %d ms", one.request.complaintId(), pause);
        TimeUnit.MILLISECONDS.sleep(pause);
        pause = Math.min(5_000, pause * 2);
      }
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> message, String code, String field) {
    Counter.builder("jsjb.inbox.refused").tag("code", code).register(metrics).increment();
    LOG.warnf("inbox %d offset %d passed over: %s%s", message.partition(), message.offset(), code, field == null ? "" : " " + field);
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  void stopping(@Observes ShutdownEvent event) { stopping = true; }
}
