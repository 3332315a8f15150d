package cn.jsjb.supervision.matters;

import cn.jsjb.event.Fact;
import cn.jsjb.event.SealEvent;
import cn.jsjb.event.SealEvent.EvidenceExported;
import cn.jsjb.event.SealEvent.SealBroken;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** 封印: an alarm, or an export of evidence; one of the two is null. */
@JsonTypeName("SEAL")
public record SealMatter(Instant openedAt, String actor, SealBroken broken, EvidenceExported exported) implements Matter {
  static SealMatter evolve(SealMatter before, SealEvent event, Fact fact) {
    return switch (event) {
      case SealBroken e -> new SealMatter(fact.at(), fact.actor(), e, null);
      case EvidenceExported e -> new SealMatter(fact.at(), fact.actor(), null, e);
    };
  }

  @Override public String status() { return broken != null ? "BROKEN" : "EXPORTED"; }

  @Override public String complaintId() { return broken != null ? broken.complaint() : exported.complaint(); }
}
