package cn.jsjb.supervision.inspecting;

import static cn.jsjb.supervision.Story.at;

import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The records of one stream {@code c1}, made by hand: an hour apart, the n-th called {@code event-n}. */
class Written {
  final List<RecordView> records = new ArrayList<>();
  String head = Chain.genesis("c1");

  RecordView write(ComplaintEvent event, String previous) { return write(event, previous, EventTypes.sourceOf(EventTypes.nameOf(event)), EventTypes.write(event)); }

  RecordView write(ComplaintEvent event, String previous, String source, byte[] value) { return write("event-" + records.size(), event, previous, source, value, at(records.size())); }

  RecordView write(String id, ComplaintEvent event, String previous, String source, byte[] value, Instant happened) {
    int n = records.size();
    RecordHeaders headers = new RecordHeaders();
    Map.of("ce_id", id, "ce_source", source, "ce_type", EventTypes.nameOf(event), "ce_subject", "c1", "ce_time", happened.toString(),
        "ce_schemaversion", "1", "ce_sequence", "" + (n + 1), "ce_actor", "unit:110107011/user:li", "ce_cause", "", "ce_previous", previous)
        .forEach((name, text) -> headers.add(name, bytes(text)));
    records.add(RecordView.of(new ConsumerRecord<>("complaint-log", 3, 100 + n, at(n).toEpochMilli(), TimestampType.LOG_APPEND_TIME, 0, 0, bytes("c1"), value, headers, Optional.empty())));
    return records.getLast();
  }

  Written fact(ComplaintEvent event) {
    head = Chain.hash(write(event, head));
    return this;
  }

  static byte[] bytes(String text) { return text.getBytes(StandardCharsets.UTF_8); }

  List<Long> offsets() { return records.stream().map(RecordView::offset).toList(); }
}
