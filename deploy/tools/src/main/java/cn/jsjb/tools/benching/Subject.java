package cn.jsjb.tools.benching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.dispatch.Wiring;
import cn.jsjb.log.Projection;
import java.util.List;
import java.util.function.Supplier;

/** Whose tables are rebuilt and followed: the boards' with their counts, and the consoles' with their deadlines. */
record Subject<S>(String name, String suffix, Supplier<Projection<S>> projection) {
  static List<Subject<?>> all() {
    Catalogue rules = Catalogue.get();
    return List.of(
        new Subject<>("analytics", "", () -> new cn.jsjb.analytics.TicketProjection(rules.units(), rules.assessment())),
        new Subject<>("dispatch", "-dispatch", () -> new cn.jsjb.dispatch.TicketProjection(Wiring.policies(rules))));
  }

  Workbench.Database database(Workbench workbench) throws Exception {
    Workbench.Database database = workbench.database("bench_" + name, projection.get().getClass());
    // The reference's own tables: the same columns, indexes and settings.
    database.sql("DROP SCHEMA IF EXISTS by_hand CASCADE; CREATE SCHEMA by_hand;");
    database.sql(Workbench.migrations(projection.get().getClass()).replace("projection.", "by_hand.").replace("SCHEMA IF NOT EXISTS projection", "SCHEMA IF NOT EXISTS by_hand"));
    return database;
  }

  /** Nothing of an earlier round is left, and nothing is left to be written for it. */
  static void emptyTables(Workbench.Database database, Projection<?> projection) throws Exception {
    String tally = projection.tallyTable();
    for (String schema : List.of("projection", "by_hand")) {
      database.sql("TRUNCATE %1$s.position, %1$s.%2$s%3$s".formatted(schema, projection.table(), tally == null ? "" : ", " + schema + "." + tally));
    }
    database.sql("DROP SCHEMA IF EXISTS rebuilding CASCADE");
    database.sql("CHECKPOINT");
    System.gc();
  }
}
