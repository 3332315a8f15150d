package cn.jsjb.supervision.programme;

import cn.jsjb.event.Fact;
import cn.jsjb.log.Column;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import cn.jsjb.log.Reactor;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fold of {@code programme-log} and the columns its lists are asked by. */
public final class Problems implements Projection<Problem> {
  private static final Pattern ID = Pattern.compile("MT(\\d{4})-P\\d+");
  private final List<Policy<Problem>> policies;

  public Problems(List<Policy<Problem>> policies) { this.policies = List.copyOf(policies); }

  @Override public String table() { return "problem"; }

  @Override public Class<Problem> stateType() { return Problem.class; }

  @Override public Problem evolve(Problem state, Fact fact) { return Problem.evolve(state, fact); }

  @Override public Instant dueAt(Problem state) { return Reactor.earliest(policies, state); }

  @Override public List<Column<Problem>> columns() { return List.of(Column.integer("year", p -> year(p.id()))); }

  private static Integer year(String id) {
    Matcher year = ID.matcher(id);
    return year.matches() ? Integer.valueOf(year.group(1)) : null;
  }
}
