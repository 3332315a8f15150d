package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.TicketFigures;
import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The projection's row, for reading. The follower writes it. */
@Entity
@Immutable
@Table(name = "ticket", schema = "projection")
public class TicketRow {
  private static final ObjectReader STATE = EventTypes.JSON.readerFor(TicketFigures.class);

  @Id public String id;
  public String head;
  public long sequence;
  public String quarantine;
  public String state;
  public String period;
  @Column(name = "closed_period") public String closedPeriod;
  @Column(name = "rated_period") public String ratedPeriod;
  @Column(name = "dual_office") public String dualOffice;
  @Column(name = "dual_community") public String dualCommunity;
  public Integer figures;
  public String channel;
  public String category;
  public String problem;
  @Column(name = "place_district") public String placeDistrict;
  @Column(name = "place_locality") public String placeLocality;
  public String unit;
  @Column(name = "unit_district") public String unitDistrict;
  public Integer marks;
  @Column(name = "noted_in") public String notedIn;
  @Column(name = "story_in") public String storyIn;
  public String story;
  @Column(name = "overdue_grade") public String overdueGrade;
  public String enterprise;
  public String item;
  @Column(name = "dispatch_seconds") public Integer dispatchSeconds;
  @Column(name = "answered_at") public Instant answeredAt;
  @Column(name = "received_at") public Instant receivedAt;
  @Column(name = "changed_at") public Instant changedAt;
  public String spot;

  /** Null when not even the first fact could be folded. */
  public TicketFigures figures() { return figures(id, state); }

  static TicketFigures figures(String id, String state) {
    try {
      return state == null ? null : STATE.readValue(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored state of %s cannot be read; rebuild the service".formatted(id), e);
    }
  }
}
