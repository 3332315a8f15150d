package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.log.Chain;
import cn.jsjb.log.Chain.Verdict;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Oversights;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of one stream, judged afresh by the law and folded afresh: what live following made of the same records, if nobody
 * touched anything. Pure.
 *
 * @param state null when there is no fact
 * @param head hash of the last fact, null when there is none
 * @param quarantine why the fold stopped, or null
 */
public record Replay(List<Judged> records, Oversight state, String head, long facts, long voids, long alarms, String quarantine) {

  /** @param sequence place among the facts, 1 and up; 0 for a void record */
  public record Judged(RecordView record, String hash, Verdict verdict, long sequence) {}

  private static final Oversights FOLD = new Oversights(List.of());

  /** @param records of one stream in offset order */
  public static Replay of(List<RecordView> records) {
    List<Judged> judged = new ArrayList<>(records.size());
    Oversight state = null;
    String head = null;
    String quarantine = null;
    long facts = 0;
    long alarms = 0;
    for (RecordView record : records) {
      Verdict verdict = Chain.judge(head, record);
      String hash = Chain.hash(record);
      judged.add(new Judged(record, hash, verdict, verdict.isFact() ? facts + 1 : 0));
      if (!verdict.isFact()) {
        alarms += verdict.isAlarm() ? 1 : 0;
        state = FOLD.voided(state, record);
        continue;
      }
      facts++;
      head = hash;
      if (quarantine == null) {
        try {
          state = FOLD.evolve(state, new Fact(record.key(), record.id(), record.type(), facts, record.at(), record.actor(), record.cause(), hash,
              record.partition(), record.offset(), EventTypes.read(record.type(), record.schemaVersion(), record.value())));
        } catch (RuntimeException e) {
          // The words of the exception may quote the payload: name the place only.
          quarantine = "offset %d: %s".formatted(record.offset(), e.getClass().getSimpleName());
        }
      }
    }
    return new Replay(judged, state, head, facts, judged.size() - facts, alarms, quarantine);
  }
}
