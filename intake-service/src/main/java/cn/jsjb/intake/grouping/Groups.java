package cn.jsjb.intake.grouping;

import cn.jsjb.event.Decision;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Asking;
import cn.jsjb.intake.Complaint;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Carries a group from its leader's stream to its members'. What is still to be done is read from the tables, so a crash on the way
 * loses nothing, and a command that is sent twice has one event id.
 */
@Singleton
public class Groups {
  private static final Logger LOG = Logger.getLogger(Groups.class);
  private static final String ACTOR = "policy:WhenGroupMovesThenMembersFollow";
  private static final int AT_A_TIME = 200;
  private static final String[] ENDED = Arrays.stream(Stage.values()).filter(s -> !s.isOpen()).map(Enum::name).toArray(String[]::new);

  private final Pool pool;
  private final LogService<Complaint> service;

  public Groups(Pool pool, LogService<Complaint> service) {
    this.pool = pool;
    this.service = service;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void sweep() {
    try {
      query("""
          SELECT g.id FROM projection.complaint g WHERE g.group_size IS NOT NULL AND NOT (g.status = ANY($1))
          AND g.group_size - 1 > (SELECT count(*) FROM projection.complaint m WHERE m.leader_id = g.id) ORDER BY g.received_at DESC LIMIT %d""".formatted(AT_A_TIME), Tuple.of(ENDED))
          .forEach(row -> link(row.getString(0)));
      query("""
          SELECT m.id, m.leader_id FROM projection.complaint m JOIN projection.complaint g ON g.id = m.leader_id
          WHERE m.status = 'LINKED' AND (g.group_told OR g.status = ANY($1)) LIMIT %d""".formatted(AT_A_TIME), Tuple.of(ENDED))
          .forEach(row -> settle(row.getString(0), row.getString(1)));
    } catch (RuntimeException away) {
      LOG.debugf("groups: %s", away.getMessage());
    }
  }

  private void link(String leaderId) {
    Row<Complaint> leader = service.follower().load(leaderId);
    if (leader == null || leader.state() == null || leader.state().ticket().desk().group() == null) {
      return;
    }
    for (var member : leader.state().ticket().desk().group().members()) {
      Row<Complaint> row = service.follower().load(member.complaintId());
      if (row != null && row.state() != null && Grouping.join(row.id(), row.state(), leaderId, leader.state()) instanceof Decision.Accepted) {
        service.commands().handle(new Command<>(row.id(), ACTOR, "group-join:" + leaderId, null, (state, now) -> Grouping.join(row.id(), state, leaderId, leader.state())));
      }
    }
  }

  private void settle(String memberId, String leaderId) {
    Row<Complaint> leader = service.follower().load(leaderId);
    if (leader != null && leader.state() != null) {
      service.commands().handle(new Command<>(memberId, ACTOR, "group-settle:" + leaderId, null, (state, now) -> Grouping.settle(state, leader.state())));
    }
  }

  /** Complaints that were looked up for a decision. */
  List<Grouping.Other> load(List<String> complaintIds) {
    return complaintIds.stream().map(id -> {
      Row<Complaint> row = service.follower().load(id);
      return new Grouping.Other(id, row == null ? null : row.state());
    }).toList();
  }

  RowSet<io.vertx.sqlclient.Row> query(String sql, Tuple values) { return Asking.rows(pool, sql, values); }
}
