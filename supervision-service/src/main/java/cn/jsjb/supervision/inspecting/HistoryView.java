package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Stage;
import cn.jsjb.log.Chain.Verdict;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The history of one complaint as known at a time.
 *
 * @param asOf what was in the log at this time; null for all of it
 * @param head hash of the last fact at that time
 * @param quarantine why the fold stopped, or null
 * @param state the fold of these records
 */
public record HistoryView(String complaintId, String ticketNo, Stage status, String unitCode, Instant asOf, long facts, @JsonProperty("void") long voids,
    String head, String quarantine, List<Entry> records, JsonNode state) {

  /**
   * @param at when it happened, as its writer says ({@code ce_time})
   * @param loggedAt when the broker appended it
   * @param verdict {@code fact} or {@code void}
   * @param why why a record is void, null for a fact
   * @param payload the event, persons masked; null when it is not JSON or not for this reader
   */
  public record Entry(int partition, long offset, long sequence, String id, String type, String source, String at, Instant loggedAt, String actor,
      String cause, String hash, String previous, String verdict, String why, String whyEn, JsonNode payload) {

    /** What the hotline holds against a caller is no unit's business; that there is a record, is. */
    private static final Set<String> HOTLINES_OWN = Set.of("intake.AbuseWarned", "intake.AbuseRestricted");

    static Entry of(Judged judged, boolean hideWords, boolean toUnit) {
      RecordView r = judged.record();
      Verdict v = judged.verdict();
      return new Entry(r.partition(), r.offset(), v.isFact() ? judged.sequence() : r.sequence(), r.id(), r.type(), r.source(), r.time(),
          Instant.ofEpochMilli(r.logTime()), r.actor(), r.cause(), judged.hash(), r.previous(), v.isFact() ? "fact" : "void", why(v), whyEn(v),
          toUnit && HOTLINES_OWN.contains(r.type()) ? null : payload(r, hideWords, toUnit));
    }

    private static String why(Verdict verdict) {
      return switch (verdict) {
        case FACT -> null;
        case VOID_NOT_THE_HEAD -> "所指的前一条不是链头：竞争落败、重试或重复";
        case VOID_FOREIGN_SOURCE -> "来源无权写入此类事件";
        case VOID_MISADDRESSED -> "记录的键与主题不一致";
      };
    }

    private static String whyEn(Verdict verdict) {
      return switch (verdict) {
        case FACT -> null;
        case VOID_NOT_THE_HEAD -> "names a predecessor that is not the head: a lost race, a retry or a repeat";
        case VOID_FOREIGN_SOURCE -> "its source may not write its type";
        case VOID_MISADDRESSED -> "its key is not its subject";
      };
    }

    private static JsonNode payload(RecordView record, boolean hideWords, boolean toUnit) {
      try {
        JsonNode payload = Masking.mask(EventTypes.JSON.readTree(record.value()), hideWords);
        if (toUnit && payload instanceof ObjectNode object) {
          // What a claimant reports about a unit is not told to the unit (REG §8).
          object.remove("reports");
        }
        return payload;
      } catch (IOException notJson) {
        return null;
      }
    }
  }

  static HistoryView of(String id, Replay replay, Instant asOf, boolean hideWords) { return of(id, replay, asOf, hideWords, hideWords); }

  /** @param toUnit shown to a unit or district, not to those who supervise */
  static HistoryView of(String id, Replay replay, Instant asOf, boolean hideWords, boolean toUnit) {
    Oversight o = replay.state();
    ObjectNode state = o == null ? null : EventTypes.JSON.valueToTree(o);
    if (state != null) {
      state.remove("offsets");
      Masking.mask(state, false);
    }
    return new HistoryView(id, o == null ? null : o.subject().ticketNo(), o == null ? null : o.life().stage(), o == null ? null : o.life().unit(), asOf,
        replay.facts(), replay.voids(), replay.head(), replay.quarantine(),
        replay.records().stream().map(j -> Entry.of(j, hideWords, toUnit)).toList(), state);
  }
}
