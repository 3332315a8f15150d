package cn.jsjb.intake.showing;

import cn.jsjb.intake.FiledColumns;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The projection's table for reading: lists, paging, the progress page. The follower alone writes it. */
@Entity
@Immutable
@Table(name = "complaint")
public class ComplaintRow extends FiledColumns {
  String title;
  String box;
  @Column(name = "last_four_hash") String lastFourHash;
  @Column(name = "problem_id") String problemId;
  String grade;
  Integer awaits;
  String address;
  @Column(name = "called_at") Instant calledAt;
}
