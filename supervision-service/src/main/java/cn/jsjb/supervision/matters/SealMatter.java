package cn.jsjb.supervision.matters;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Fact;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SealEvent;
import cn.jsjb.event.SealEvent.EvidenceExported;
import cn.jsjb.event.SealEvent.SealBroken;
import cn.jsjb.event.SealEvent.SealCleared;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** 封印: an alarm, or an export of evidence; one of the two is null. @param cleared null as long as nobody has looked at the alarm */
@JsonTypeName("SEAL")
public record SealMatter(Instant openedAt, String actor, SealBroken broken, EvidenceExported exported, SealCleared cleared) implements Matter {
  static SealMatter evolve(SealMatter before, SealEvent event, Fact fact) {
    return switch (event) {
      case SealBroken e -> new SealMatter(fact.at(), fact.actor(), e, null, null);
      case EvidenceExported e -> new SealMatter(fact.at(), fact.actor(), null, e, null);
      case SealCleared e -> new SealMatter(before.openedAt, before.actor, before.broken, before.exported, e);
    };
  }

  /** Somebody has looked at the alarm. */
  public Decision clear(String by, String reason) {
    return cleared != null ? Decision.refuse(Reason.RECORDED_ALREADY, broken.origin()) : Decision.accept(new SealCleared(by, reason));
  }

  @Override public String status() { return broken == null ? "EXPORTED" : cleared == null ? "BROKEN" : "CLEARED"; }

  @Override public String complaintId() { return broken != null ? broken.complaint() : exported.complaint(); }
}
