package cn.jsjb.intake.showing;

import cn.jsjb.catalogue.WorkingCalendar;
import cn.jsjb.intake.Complaint;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * 月次、年次 (rule I3): how many requests of this caller had come in when this one did, itself included, in the calendar month and year of
 * Beijing. A view and no part of a fact: it follows from receipts and keyed hashes, which are facts, so that a replay counts the same;
 * a policy that asked other streams before it wrote would not be pure. After an erasure there is no hash left and nothing to count.
 */
public record Calls(int monthCount, int yearCount) {
  /** Null without a telephone number. */
  static Calls before(Complaint.Ticket ticket, Pool pool) throws Exception {
    if (ticket.phoneHash() == null) {
      return null;
    }
    Instant at = ticket.receivedAt().truncatedTo(ChronoUnit.MICROS);
    ZonedDateTime month = at.atZone(WorkingCalendar.BEIJING).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    var rows = pool.preparedQuery("""
        SELECT count(*) FILTER (WHERE received_at >= $2), count(*) FROM projection.complaint
        WHERE phone_hash = $1 AND received_at >= $3 AND received_at <= $4""")
        .execute(Tuple.of(ticket.phoneHash(), month.toOffsetDateTime(), month.withDayOfYear(1).toOffsetDateTime(), at.atOffset(ZoneOffset.UTC)))
        .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    var counted = rows.iterator().next();
    return new Calls(counted.getInteger(0), counted.getInteger(1));
  }
}
