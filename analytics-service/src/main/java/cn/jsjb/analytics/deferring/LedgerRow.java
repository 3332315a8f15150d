package cn.jsjb.analytics.deferring;

import cn.jsjb.analytics.LedgerEntry;
import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The projection's row of an entry of the ledger, for reading. The follower writes it. */
@Entity
@Immutable
@Table(name = "ledger", schema = "projection")
public class LedgerRow {
  @Id public String id;
  public String state;

  LedgerEntry entry() {
    try {
      return EventTypes.JSON.readValue(state, LedgerEntry.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored state of %s cannot be read; rebuild the service".formatted(id), e);
    }
  }
}
