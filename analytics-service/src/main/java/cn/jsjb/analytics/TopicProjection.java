package cn.jsjb.analytics;

import cn.jsjb.event.Fact;
import cn.jsjb.log.Column;
import cn.jsjb.log.Projection;
import java.util.List;

/** One row a stream of {@code programme-log}. */
public final class TopicProjection implements Projection<TopicProgress> {
  @Override public String table() { return "programme"; }

  @Override public Class<TopicProgress> stateType() { return TopicProgress.class; }

  @Override public TopicProgress evolve(TopicProgress state, Fact fact) { return TopicProgress.evolve(state, fact); }

  @Override public List<Column<TopicProgress>> columns() { return List.of(); }
}
