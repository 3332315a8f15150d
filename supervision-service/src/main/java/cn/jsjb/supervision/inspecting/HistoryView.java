package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.Stage;
import cn.jsjb.log.Chain.Verdict;
import cn.jsjb.log.RecordView;
import cn.jsjb.supervision.Oversight;
import cn.jsjb.supervision.inspecting.Repeats.Found;
import cn.jsjb.supervision.inspecting.Replay.Judged;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The history of one complaint as known at a time.
 *
 * @param asOf what was in the log at this time; null for all of it
 * @param head hash of the last fact at that time
 * @param quarantine why the fold stopped, or null
 * @param state the fold of these records
 * @param claims what units wrote, beside what the claimant said and what later events show
 * @param repeats how many other requests were found to be about the same matter; the claims look at the newest 200 of them
 * @param viewedBy who was shown personal data or confidential words; null for a unit's eyes
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HistoryView(String complaintId, String ticketNo, Stage status, String unitCode, Instant asOf, long facts, @JsonProperty("void") long voids,
    String head, String quarantine, List<Entry> records, @JsonIgnoreProperties("offsets") Oversight state, List<Claim> claims, long repeats, List<View> viewedBy) {

  /** What the hotline holds against a caller, and what inspectors look at, is no unit's business; that there is a record, is. */
  static final Set<String> HOTLINES_OWN = Set.of("intake.AbuseWarned", "intake.AbuseRestricted", "supervision.SensitiveDataViewed");

  /**
   * @param at when it happened, as its writer says ({@code ce_time})
   * @param loggedAt when the broker appended it
   * @param actor null where it is not for this reader
   * @param verdict {@code fact} or {@code void}
   * @param why, whyEn why a record is void, null for a fact
   * @param payload the event, persons masked; null when it is not JSON or not for this reader
   */
  @JsonSerialize(using = Entry.Writing.class)
  public record Entry(int partition, long offset, long sequence, String id, String type, String source, String at, Instant loggedAt, String actor,
      String cause, String hash, String previous, String verdict, String why, String whyEn, Payload payload) {

    static Entry of(Judged judged, boolean hideWords, boolean toUnit) {
      RecordView r = judged.record();
      Verdict v = judged.verdict();
      boolean secret = toUnit && HOTLINES_OWN.contains(r.type());
      return new Entry(r.partition(), r.offset(), v.isFact() ? judged.sequence() : r.sequence(), r.id(), r.type(), r.source(), r.time(),
          Instant.ofEpochMilli(r.logTime()), secret ? null : r.actor(), r.cause(), judged.hash(), r.previous(), v.isFact() ? "fact" : "void", v.isFact() ? null : Story.of(v).chinese(), v.isFact() ? null : Story.of(v).english(),
          secret ? null : Payload.of(r, judged.event() != null, hideWords, toUnit));
    }

    /** Field by field: a period has millions of them. Null is written as null. */
    static final class Writing extends StdSerializer<Entry> {
      private static final long serialVersionUID = 1L;
      private static final SerializedString[] NAMES = Stream.of("partition", "offset", "sequence", "id", "type", "source", "at", "loggedAt", "actor", "cause", "hash", "previous", "verdict",
          "why", "whyEn", "payload").map(SerializedString::new).toArray(SerializedString[]::new);

      Writing() { super(Entry.class); }

      @Override public void serialize(Entry e, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartObject();
        out.writeFieldName(NAMES[0]);
        out.writeNumber(e.partition);
        out.writeFieldName(NAMES[1]);
        out.writeNumber(e.offset);
        out.writeFieldName(NAMES[2]);
        out.writeNumber(e.sequence);
        String[] texts = {e.id, e.type, e.source, e.at, e.loggedAt.toString(), e.actor, e.cause, e.hash, e.previous, e.verdict, e.why, e.whyEn};
        for (int i = 0; i < texts.length; i++) {
          out.writeFieldName(NAMES[3 + i]);
          out.writeString(texts[i]);
        }
        out.writeFieldName(NAMES[15]);
        provider.defaultSerializeValue(e.payload, out);
        out.writeEndObject();
      }
    }
  }

  static HistoryView of(String id, Replay replay, Instant asOf, boolean hideWords) { return of(id, replay, asOf, Found.NONE, hideWords, hideWords); }

  static HistoryView of(String id, Replay replay, Instant asOf, boolean hideWords, boolean toUnit) { return of(id, replay, asOf, Found.NONE, hideWords, toUnit); }

  /**
   * @param repeats other requests about the same matter, as far as they were known then
   * @param toUnit shown to a unit or district, not to those who supervise
   */
  public static HistoryView of(String id, Replay replay, Instant asOf, Found repeats, boolean hideWords, boolean toUnit) {
    Oversight o = replay.state();
    return new HistoryView(id, o == null ? null : o.subject().ticketNo(), o == null ? null : o.life().stage(), o == null ? null : o.life().unit(), asOf,
        replay.facts(), replay.voids(), replay.head(), replay.quarantine(), replay.records().stream().map(j -> Entry.of(j, hideWords, toUnit)).toList(), o == null ? null : o.shown(),
        Comparing.claims(replay, repeats.items(), hideWords), repeats.total(), toUnit ? null : View.of(replay));
  }
}
