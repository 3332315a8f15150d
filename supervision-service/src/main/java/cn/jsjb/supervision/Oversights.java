package cn.jsjb.supervision;

import cn.jsjb.event.Fact;
import cn.jsjb.event.Stage;
import cn.jsjb.log.Column;
import cn.jsjb.log.Policy;
import cn.jsjb.log.Projection;
import cn.jsjb.log.Reactor;
import cn.jsjb.log.RecordView;
import java.time.Instant;
import java.util.List;

/** The fold of supervision-service and the columns its lists are asked by. */
public final class Oversights implements Projection<Oversight> {
  private final List<Policy<Oversight>> policies;

  /** @param policies what the to-do list is read off */
  public Oversights(List<Policy<Oversight>> policies) { this.policies = List.copyOf(policies); }

  @Override public String table() { return "oversight"; }

  @Override public Class<Oversight> stateType() { return Oversight.class; }

  @Override public Oversight evolve(Oversight state, Fact fact) { return Oversight.evolve(state, fact); }

  /** Before the first fact there is nothing a void record could belong to. */
  @Override public Oversight voided(Oversight state, RecordView record) { return state == null ? null : state.withVoid(record.offset()); }

  @Override public Instant dueAt(Oversight state) { return Reactor.earliest(policies, state); }

  @Override public List<Column<Oversight>> columns() {
    return List.of(
        Column.text("status", o -> o.life().stage().name()),
        Column.text("unit", o -> o.life().unit()),
        Column.text("units", o -> o.units().isEmpty() ? null : String.join(",", o.units())),
        Column.text("district", o -> o.subject().district()),
        Column.text("locality", o -> o.subject().locality()),
        Column.text("community", o -> o.subject().community()),
        Column.text("party", o -> o.subject().party()),
        Column.text("master", o -> o.subject().master()),
        Column.bigint("linked_offset", o -> o.subject().linked() == null ? null : o.subject().linked().offset()),
        Column.text("problem", o -> o.subject().problem()),
        Column.instant("limit_at", o -> o.life().dueAt()),
        Column.instant("callback_by", o -> o.at(Stage.AWAITING_CALLBACK) ? o.present().latestAt() : null),
        Column.integer("called_back", o -> (int) o.rounds().stream().filter(r -> r.answers() != null).count()),
        Column.text("closed", o -> o.closed() == null ? null : o.closed().name()),
        Column.instant("since", Oversight::since),
        Column.text("marks", o -> o.more() == null ? null : o.more().marks()),
        Column.text("ordered", o -> o.loop().orders() == null ? null : o.loop().orders().ordered()),
        Column.instant("received_at", o -> o.subject().receivedAt()),
        Column.bigint("first_offset", o -> o.offsets().getFirst()));
  }
}
