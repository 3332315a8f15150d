package cn.jsjb.intake.open311;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The projection's table as the public interface reads it: nothing about a person is mapped. */
@Entity
@Immutable
@Table(name = "complaint")
public class PublicRow {
  @Id String id;
  @Column(name = "ticket_no") String ticketNo;
  @Column(name = "ticket_tail") String ticketTail;
  String channel;
  @Column(name = "request_type") String requestType;
  String status;
  String content;
  Boolean confidential;
  Boolean erased;
  String category;
  @Column(name = "district_code") String districtCode;
  @Column(name = "locality_code") String localityCode;
  @Column(name = "community_code") String communityCode;
  Double lon;
  Double lat;
  @Column(name = "unit_code") String unitCode;
  @Column(name = "limit_at") Instant dueAt;
  @Column(name = "received_at") Instant receivedAt;
  @Column(name = "updated_at") Instant updatedAt;

  Publishing.Facts facts() {
    return new Publishing.Facts(ticketNo, channel, status, category, content, districtCode, localityCode, communityCode, lon, lat, unitCode, dueAt, receivedAt, updatedAt);
  }
}
