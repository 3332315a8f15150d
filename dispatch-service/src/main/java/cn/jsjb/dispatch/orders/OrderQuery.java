package cn.jsjb.dispatch.orders;

import cn.jsjb.catalogue.Grade;
import cn.jsjb.edge.Input;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a console asks of its list of orders. Late and nearly late is only what the unit still has to answer. */
record OrderQuery(List<Stage> states, int page, int size, Sort sort, boolean descending, boolean overdue, boolean warn) {
  /** The name in the query; what it orders by. Equal ones follow by deadline, so that pages never overlap. */
  enum Sort {
    dueAt("t.deadline"), createdAt("t.dispatchedAt"), grade(byUrgency());

    private final String by;

    Sort(String by) { this.by = by; }

    private static String byUrgency() {
      return Arrays.stream(Grade.values()).map(g -> "when '%s' then %d".formatted(g, g.ordinal())).collect(Collectors.joining(" ", "case t.grade ", " else 99 end"));
    }
  }

  private static final String MINE = "(t.unit = :unit or t.also like :also)";
  private static final String ASKED = Arrays.stream(Stage.values()).filter(Stage::isWithUnit).map(s -> "'" + s.name() + "'").collect(Collectors.joining(", ", "t.status in (", ")"));
  private static final String LATE = ASKED + " and t.deadline <= :now";
  private static final String NEAR = ASKED + " and t.warnAt <= :now and t.deadline > :now";

  /** State, orders in it, late ones, nearly late ones. */
  static final String COUNTS = "select t.status, count(t), sum(case when %s then 1 else 0 end), sum(case when %s then 1 else 0 end) from TicketRow t where %s group by t.status".formatted(LATE, NEAR, MINE);

  static OrderQuery of(String state, String page, String size, String sort, String overdue, String warn) {
    List<Stage> states = state == null || state.isBlank() ? List.of() : Arrays.stream(state.split(",")).map(name -> Input.oneOf("state", Stage.class, name)).distinct().toList();
    boolean descending = sort != null && sort.startsWith("-");
    return new OrderQuery(states, Input.page(Input.number("page", page)), Input.size(Input.number("size", size)),
        sort == null || sort.isBlank() ? Sort.dueAt : sort(descending ? sort.substring(1) : sort), descending, Input.flag("overdue", overdue), Input.flag("warn", warn));
  }

  private static Sort sort(String name) {
    return Arrays.stream(Sort.values()).filter(s -> s.name().equals(name)).findFirst().orElseThrow(() ->
        Refused.field("sort", Reason.FIELD_INVALID, "sort", Arrays.stream(Sort.values()).map(s -> s + ", -" + s).collect(Collectors.joining(", "))));
  }

  String list() {
    StringBuilder query = new StringBuilder("from TicketRow t where ").append(MINE);
    if (!states.isEmpty()) {
      query.append(" and t.status in (:states)");
    }
    if (overdue || warn) {
      query.append(" and (").append(!warn ? LATE : !overdue ? NEAR : "(" + LATE + ") or (" + NEAR + ")").append(')');
    }
    return query.append(" order by ").append(sort.by).append(descending ? " desc" : " asc").append(" nulls last, t.deadline nulls last, t.id").toString();
  }

  <R> Mutiny.SelectionQuery<R> bind(Mutiny.SelectionQuery<R> list, String unit, Instant now) {
    mine(list, unit);
    if (!states.isEmpty()) {
      list.setParameter("states", states.stream().map(Stage::name).toList());
    }
    return overdue || warn ? list.setParameter("now", now) : list;
  }

  static <R> Mutiny.SelectionQuery<R> bindCounts(Mutiny.SelectionQuery<R> counts, String unit, Instant now) { return mine(counts, unit).setParameter("now", now); }

  private static <R> Mutiny.SelectionQuery<R> mine(Mutiny.SelectionQuery<R> query, String unit) {
    return query.setParameter("unit", unit).setParameter("also", "%," + unit + ",%");
  }

  /** @param rows of {@link #COUNTS} */
  OrderList answer(List<OrderView> items, List<Object[]> rows) {
    Map<String, Long> counts = new LinkedHashMap<>();
    long total = 0;
    long late = 0;
    long near = 0;
    for (Object[] row : rows) {
      long all = ((Number) row[1]).longValue();
      long lateHere = ((Number) row[2]).longValue();
      long nearHere = ((Number) row[3]).longValue();
      counts.put((String) row[0], all);
      late += lateHere;
      near += nearHere;
      if (states.isEmpty() || states.stream().anyMatch(s -> s.name().equals(row[0]))) {
        total += overdue || warn ? (overdue ? lateHere : 0) + (warn ? nearHere : 0) : all;
      }
    }
    return new OrderList(items, total, page, size, counts, late, near);
  }
}
