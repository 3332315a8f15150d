package cn.jsjb.supervision.matters;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Answers;
import cn.jsjb.edge.Caller;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Decision;
import cn.jsjb.event.Reason;
import cn.jsjb.log.Commands.Command;
import cn.jsjb.log.Ids;
import cn.jsjb.log.LogService;
import cn.jsjb.log.Row;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What every endpoint of {@code oversight-log} shares: who asks, the repeat key, the head the caller has seen; opening a stream, a command on it, one and many of them.
 * Its resources are for {@code supervisor} and {@code inspector} alone: no role of the ticket's way reads anything of this log (domain 2.2, 9 no. 18).
 */
public abstract class MatterEndpoint<M extends Matter> {
  protected static final int NAME = 200, TEXT = 10_000;

  @Inject protected LogService<Matter> service;
  @Inject protected Mutiny.SessionFactory sessions;
  @Inject protected Caller caller;
  @HeaderParam("Idempotency-Key") protected String idempotencyKey;
  @HeaderParam("If-Match") protected String ifMatch;

  private final Class<M> kind;
  private final String path;

  /** @param path where one of them is read, with a slash at the end: {@code /api/ledger/} */
  protected MatterEndpoint(Class<M> kind, String path) {
    this.kind = kind;
    this.path = path;
  }

  public record Page(List<?> items, long total) {}

  /** What people see of one: the id beside the state, unless the resource shows it otherwise. */
  protected Object view(String id, M matter) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", id);
    view.put("status", matter.status());
    view.put("state", matter);
    return view;
  }

  /** A new stream: the same Idempotency-Key is the same stream. 201. */
  protected Response open(BiFunction<M, Instant, Decision> decide) {
    String id = idempotencyKey == null ? UUID.randomUUID().toString() : Ids.named("matter", Matters.kindOf(kind), caller.user(), idempotencyKey).toString();
    return handle(id, 201, decide);
  }

  /** A command on a stream that is there; 404 when there is none of this kind. */
  protected Response handle(String id, BiFunction<M, Instant, Decision> decide) {
    return handle(id, 200, (matter, now) -> matter == null ? Decision.refuse(Reason.NOT_FOUND, id) : decide.apply(matter, now));
  }

  /** A stream of this name, for what exists once a month, quarter or year; the decider refuses when it is there. 201. */
  protected Response open(String id, BiFunction<M, Instant, Decision> decide) { return handle(id, 201, decide); }

  private Response handle(String id, int success, BiFunction<M, Instant, Decision> decide) {
    Input.atMost("Idempotency-Key", idempotencyKey, 200);
    var outcome = service.commands().handle(new Command<Matter>(id, caller.actor(), idempotencyKey, Answers.head(ifMatch), (matter, now) ->
        matter != null && !kind.isInstance(matter) ? Decision.refuse(Reason.NOT_FOUND, id) : decide.apply(kind.cast(matter), now)));
    return Answers.of(outcome, success, path + id, row -> view(row.id(), kind.cast(row.state())));
  }

  /** Texts of a list, each of them checked; empty when there is no list. */
  protected static List<String> texts(String field, List<String> texts, int atMost, int length) {
    if (texts == null) {
      return List.of();
    }
    if (texts.size() > atMost) {
      throw Refused.field(field, Reason.FIELD_INVALID, field, "≤ " + atMost);
    }
    texts.forEach(one -> Input.text(field, one, length));
    return List.copyOf(texts);
  }

  /** Codes of units; empty when there is no list. */
  protected static List<String> units(String field, List<String> codes) {
    texts(field, codes, 400, 40).forEach(code -> Input.unit(field, code));
    return codes == null ? List.of() : List.copyOf(codes);
  }

  /** Id of a problem of some year, or null. */
  protected static String problem(String id) {
    if (id != null && Catalogue.get().problems().find(id).isEmpty()) {
      throw Refused.field("problem", Reason.FIELD_INVALID, "problem", "MT2021-P01 …");
    }
    return id;
  }

  /** {@code 2026-05}. */
  protected static YearMonth month(String month) {
    try {
      return YearMonth.parse(Input.required("month", month));
    } catch (DateTimeException e) {
      throw Refused.field("month", Reason.FIELD_INVALID, "month", "2026-05");
    }
  }

  /** One of this kind, with its ETag. Blocks. */
  protected Response one(String id) {
    Row<Matter> row = load(id);
    return Response.ok(view(id, kind.cast(row.state()))).header("ETag", Answers.etag(row.head())).build();
  }

  /** The row of one of this kind; 404 when there is none. Blocks. */
  protected Row<Matter> load(String id) {
    Row<Matter> row = service.follower().loadFresh(id);
    if (row == null || !kind.isInstance(row.state())) {
      throw new Refused(Reason.NOT_FOUND, id);
    }
    return row;
  }

  /**
   * Those of this kind, the newest first.
   *
   * @param where column of {@link MatterRow} → value; null values ask for nothing
   */
  protected Uni<Page> list(Map<String, ?> where, Integer page, Integer size) {
    Map<String, Object> asked = new LinkedHashMap<>(where);
    asked.values().removeIf(v -> v == null || v instanceof String s && s.isBlank());
    StringBuilder hql = new StringBuilder(" from MatterRow m where m.kind = :kind and m.state is not null");
    asked.keySet().forEach(column -> hql.append(" and m.%1$s = :%1$s".formatted(column)));
    asked.put("kind", Matters.kindOf(kind));
    int of = Input.size(size);
    int from = Input.page(page) * of;
    return sessions.withSession(session -> {
      var count = session.createQuery("select count(m)" + hql, Long.class);
      var rows = session.createQuery("select m" + hql + " order by m.openedAt desc, m.id", MatterRow.class).setFirstResult(from).setMaxResults(of);
      asked.forEach((column, value) -> {
        count.setParameter(column, value);
        rows.setParameter(column, value);
      });
      return count.getSingleResult().chain(total -> rows.getResultList()
          .map(found -> new Page(found.stream().map(r -> view(r.id, kind.cast(r.matter()))).toList(), total)));
    });
  }
}
