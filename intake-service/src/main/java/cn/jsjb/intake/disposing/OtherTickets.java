package cn.jsjb.intake.disposing;

import cn.jsjb.event.IntakeEvent.AbuseStep;
import cn.jsjb.intake.Asking;
import cn.jsjb.intake.Complaint;
import cn.jsjb.intake.Complaints;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks across streams: what a decision about one ticket has to know of others. Read from the table, handed to the decider as values. */
@Singleton
public class OtherTickets {
  private static final int MOST = 20;

  private final Pool pool;
  private final LogService<Complaint> service;

  public OtherTickets(Pool pool, LogService<Complaint> service) {
    this.pool = pool;
    this.service = service;
  }

  /** By ticket number; null when there is none. */
  Disposing.Earlier byNumber(String ticketNo) {
    return loaded(query("SELECT id FROM projection.complaint WHERE ticket_tail = $1", Tuple.of(Complaints.tail(ticketNo.toUpperCase(Locale.ROOT)))), null).stream().findFirst().orElse(null);
  }

  /** The newest of this caller in this category. */
  List<Disposing.Earlier> ofCaller(String phoneHash, String category, String except) {
    return phoneHash == null || category == null ? List.of()
        : loaded(query("SELECT id FROM projection.complaint WHERE phone_hash = $1 AND category = $2 ORDER BY received_at DESC LIMIT " + MOST, Tuple.of(phoneHash, category)), except);
  }

  /** The furthest step that was taken with this caller, on whichever ticket. */
  public Optional<AbuseStep> furthestStep(String phoneHash) {
    Integer step = phoneHash == null ? null : query("SELECT max(abuse_step) FROM projection.complaint WHERE phone_hash = $1 AND abuse_step IS NOT NULL", Tuple.of(phoneHash)).iterator().next().getInteger(0);
    return step == null ? Optional.empty() : Optional.of(AbuseStep.values()[step]);
  }

  /** Title and content, from the state or from the columns that were written once. */
  String[] words(Row<Complaint> row) {
    Complaint.Words words = row.state().words();
    if (words != null) {
      return new String[] {words.title(), words.content()};
    }
    for (io.vertx.sqlclient.Row found : query("SELECT title, content FROM projection.complaint WHERE id = $1", Tuple.of(row.id()))) {
      return new String[] {found.getString(0), found.getString(1)};
    }
    return new String[2];
  }

  private List<Disposing.Earlier> loaded(RowSet<io.vertx.sqlclient.Row> ids, String except) {
    List<Disposing.Earlier> found = new ArrayList<>();
    for (io.vertx.sqlclient.Row id : ids) {
      Row<Complaint> row = id.getString(0).equals(except) ? null : service.follower().load(id.getString(0));
      if (row != null && row.state() != null) {
        found.add(Disposing.Earlier.of(row.id(), row.state()));
      }
    }
    return found;
  }

  private RowSet<io.vertx.sqlclient.Row> query(String sql, Tuple values) { return Asking.rows(pool, sql, values); }
}
