package cn.jsjb.supervision.packing;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** One record as a line of JSON, shaped like the output of {@code kcat -C -J}: every byte can be had back from it. */
public final class RecordLine {
  private RecordLine() {}

  public static String line(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode node = EventTypes.JSON.createObjectNode().put("topic", record.topic()).put("partition", record.partition())
        .put("offset", record.offset()).put("ts", record.timestamp());
    node.set("key", text(record.key()));
    ArrayNode headers = node.putArray("headers");
    for (Header header : record.headers()) {
      headers.add(header.key()).add(text(header.value()));
    }
    return node.put("value", record.value() == null ? null : Base64.getEncoder().encodeToString(record.value())).toString();
  }

  /** @throws IllegalArgumentException when it is none */
  public static ConsumerRecord<byte[], byte[]> record(JsonNode node) {
    RecordHeaders headers = new RecordHeaders();
    JsonNode flat = node.path("headers");
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      headers.add(flat.get(i).asText(), bytes(flat.get(i + 1)));
    }
    byte[] value = node.hasNonNull("value") ? Base64.getDecoder().decode(node.get("value").asText()) : bytes(node.path("payload"));
    return new ConsumerRecord<>(node.path("topic").asText(), node.path("partition").asInt(), node.path("offset").asLong(), node.path("ts").asLong(),
        TimestampType.LOG_APPEND_TIME, 0, 0, bytes(node.path("key")), value, headers, Optional.empty());
  }

  private static byte[] bytes(JsonNode node) {
    if (node.isObject()) {
      return Base64.getDecoder().decode(node.path("base64").asText());
    }
    return node.isTextual() ? node.asText().getBytes(StandardCharsets.UTF_8) : null;
  }

  private static JsonNode text(byte[] bytes) {
    if (bytes == null) {
      return EventTypes.JSON.nullNode();
    }
    try {
      return EventTypes.JSON.getNodeFactory().textNode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException foreign) {
      return EventTypes.JSON.createObjectNode().put("base64", Base64.getEncoder().encodeToString(bytes));
    }
  }
}
