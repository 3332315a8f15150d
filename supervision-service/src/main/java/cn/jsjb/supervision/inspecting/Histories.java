package cn.jsjb.supervision.inspecting;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.Oversight;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The records of one stream, fetched from the log by the offsets that the fold kept. Blocks. */
@ApplicationScoped
public class Histories {
  private LogReader log;
  private String topic;

  Histories() {}

  @Inject
  public Histories(LogReader log) { this(log, EventLog.COMPLAINTS); }

  Histories(LogReader log, String topic) {
    this.log = log;
    this.topic = topic;
  }

  /** Up to which offset (exclusive) each partition was written at this time, and with it, what was written in the same millisecond. */
  long[] ends(Instant asOf) { return log.ends(topic, asOf); }

  /** @param stream as the projection holds it */
  public List<RecordView> records(Row<Oversight> stream) { return records(Where.of(stream)); }

  List<RecordView> records(Where stream) {
    if (stream.quarantine() != null) {
      // A fold that stopped no longer kept offsets.
      return log.scan(topic, stream.partition(), stream.offsets().length == 0 ? 0 : stream.offsets()[0], stream.id());
    }
    List<Long> offsets = Arrays.stream(stream.offsets()).boxed().toList();
    Map<Long, RecordView> found = log.read(topic, stream.partition(), offsets);
    List<RecordView> picked = new ArrayList<>(offsets.size());
    for (Long offset : offsets) {
      if (found.containsKey(offset)) {
        picked.add(found.get(offset));
      }
    }
    return picked;
  }
}
