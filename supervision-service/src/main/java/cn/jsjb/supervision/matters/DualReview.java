package cn.jsjb.supervision.matters;

import cn.jsjb.event.DualReviewEvent;
import cn.jsjb.event.DualReviewEvent.WhistleDualReviewIssued;
import cn.jsjb.event.Fact;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** 双考核 of one district and month. */
@JsonTypeName("DUAL_REVIEW")
public record DualReview(Instant openedAt, WhistleDualReviewIssued issued) implements Matter {
  static DualReview evolve(DualReview before, DualReviewEvent event, Fact fact) {
    return switch (event) {
      case WhistleDualReviewIssued e -> new DualReview(fact.at(), e);
    };
  }

  @Override public String status() { return "ISSUED"; }

  @Override public String unitCode() { return issued.district(); }
}
