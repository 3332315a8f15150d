package cn.jsjb.intake.open311;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The folded states of the same table, for their changes of status; they are long, so lists do without. */
@Entity
@Immutable
@Table(name = "complaint")
public class PublicState {
  @Id String id;
  String state;
  String category;
  @Column(name = "request_type") String requestType;
  Boolean confidential;
  Boolean erased;
  @Column(name = "received_at") Instant receivedAt;
  @Column(name = "updated_at") Instant updatedAt;
}
