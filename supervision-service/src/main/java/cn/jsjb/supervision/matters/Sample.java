package cn.jsjb.supervision.matters;

import cn.jsjb.event.Fact;
import cn.jsjb.event.SamplingEvent;
import cn.jsjb.event.SamplingEvent.Item;
import cn.jsjb.event.SamplingEvent.QuarterSampleDrawn;
import cn.jsjb.event.SamplingEvent.SpotCheckRecorded;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A quarter's sample and its checks. @param checks item id → whether it passed */
@JsonTypeName("SAMPLE")
public record Sample(Instant openedAt, QuarterSampleDrawn drawn, Map<String, Boolean> checks) implements Matter {
  static Sample evolve(Sample s, SamplingEvent event, Fact fact) {
    return switch (event) {
      case QuarterSampleDrawn e -> new Sample(fact.at(), e, Map.of());
      case SpotCheckRecorded e -> {
        Map<String, Boolean> checks = new LinkedHashMap<>(s.checks);
        checks.put(e.item(), e.passed());
        yield new Sample(s.openedAt, s.drawn, checks);
      }
    };
  }

  public Optional<Item> item(String id) { return drawn.items().stream().filter(i -> i.id().equals(id)).findFirst(); }

  @Override public String status() { return checks.size() < drawn.items().size() ? "DRAWN" : "CHECKED"; }
}
