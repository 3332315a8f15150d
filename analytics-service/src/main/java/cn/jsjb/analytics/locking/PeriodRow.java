package cn.jsjb.analytics.locking;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The projection's row of an assessment period, for reading. The follower writes it. */
@Entity
@Immutable
@Table(name = "programme", schema = "projection")
public class PeriodRow {
  @Id public String id;
  public String head;
  public String kind;
  public String brief;
  public String state;
}
