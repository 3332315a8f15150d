package cn.jsjb.supervision.inspecting;

import cn.jsjb.log.EventLog;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Oversight;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The records of streams, fetched from the log by the offsets that the fold kept. Blocks. */
@ApplicationScoped
public class Histories {
  @Inject LogReader log;

  /** Where the records of one stream are. @param state null when nothing could be folded */
  record Where(String id, int partition, Oversight state, String quarantine) {}

  List<RecordView> records(Where stream) { return records(List.of(stream)).get(stream.id()); }

  /** Streams of a partition are read in one sweep, so that a chunk costs about as much as its distance in the log. */
  Map<String, List<RecordView>> records(Collection<Where> streams) {
    Map<Integer, TreeSet<Long>> wanted = new HashMap<>();
    for (Where stream : streams) {
      if (stream.quarantine() == null) {
        wanted.computeIfAbsent(stream.partition(), p -> new TreeSet<>()).addAll(stream.state().offsets());
      }
    }
    Map<Integer, Map<Long, RecordView>> found = new HashMap<>();
    wanted.forEach((partition, offsets) -> found.put(partition, log.read(EventLog.COMPLAINTS, partition, offsets)));
    Map<String, List<RecordView>> records = new LinkedHashMap<>();
    for (Where stream : streams) {
      records.put(stream.id(), stream.quarantine() == null ? pick(stream, found.get(stream.partition())) : scan(stream));
    }
    return records;
  }

  private static List<RecordView> pick(Where stream, Map<Long, RecordView> found) {
    List<RecordView> picked = new ArrayList<>(stream.state().offsets().size());
    for (Long offset : stream.state().offsets()) {
      if (found.containsKey(offset)) {
        picked.add(found.get(offset));
      }
    }
    return picked;
  }

  /** A fold that stopped no longer kept offsets. */
  private List<RecordView> scan(Where stream) {
    long from = stream.state() == null || stream.state().offsets().isEmpty() ? 0 : stream.state().offsets().getFirst();
    return log.scan(EventLog.COMPLAINTS, stream.partition(), from, stream.id());
  }
}
