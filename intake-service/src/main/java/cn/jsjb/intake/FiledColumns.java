package cn.jsjb.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** Columns of the projection's table that say how a request is filed and where it stands, and nothing about a person. */
@MappedSuperclass
public abstract class FiledColumns {
  @Id public String id;
  @Column(name = "ticket_no") public String ticketNo;
  @Column(name = "ticket_tail") public String ticketTail;
  public String channel;
  @Column(name = "request_type") public String requestType;
  public String status;
  public String content;
  public Boolean confidential;
  public String category;
  @Column(name = "district_code") public String districtCode;
  @Column(name = "locality_code") public String localityCode;
  @Column(name = "community_code") public String communityCode;
  @Column(name = "unit_code") public String unitCode;
  @Column(name = "limit_at") public Instant dueAt;
  @Column(name = "received_at") public Instant receivedAt;
}
