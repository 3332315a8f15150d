package cn.jsjb.supervision.matters;

import cn.jsjb.event.Fact;
import cn.jsjb.log.Column;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import cn.jsjb.log.Reactor;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;

/** The fold of {@code oversight-log} and the columns its lists are asked by. */
public final class Matters implements Projection<Matter> {
  private final List<Policy<Matter>> policies;

  public Matters(List<Policy<Matter>> policies) { this.policies = List.copyOf(policies); }

  /** CLUE, LEDGER …: what the state is called in the table. */
  public static String kindOf(Class<? extends Matter> kind) { return kind.getAnnotation(JsonTypeName.class).value(); }

  @Override public String table() { return "matter"; }

  @Override public Class<Matter> stateType() { return Matter.class; }

  @Override public Matter evolve(Matter state, Fact fact) { return Matter.evolve(state, fact); }

  @Override public Instant dueAt(Matter state) { return Reactor.earliest(policies, state); }

  @Override public List<Column<Matter>> columns() {
    return List.of(
        Column.text("kind", m -> kindOf(m.getClass())),
        Column.text("status", Matter::status),
        Column.text("unit", Matter::unitCode),
        Column.text("problem", Matter::problemId),
        Column.text("complaint", Matter::complaintId),
        Column.text("rule", Matter::rule),
        Column.text("colour", Matter::colourName),
        Column.instant("opened_at", Matter::openedAt),
        Column.instant("limit_at", Matter::limitAt));
  }
}
