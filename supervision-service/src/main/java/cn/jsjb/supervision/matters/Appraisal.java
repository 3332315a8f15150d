package cn.jsjb.supervision.matters;

import cn.jsjb.event.AppraisalEvent;
import cn.jsjb.event.AppraisalEvent.AnnualAppraisalIssued;
import cn.jsjb.event.Fact;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** 年终绩效考评 of one list of units. */
@JsonTypeName("APPRAISAL")
public record Appraisal(Instant openedAt, AnnualAppraisalIssued issued) implements Matter {
  static Appraisal evolve(Appraisal before, AppraisalEvent event, Fact fact) {
    return switch (event) {
      case AnnualAppraisalIssued e -> new Appraisal(fact.at(), e);
    };
  }

  @Override public String status() { return "ISSUED"; }
}
