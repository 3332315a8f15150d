package cn.jsjb.intake.erasing;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SealedBox;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.supplementing.Supplementing.Words;
import cn.jsjb.log.EventLog;
import cn.jsjb.log.LogService;
import cn.jsjb.log.PrivateBox;
import cn.jsjb.log.Row;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Further words about a confidential request get a box and a key of their own, which goes with the others when the claimant is erased. */
@Singleton
public class Sealing {
  private static final int PATIENCE_SECONDS = 5;

  private final LogService<Complaint> service;
  private final PrivateBox box;
  private final EventLog log;

  public Sealing(LogService<Complaint> service, PrivateBox box, EventLog log) {
    this.service = service;
    this.box = box;
    this.log = log;
  }

  /** Sealed where the request is confidential, open where it is not. The key is in Kafka before the box can be in an event. */
  public Words words(String complaintId, String text) {
    Row<Complaint> row = text == null ? null : service.follower().load(complaintId);
    if (row == null || row.state() == null || !row.state().ticket().confidential()) {
      return Words.of(text);
    }
    if (row.state().ticket().erased()) {
      throw new Refused(Reason.ERASED);
    }
    PrivateBox.Result sealed = box.seal(complaintId, text.getBytes(StandardCharsets.UTF_8));
    byte[] key = (complaintId + "/" + sealed.key().keyId()).getBytes(StandardCharsets.UTF_8);
    try {
      log.send(new ProducerRecord<>(EventLog.KEYS, key, sealed.key().wrapped().getBytes(StandardCharsets.UTF_8))).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    } catch (ExecutionException | TimeoutException away) {
      throw new Refused(Reason.AWAY);
    }
    return new Words(null, sealed.box());
  }

  /** What a box of {@link #words} holds; null when its key is not here (any more). */
  String open(String complaintId, SealedBox sealed, String wrapped) {
    return wrapped == null ? null : new String(box.open(complaintId, sealed, wrapped), StandardCharsets.UTF_8);
  }
}
