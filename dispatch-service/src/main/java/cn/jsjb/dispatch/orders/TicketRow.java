package cn.jsjb.dispatch.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The projection's table for reading. The follower alone writes it. */
@Entity
@Immutable
@Table(name = "ticket", schema = "projection")
public class TicketRow {
  @Id public String id;
  public String head;
  public String state;
  public String status;
  public String unit;
  public String also;
  public String grade;
  public Instant deadline;
  @Column(name = "dispatched_at") public Instant dispatchedAt;
  @Column(name = "warn_at") public Instant warnAt;
  public String asks;
  public String title;
  public String content;
}
