package cn.jsjb.supervision.inspecting;

import cn.jsjb.event.EventTypes;
import cn.jsjb.log.RecordView;
import cn.jsjb.log.Row;
import cn.jsjb.supervision.Oversight;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Where the records of one stream are, as the fold keeps it.
 *
 * @param offsets ascending, facts and void records; of a stream that was set apart only those before that
 * @param confidential the words are not for everybody, as far as the fold came; true where it never began
 * @param quarantine why the fold stopped, or null
 */
public record Where(String id, int partition, long[] offsets, boolean confidential, String quarantine) {
  private static final String CONFIDENTIALITY = "intake.ConfidentialityRequested";

  /**
   * Whether the claimant's words are hidden from whoever gives no reason. Where it is not known they are. A fold that stopped does not know what was asked for afterwards: then the records
   * are looked through, void ones too.
   *
   * @param records of this stream, all there are: what is confidential now is so as of any time
   */
  boolean hidesWords(List<RecordView> records) {
    return confidential || quarantine != null && asksForSecrecy(records);
  }

  static boolean asksForSecrecy(List<RecordView> records) { return records.stream().anyMatch(r -> CONFIDENTIALITY.equals(r.type())); }

  static Where of(Row<Oversight> row) {
    Oversight o = row.state();
    return new Where(row.id(), row.partition(), o == null ? new long[0] : o.offsets().stream().mapToLong(Long::longValue).toArray(),
        o == null || o.claimant().confidential(), row.quarantine());
  }

  /** @param state JSON of the folded state, or null; only what is needed of it is read */
  static Where of(String id, int partition, String state, String quarantine) {
    if (state == null) {
      return new Where(id, partition, new long[0], true, quarantine);
    }
    long[] offsets = new long[16];
    int n = 0;
    boolean confidential = false;
    try (JsonParser json = EventTypes.JSON.getFactory().createParser(state)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("offsets") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            offsets = n == offsets.length ? Arrays.copyOf(offsets, 2 * n) : offsets;
            offsets[n++] = json.getLongValue();
          }
        } else if (field.equals("claimant") && value == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isIt = json.currentName().equals("confidential");
            json.nextToken();
            confidential |= isIt && json.currentToken() == JsonToken.VALUE_TRUE;
            json.skipChildren();
          }
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the stored state of %s cannot be read; rebuild the service".formatted(id), e);
    }
    return new Where(id, partition, Arrays.copyOf(offsets, n), confidential, quarantine);
  }
}
