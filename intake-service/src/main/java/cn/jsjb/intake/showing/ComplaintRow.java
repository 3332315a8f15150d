package cn.jsjb.intake.showing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The projection's table for reading: lists, paging, the progress page. The follower alone writes it. */
@Entity
@Immutable
@Table(name = "complaint")
public class ComplaintRow {
  @Id String id;
  @Column(name = "ticket_no") String ticketNo;
  @Column(name = "ticket_tail") String ticketTail;
  String channel;
  @Column(name = "request_type") String requestType;
  String status;
  String title;
  String content;
  String box;
  @Column(name = "last_four_hash") String lastFourHash;
  Boolean confidential;
  String category;
  @Column(name = "problem_id") String problemId;
  String grade;
  Integer awaits;
  String address;
  @Column(name = "district_code") String districtCode;
  @Column(name = "locality_code") String localityCode;
  @Column(name = "community_code") String communityCode;
  @Column(name = "unit_code") String unitCode;
  @Column(name = "limit_at") Instant dueAt;
  @Column(name = "received_at") Instant receivedAt;
  @Column(name = "called_at") Instant calledAt;
}
