package cn.jsjb.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record on its way into a log: CloudEvents 1.0 in Kafka binary mode (architecture 1.1; frozen).
 *
 * @param subject stream id, equal to the Kafka key
 * @param time when it happened; written as RFC 3339, UTC, milliseconds
 * @param actor who: {@code unit:110107011/user:zhang.li}, {@code policy:…}, {@code channel:WECHAT}
 * @param cause id of the event or command that led to this one, or empty
 * @param previous hash of the fact before it
 * @param data JSON payload, UTF-8
 */
public record Envelope(String id, String source, String type, String subject, Instant time, int schemaVersion,
    long sequence, String actor, String cause, String previous, byte[] data) {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Header SPEC = header("ce_specversion", "1.0");
  private static final Header JSON = header("content-type", "application/json");

  List<Header> headers() {
    return List.of(SPEC, JSON, header("ce_id", id), header("ce_source", source), header("ce_type", type),
        header("ce_subject", subject), header("ce_time", MILLIS.format(time)),
        header("ce_schemaversion", Integer.toString(schemaVersion)), header("ce_sequence", Long.toString(sequence)),
        header("ce_actor", actor), header("ce_cause", cause == null ? "" : cause), header("ce_previous", previous));
  }

  /** Hash of this record: what the next fact of the stream has to name. */
  public String hash() { return Chain.hash(RecordView.of(this)); }

  ProducerRecord<byte[], byte[]> toRecord(String topic) {
    return new ProducerRecord<>(topic, null, subject.getBytes(StandardCharsets.UTF_8), data, headers());
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
