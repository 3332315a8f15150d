package cn.jsjb.intake.erasing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The wrapped keys, as {@code complaint-keys} has them: {@code <complaintId>/<keyId>} → wrapped key, a tombstone forgets. Position
 * and effect commit together, as with the log.
 */
@Singleton
public class KeyStore {
  private static final int PATIENCE_SECONDS = 15;

  private final Pool pool;

  public KeyStore(Pool pool) { this.pool = pool; }

  /** The wrapped key, or null when it is unknown (not yet read, or forgotten). */
  public String wrapped(String complaintId, String keyId) {
    for (io.vertx.sqlclient.Row row : await(pool.preparedQuery("SELECT wrapped FROM keys.complaint_key WHERE complaint_id = $1 AND key_id = $2")
        .execute(Tuple.of(complaintId, keyId)))) {
      return row.getString(0);
    }
    return null;
  }

  /** Every posting of a message made a key of its own. */
  public List<String> keysOf(String complaintId) {
    List<String> ids = new ArrayList<>();
    await(pool.preparedQuery("SELECT key_id FROM keys.complaint_key WHERE complaint_id = $1").execute(Tuple.of(complaintId)))
        .forEach(row -> ids.add(row.getString(0)));
    return ids;
  }

  /** Keys of complaints that are erased: a message that was posted again afterwards, or a key that was still under way. */
  public Map<String, List<String>> leftBehind() {
    Map<String, List<String>> left = new HashMap<>();
    await(pool.query("SELECT k.complaint_id, k.key_id FROM projection.complaint c JOIN keys.complaint_key k ON k.complaint_id = c.id WHERE c.erased LIMIT 1000").execute())
        .forEach(row -> left.computeIfAbsent(row.getString(0), id -> new ArrayList<>()).add(row.getString(1)));
    return left;
  }

  Map<Integer, Long> positions(Collection<Integer> partitions) {
    Map<Integer, Long> next = new HashMap<>();
    partitions.forEach(p -> next.put(p, 0L));
    await(pool.query("SELECT partition, next_offset FROM keys.position").execute())
        .forEach(row -> next.computeIfPresent(row.getInteger(0), (p, zero) -> row.getLong(1)));
    return next;
  }

  /** Applies records of one partition in offset order; those below the position are passed over. */
  void apply(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
    SqlConnection connection = await(pool.getConnection());
    try {
      Transaction transaction = await(connection.begin());
      try {
        await(connection.preparedQuery("INSERT INTO keys.position VALUES ($1, 0) ON CONFLICT DO NOTHING").execute(Tuple.of(partition)));
        long next = await(connection.preparedQuery("SELECT next_offset FROM keys.position WHERE partition = $1 FOR UPDATE").execute(Tuple.of(partition)))
            .iterator().next().getLong(0);
        Map<String, String> last = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() >= next) {
            next = record.offset() + 1;
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (key.indexOf('/') > 0 && key.indexOf('\0') < 0) {
              last.put(key, record.value() == null ? null : new String(record.value(), StandardCharsets.US_ASCII).replace("\0", ""));
            }
          }
        }
        write(connection, last);
        await(connection.preparedQuery("UPDATE keys.position SET next_offset = $2 WHERE partition = $1").execute(Tuple.of(partition, next)));
        await(transaction.commit());
      } catch (RuntimeException failed) {
        transaction.rollback();
        throw failed;
      }
    } finally {
      connection.close();
    }
  }

  private static void write(SqlConnection connection, Map<String, String> last) {
    List<String[]> kept = new ArrayList<>();
    List<String[]> forgotten = new ArrayList<>();
    last.forEach((key, wrapped) -> {
      int slash = key.indexOf('/');
      (wrapped == null ? forgotten : kept).add(new String[] {key.substring(0, slash), key.substring(slash + 1), wrapped});
    });
    if (!kept.isEmpty()) {
      await(connection.preparedQuery("""
          INSERT INTO keys.complaint_key SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
          ON CONFLICT (complaint_id, key_id) DO UPDATE SET wrapped = EXCLUDED.wrapped""").execute(Tuple.wrap(new Object[] {column(kept, 0), column(kept, 1), column(kept, 2)})));
    }
    if (!forgotten.isEmpty()) {
      await(connection.preparedQuery("""
          DELETE FROM keys.complaint_key k USING unnest($1::text[], $2::text[]) AS f(complaint_id, key_id)
          WHERE k.complaint_id = f.complaint_id AND k.key_id = f.key_id""").execute(Tuple.wrap(new Object[] {column(forgotten, 0), column(forgotten, 1)})));
    }
  }

  private static String[] column(List<String[]> rows, int column) { return rows.stream().map(row -> row[column]).toArray(String[]::new); }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL: " + e, e);
    }
  }
}
