package cn.jsjb.tools.simulating;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Envelope;
import cn.jsjb.log.PrivateBox.WrappedKey;
import cn.jsjb.log.RecordView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A log in memory, judged by the law as any reader would: nothing is believed because the simulator says so. */
final class Recording implements Sink {
  /** Facts by stream, in the order in which they were written. */
  final Map<String, List<Fact>> streams = new LinkedHashMap<>();
  /** {@code complaint/key} → wrapped key; null after a tombstone. */
  final Map<String, String> keys = new HashMap<>();
  /** As they were written. */
  final List<Fact> inOrder = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final List<Instant> hours = new ArrayList<>();
  Instant last = Instant.EPOCH;
  long records;
  private final MessageDigest digest;

  Recording() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of everything written, keys too. */
  String digest() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override public void key(String complaintId, WrappedKey key) {
    keys.put(complaintId + "/" + key.keyId(), key.wrapped());
    update(complaintId + key);
  }

  @Override public void forget(String complaintId, String keyId) {
    keys.put(complaintId + "/" + keyId, null);
    update(complaintId + keyId + " forgotten");
  }

  @Override public void append(Envelope e) {
    records++;
    RecordView view = RecordView.of(record(e));
    List<Fact> chain = streams.computeIfAbsent(e.subject(), id -> new ArrayList<>());
    Chain.Verdict verdict = Chain.judge(chain.isEmpty() ? null : chain.getLast().hash(), view);
    String hash = Chain.hash(view);
    update(hash);
    if (!verdict.isFact()) {
      problems.add("%s %s is %s".formatted(e.subject(), e.type(), verdict));
    }
    if (e.time().isBefore(last)) {
      problems.add("%s %s is earlier than the record before it".formatted(e.subject(), e.type()));
    }
    last = e.time();
    chain.add(new Fact(e.subject(), e.id(), e.type(), chain.size() + 1, view.at(), e.actor(), e.cause(), hash, 0, chain.size(),
        EventTypes.read(view.type(), view.schemaVersion(), view.value())));
    inOrder.add(chain.getLast());
  }

  @Override public void hour(Instant end) { hours.add(end); }

  @Override public void close() {}

  private void update(String text) { digest.update(text.getBytes(StandardCharsets.UTF_8)); }

  private static ConsumerRecord<byte[], byte[]> record(Envelope e) {
    RecordHeaders headers = new RecordHeaders();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("ce_id", e.id());
    values.put("ce_source", e.source());
    values.put("ce_type", e.type());
    values.put("ce_subject", e.subject());
    values.put("ce_time", java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(java.time.ZoneOffset.UTC).format(e.time()));
    values.put("ce_schemaversion", Integer.toString(e.schemaVersion()));
    values.put("ce_sequence", Long.toString(e.sequence()));
    values.put("ce_actor", e.actor());
    values.put("ce_cause", e.cause());
    values.put("ce_previous", e.previous());
    values.forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return new ConsumerRecord<>("complaint-log", 0, 0, 0, org.apache.kafka.common.record.TimestampType.LOG_APPEND_TIME, 0, 0,
        e.subject().getBytes(StandardCharsets.UTF_8), e.data(), headers, java.util.Optional.empty());
  }
}
