package cn.jsjb.intake;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A question to PostgreSQL that a virtual thread waits for. */
public final class Asking {
  private static final int SECONDS = 10;

  private Asking() {}

  public static RowSet<Row> rows(Pool pool, String sql, Tuple values) {
    try {
      return pool.preparedQuery(sql).execute(values).toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL: " + e, e);
    }
  }
}
