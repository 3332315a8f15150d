package cn.jsjb.analytics.monitoring;

import cn.jsjb.analytics.TopicProgress;
import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The projection's row of a problem's programme, for reading. The follower writes it. */
@Entity
@Immutable
@Table(name = "programme", schema = "projection")
public class TopicRow {
  @Id public String id;
  public String state;

  TopicProgress progress() {
    try {
      return EventTypes.JSON.readValue(state, TopicProgress.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored state of %s cannot be read; rebuild the service".formatted(id), e);
    }
  }
}
