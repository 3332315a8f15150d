package cn.jsjb.analytics.exporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import cn.jsjb.analytics.Counts;
import cn.jsjb.analytics.hotspots.HotspotsResource;
import cn.jsjb.analytics.proactive.ProactiveTasksResource;
import cn.jsjb.analytics.regulating.EnterprisesResource;
import cn.jsjb.analytics.regulating.EnterprisesResource.Board;
import cn.jsjb.analytics.regulating.EnterprisesResource.Enterprise;
import cn.jsjb.analytics.tracing.TicketsResource;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is the whole list, however long. */
class ExportsTest {
  private static Enterprise enterprise(int n) { return new Enterprise("企业" + n, null, null, null, null, n, 0, null, Counts.NONE, 0, 0, 0, false, "enterprise:企业" + n); }

  private static Exports exports() {
    Exports exports = new Exports();
    exports.tickets = new TicketsResource();
    exports.hotspots = new HotspotsResource();
    exports.tasks = new ProactiveTasksResource();
    return exports;
  }

  @Test void more_enterprises_than_a_page_has_are_all_of_them_found_in_one_look() {
    List<String> asked = new ArrayList<>();
    Exports exports = exports();
    exports.enterprises = new EnterprisesResource() {
      @Override public Uni<Board> whole(String period) {
        asked.add(period);
        return Uni.createFrom().item(new Board(null, null, IntStream.range(0, 1_203).mapToObj(ExportsTest::enterprise).toList(), 1_203));
      }
    };
    Board all = (Board) exports.find("enterprises").orElseThrow().answer().apply(new Export.Asking(Map.of("period", "2026-05"))).await().indefinitely();
    assertEquals(1_203, all.items().stream().map(Enterprise::name).distinct().count());
    assertEquals(List.of("2026-05"), asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tickets", "hotspots", "proactive-tasks"})
  void what_can_be_long_is_read_in_pages_of_one_look_with_the_columns_of_its_type(String name) {
    Export export = exports().find(name).orElseThrow();
    assertNotNull(export.keys());
    assertNotNull(export.row());
  }
}
