package cn.jsjb.analytics.counting;

import cn.jsjb.analytics.ProgrammeStream;
import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of {@code programme-log}'s projection, for reading: the plan of a problem, or what this service said and found. The follower writes it. */
@Entity
@Immutable
@Table(name = "programme", schema = "projection")
public class ProgrammeRow {
  @Id public String id;
  public String head;
  public String kind;
  public String status;
  public String unit;
  public String rule;
  public String category;
  public String spot;
  public String district;
  public String locality;
  public String state;
  /** Of an assessment period: everything but the locked lists. */
  public String brief;
  @Column(name = "opened_at") public Instant openedAt;
  @Column(name = "ended_at") public Instant endedAt;

  /** Null for a stream whose first fact could not be folded. */
  public ProgrammeStream stream() {
    try {
      return state == null ? null : EventTypes.JSON.readValue(state, ProgrammeStream.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored state of %s cannot be read; rebuild the service".formatted(id), e);
    }
  }

  /** Rows {@code r} in sight: a unit's are those it is asked for and those on its ground, a district's those of all its units. */
  public static Condition visibleTo(Scope scope) {
    return scope.isAll() ? Condition.ALL : new Condition(scope.district() ? "(r.unit = :own or r.district = :own)" : "(r.unit = :own or r.locality = :own)", java.util.Map.of("own", scope.unit()));
  }

  public boolean isVisibleTo(Scope scope) { return scope.isAll() || scope.unit().equals(unit) || scope.unit().equals(scope.district() ? district : locality); }
}
