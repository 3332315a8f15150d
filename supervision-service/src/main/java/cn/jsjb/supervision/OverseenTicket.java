package cn.jsjb.supervision;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of the projection, for reading; the follower alone writes it. */
@Entity
@Immutable
@Table(name = "oversight")
public class OverseenTicket {
  @Id public String id;
  public int partition;
  public String quarantine;
  public String state;
  public String status;
  public String unit;
  public String units;
  public String locality;
  public String problem;
  @Column(name = "first_offset") public Long firstOffset;
  @Column(name = "callback_by") public Instant callbackBy;
  @Column(name = "called_back") public Integer calledBack;
  public String marks;
  public String ordered;
  @Column(name = "received_at") public Instant receivedAt;

  /** The folded state; null for a stream whose first fact could not be folded. */
  public Oversight oversight() {
    try {
      return state == null ? null : EventTypes.JSON.readValue(state, Oversight.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored state of %s cannot be read; rebuild the service".formatted(id), e);
    }
  }
}
