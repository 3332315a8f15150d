package cn.jsjb.intake.open311;

import cn.jsjb.intake.FiledColumns;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The projection's table as the public interface reads it: nothing about a person is mapped. */
@Entity
@Immutable
@Table(name = "complaint")
public class PublicRow extends FiledColumns {
  Boolean erased;
  Double lon;
  Double lat;
  @Column(name = "updated_at") Instant updatedAt;

  Publishing.Facts facts() {
    return new Publishing.Facts(ticketNo, channel, status, category, content, districtCode, localityCode, communityCode, lon, lat, unitCode, dueAt, receivedAt, updatedAt);
  }
}
