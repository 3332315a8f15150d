package cn.jsjb.dispatch.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a console may ask of its list, and what the answer counts. */
class OrderQueryTest {
  private static OrderQuery ask(String state, String sort, String overdue, String warn) { return OrderQuery.of(state, null, null, sort, overdue, warn); }

  @Test void nothing_asked_is_everything_by_deadline() {
    OrderQuery query = OrderQuery.of(null, null, null, null, null, null);
    assertEquals(new OrderQuery(List.of(), 0, 50, OrderQuery.Sort.dueAt, false, false, false), query);
    assertTrue(query.list().endsWith("order by t.deadline asc nulls last, t.deadline nulls last, t.id"), query.list());
  }

  @Test void states_sorting_and_paging_are_read() {
    OrderQuery query = OrderQuery.of("SIGNED, HANDLING,SIGNED", "2", "10", "-grade", "true", "false");
    assertEquals(List.of(Stage.SIGNED, Stage.HANDLING), query.states());
    assertEquals(2, query.page());
    assertEquals(10, query.size());
    assertTrue(query.list().contains("when 'URGENT_2H' then 0") && query.list().contains("end desc nulls last"), query.list());
    assertTrue(query.list().contains("t.deadline <= :now") && !query.list().contains("t.warnAt"), query.list());
  }

  @ParameterizedTest
  @CsvSource({"state,NONSENSE", "state,'SIGNED,,HANDLING'", "sort,price", "sort,-", "sort,--dueAt", "overdue,maybe", "warn,1", "page,-1", "page,one", "page,1000001", "size,0", "size,501", "size,9999999999"})
  void what_cannot_be_asked_is_refused_and_named(String field, String value) {
    Refused refused = assertThrows(Refused.class, () -> OrderQuery.of(field.equals("state") ? value : null, field.equals("page") ? value : null, field.equals("size") ? value : null,
        field.equals("sort") ? value : null, field.equals("overdue") ? value : null, field.equals("warn") ? value : null));
    assertEquals(field, refused.field());
    assertEquals(422, refused.refusal().reason().status());
  }

  @Test void the_total_is_of_what_was_asked_and_the_counts_are_of_everything() {
    List<Object[]> rows = List.of(new Object[] {"SIGNED", 10L, 3L, 2L}, new Object[] {"CLOSED", 5L, 0L, 0L}, new Object[] {"HANDLING", 4L, 1L, 1L});
    assertEquals(new OrderList(List.of(), 19, 0, 50, Map.of("SIGNED", 10L, "CLOSED", 5L, "HANDLING", 4L), 4, 3), ask(null, null, null, null).answer(List.of(), rows));
    assertEquals(10, ask("SIGNED", null, null, null).answer(List.of(), rows).total());
    assertEquals(4, ask(null, null, "true", null).answer(List.of(), rows).total());
    assertEquals(1, ask("HANDLING", null, null, "true").answer(List.of(), rows).total());
    assertEquals(5, ask("SIGNED", null, "true", "true").answer(List.of(), rows).total());
    assertFalse(ask("SIGNED", null, "true", "true").list().contains("and t.status in (:states) or"));
  }
}
