package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Fact;
import cn.jsjb.event.LoggedEvent;
import cn.jsjb.log.Chain.Verdict;
import cn.jsjb.log.Chain;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.Oversights;
import java.time.Instant;
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

  /**
   * @param sequence place among the facts, 1 and up; 0 for a void record
   * @param event what a fact says; null for a void record and where it cannot be read
   */
  public record Judged(RecordView record, String hash, Verdict verdict, long sequence, LoggedEvent event) {}

  private static final Oversights FOLD = new Oversights(List.of());

  /** As {@link Where#hidesWords}, where there is no table: of the replay of all records there are. */
  public boolean hidesWords() {
    return state == null || state.claimant().confidential() || quarantine != null && Where.asksForSecrecy(records.stream().map(Judged::record).toList());
  }

  /** What was in the log at this time; all when it is null. */
  public static List<RecordView> until(Instant asOf, List<RecordView> records) {
    return asOf == null ? records : records.stream().filter(r -> r.logTime() <= asOf.toEpochMilli()).toList();
  }

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
      if (!verdict.isFact()) {
        judged.add(new Judged(record, hash, verdict, 0, null));
        alarms += verdict.isAlarm() ? 1 : 0;
        state = FOLD.voided(state, record);
        continue;
      }
      facts++;
      head = hash;
      LoggedEvent event = null;
      try {
        event = EventTypes.read(record.type(), record.schemaVersion(), record.value());
        if (quarantine == null) {
          state = FOLD.evolve(state, new Fact(record.key(), record.id(), record.type(), facts, record.at(), record.actor(), record.cause(), hash,
              record.partition(), record.offset(), event));
        }
      } catch (RuntimeException e) {
        // The words of the exception may quote the payload: name the place only.
        quarantine = quarantine != null ? quarantine : "offset %d: %s".formatted(record.offset(), e.getClass().getSimpleName());
      }
      judged.add(new Judged(record, hash, verdict, facts, event));
    }
    return new Replay(judged, state, head, facts, judged.size() - facts, alarms, quarantine);
  }
}
