package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.log.Column;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import cn.jsjb.log.Reactor;
import java.time.Instant;
import java.util.List;

/** One row a stream of {@code programme-log}, and the columns its lists are asked by. */
public final class TopicProjection implements Projection<ProgrammeStream> {
  private final List<Policy<ProgrammeStream>> policies;

  public TopicProjection(List<Policy<ProgrammeStream>> policies) { this.policies = List.copyOf(policies); }

  @Override public String table() { return "programme"; }

  @Override public Class<ProgrammeStream> stateType() { return ProgrammeStream.class; }

  @Override public ProgrammeStream evolve(ProgrammeStream state, Fact fact) { return ProgrammeStream.evolve(state, fact); }

  @Override public Instant dueAt(ProgrammeStream state) { return Reactor.earliest(policies, state); }

  @Override public List<Column<ProgrammeStream>> columns() {
    return List.of(
        Column.text("kind", s -> ProgrammeStream.kindOf(s.getClass())),
        Column.text("status", ProgrammeStream::status),
        Column.text("unit", ProgrammeStream::unit),
        Column.text("rule", ProgrammeStream::rule),
        Column.text("category", ProgrammeStream::category),
        Column.text("spot", ProgrammeStream::spotCode),
        Column.text("district", ProgrammeStream::district),
        Column.text("locality", ProgrammeStream::locality),
        Column.instant("opened_at", ProgrammeStream::openedAt),
        Column.instant("ended_at", ProgrammeStream::endedAt),
        Column.text("brief", ProgrammeStream::brief));
  }
}
