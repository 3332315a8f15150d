package cn.jsjb.analytics.deferring;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.counting.Asked;
import cn.jsjb.analytics.counting.Basis;
import cn.jsjb.analytics.counting.Condition;
import cn.jsjb.analytics.counting.Scope;
import cn.jsjb.analytics.deferring.DeferralBoard.Deferrals;
import cn.jsjb.analytics.deferring.DeferralBoard.OfUnit;
import cn.jsjb.analytics.deferring.DeferralBoard.Reason;
import cn.jsjb.analytics.deferring.LedgerBoard.Age;
import cn.jsjb.analytics.deferring.LedgerBoard.Entries;
import cn.jsjb.analytics.deferring.LedgerBoard.Entry;
import cn.jsjb.analytics.deferring.LedgerBoard.Owner;
import cn.jsjb.analytics.rating.Answers;
import cn.jsjb.catalogue.Assessment.Formula;
import cn.jsjb.catalogue.Period;
import cn.jsjb.edge.Caller;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** 台账与挂账 (A12): the municipal ledger as it stands, the deferrals of a period, and how they came back. */
@Path("/api/boards/ledger")
@RolesAllowed({Caller.UNIT, Caller.DISTRICT, Caller.BUREAU, Caller.SUPERVISOR, Caller.INSPECTOR, Caller.ANALYST, Caller.LEADER, Caller.ADMIN})
public class LedgerBoardResource {
  @Inject Mutiny.SessionFactory database;
  @Inject Asked asked;
  @Inject Caller caller;
  @Inject Clock clock;
  @Inject LedgerBoard ledger;
  @Inject DeferralBoard deferrals;

  public record Deferred(@JsonUnwrapped Deferrals all, List<Reason> reasons, List<OfUnit> units, Reentered reentry) {}

  /** Answers that count in this period because of a deferral. */
  public record Reentered(@JsonUnwrapped Answers answers, String figure) {}

  public record Board(@JsonUnwrapped Basis basis, Entries entries, List<Age> ages, List<Owner> owners, List<Entry> items, int total, Deferred deferrals) {}

  @GET
  public Uni<Board> board(@QueryParam("period") String period) {
    Period in = asked.period(period);
    Formula formula = asked.formula(in, null);
    Scope scope = Scope.of(caller);
    return database.withSession(session -> ledger.entries(session, clock.instant(), scope)
        .flatMap(entries -> deferrals.things(session, in, scope)
            .flatMap(things -> reentered(session, in, scope)
                .flatMap(back -> asked.basis(session, in, formula).map(basis -> new Board(basis, Entries.of(entries, LedgerBoard.ALL), LedgerBoard.ages(entries), ledger.owners(entries), entries,
                    entries.size(), new Deferred(Deferrals.of(things, DeferralBoard.ALL), deferrals.reasons(things), deferrals.units(things),
                        new Reentered(Answers.of(back, formula), "deferrals:reentry"))))))));
  }

  private static Uni<Counts> reentered(Mutiny.Session session, Period in, Scope scope) {
    Condition which = DeferralBoard.Reentry.all(in).and(scope.condition());
    var query = session.createSelectionQuery("select t.figures, count(*) from TicketRow t where " + which.hql() + " group by t.figures", Object[].class);
    which.parameters().forEach(query::setParameter);
    return query.getResultList().map(rows -> rows.stream().map(row -> Counts.ofMask((Integer) row[0], (Long) row[1])).reduce(Counts.NONE, Counts::plus));
  }
}
