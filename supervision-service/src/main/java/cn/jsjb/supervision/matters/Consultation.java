package cn.jsjb.supervision.matters;

import cn.jsjb.event.ConsultationEvent;
import cn.jsjb.event.ConsultationEvent.MonthlyConsultationHeld;
import cn.jsjb.event.Fact;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** 月度会商研判 of one month. */
@JsonTypeName("CONSULTATION")
public record Consultation(Instant openedAt, MonthlyConsultationHeld held) implements Matter {
  static Consultation evolve(Consultation before, ConsultationEvent event, Fact fact) {
    return switch (event) {
      case MonthlyConsultationHeld e -> new Consultation(fact.at(), e);
    };
  }

  @Override public String status() { return "HELD"; }
}
