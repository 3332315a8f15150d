package cn.jsjb.supervision.inspecting;

import cn.jsjb.catalogue.Words;
import cn.jsjb.event.ClueEvent.Evidence;
import cn.jsjb.log.LogService;
import cn.jsjb.log.RecordView;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.inspecting.HistoryView.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Single events out of the log of record, judged afresh with the records before them; and what a stream was before a record. Blocks. */
@ApplicationScoped
public class Evidences {
  @Inject LogService<Oversight> service;
  @Inject Histories histories;

  /**
   * @param ticketNo of the complaint; null when it is no event of a complaint
   * @param words, wordsEn what it says; null when it is confidential
   * @param record null when it is no event of a complaint, or not in the log any more
   */
  public record Shown(String stream, String event, String ticketNo, String name, String nameEn, String words, String wordsEn, Entry record) {}

  /** In the order in which they were asked for. The words of a confidential request stay hidden: who has to see them asks for the history, and says why. */
  public List<Shown> of(List<Evidence> wanted) {
    Set<String> streams = new LinkedHashSet<>();
    wanted.forEach(e -> streams.add(e.stream()));
    Map<Evidence, Shown> found = new HashMap<>();
    for (String id : streams) {
      Row<Oversight> row = service.follower().loadFresh(id);
      if (row != null) {
        Where where = Where.of(row);
        List<RecordView> records = histories.records(where);
        boolean hides = where.hidesWords(records);
        Replay.of(records).records().stream().filter(j -> j.verdict().isFact())
            .forEach(j -> {
              Words words = hides || j.event() == null ? new Words(null, null) : Story.of(j.event());
              found.put(new Evidence(id, j.record().id()), new Shown(id, j.record().id(), row.state() == null ? null : row.state().subject().ticketNo(), Story.nameOf(j.record().type()),
                  Story.englishNameOf(j.record().type()), words.chinese(), words.english(), Entry.of(j, hides, false)));
            });
      }
    }
    return wanted.stream().map(e -> found.getOrDefault(e, new Shown(e.stream(), e.event(), null, null, null, null, null, null))).toList();
  }

  /** The records of a stream before this one, in their order; empty when there are none, or the stream is not known (yet). */
  public List<RecordView> before(RecordView record) {
    Row<Oversight> row = service.follower().loadFresh(record.key());
    // Mostly it is the first of its stream, and the log need not be asked.
    boolean isFirst = row == null || row.quarantine() == null && row.state().offsets().getFirst() >= record.offset();
    return isFirst ? List.of() : histories.records(Where.of(row)).stream().filter(r -> r.offset() < record.offset()).toList();
  }

  /** Up to which offset (exclusive) of a partition {@link #before} knows everything. */
  public long known(int partition) { return service.follower().committedPosition(partition); }
}
