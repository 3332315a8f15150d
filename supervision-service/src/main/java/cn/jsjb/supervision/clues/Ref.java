package cn.jsjb.supervision.clues;

import cn.jsjb.event.ClueEvent;
import cn.jsjb.event.Fact;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** A fact that a rule remembers. @param unit whose it is, where that matters */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Ref(String stream, String event, Instant at, String unit) {
  static Ref of(Fact fact, String unit) { return new Ref(fact.streamId(), fact.id(), fact.at(), unit); }

  static Ref of(Fact fact) { return of(fact, null); }

  ClueEvent.Evidence evidence() { return new ClueEvent.Evidence(stream, event); }
}
