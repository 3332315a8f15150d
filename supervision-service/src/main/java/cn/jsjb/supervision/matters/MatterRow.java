package cn.jsjb.supervision.matters;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code oversight-log}'s projection, for reading; the follower alone writes it. */
@Entity
@Immutable
@Table(name = "matter")
public class MatterRow {
  @Id public String id;
  public String head;
  public String kind;
  public String status;
  public String unit;
  public String problem;
  public String complaint;
  public String rule;
  public String colour;
  public String state;
  @Column(name = "opened_at") public Instant openedAt;
  @Column(name = "limit_at") public Instant limitAt;

  /** The folded state; null for a stream whose first fact could not be folded. */
  public Matter matter() {
    try {
      return state == null ? null : EventTypes.JSON.readValue(state, Matter.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored state of %s cannot be read; rebuild the service".formatted(id), e);
    }
  }
}
