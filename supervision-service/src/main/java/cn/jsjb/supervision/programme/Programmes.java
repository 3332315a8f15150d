package cn.jsjb.supervision.programme;

import cn.jsjb.event.Fact;
import cn.jsjb.log.Column;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import cn.jsjb.log.Reactor;
import java.time.Instant;
import java.util.List;

/** The fold of {@code programme-log} and the columns its rows are asked by. */
public final class Programmes implements Projection<Programme> {
  private final List<Policy<Programme>> policies;

  public Programmes(List<Policy<Programme>> policies) { this.policies = List.copyOf(policies); }

  @Override public String table() { return "programme"; }

  @Override public Class<Programme> stateType() { return Programme.class; }

  @Override public Programme evolve(Programme state, Fact fact) { return Programme.evolve(state, fact); }

  @Override public Instant dueAt(Programme state) { return Reactor.earliest(policies, state); }

  @Override public List<Column<Programme>> columns() {
    return List.of(Column.integer("year", p -> switch (p) {
      case Year year -> year.published().year();
      case Topic topic -> topic.definition().year();
    }));
  }
}
