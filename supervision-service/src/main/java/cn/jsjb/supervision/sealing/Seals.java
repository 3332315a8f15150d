package cn.jsjb.supervision.sealing;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.Reason;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.SealBook.Sealed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The checkpoints of {@code log-seals} as a table, so that they can be listed and asked which covers a record. Outside the schema of
 * the projections: a rebuild of these has nothing to do with it. Blocks.
 */
@ApplicationScoped
public class Seals {
  private static final long PATIENCE_SECONDS = 10;
  /** Only one instance seals at a time. */
  private static final long LOCK = 0x6a736a625365616cL;

  @Inject Pool pool;

  /**
   * @param size records sealed, from the partition's first on
   * @param root of the Merkle tree, hex
   * @param nextOffset the first offset that is not covered
   * @param note the checkpoint as published
   */
  public record Seal(String log, int partition, long size, String root, long nextOffset, Instant publishedAt, String note) {
    static Seal of(Sealed sealed, Instant publishedAt) {
      Checkpoint c = sealed.checkpoint();
      return new Seal(c.log(), c.partition(), c.size(), HexFormat.of().formatHex(c.root()), sealed.nextOffset(), publishedAt, new String(sealed.note(), StandardCharsets.UTF_8));
    }
  }

  /** The newest of each partition, to go on from, with where it stands in {@code log-seals}. */
  record Kept(Sealed sealed, long sealOffset) {}

  List<Kept> newest() {
    List<Kept> newest = new ArrayList<>();
    for (Row row : run("SELECT DISTINCT ON (log, partition) log, partition, size, root, next_offset, note, frontier, seal_offset FROM sealing.seal ORDER BY log, partition, size DESC", Tuple.tuple())) {
      Checkpoint checkpoint = new Checkpoint(Checkpoint.origin(row.getString("log"), row.getInteger("partition")), row.getLong("size"), HexFormat.of().parseHex(row.getString("root")));
      newest.add(new Kept(new Sealed(checkpoint, row.getString("note").getBytes(StandardCharsets.UTF_8), null, row.getLong("next_offset"), row.getBuffer("frontier").getBytes()), row.getLong("seal_offset")));
    }
    return newest;
  }

  void keep(Sealed sealed, Instant publishedAt, long sealOffset) {
    Seal seal = Seal.of(sealed, publishedAt);
    run("INSERT INTO sealing.seal (log, partition, size, root, next_offset, note, frontier, published_at, seal_offset) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        Tuple.from(List.of(seal.log, seal.partition, seal.size, seal.root, seal.nextOffset, seal.note, Buffer.buffer(sealed.frontier()), publishedAt.atOffset(ZoneOffset.UTC), sealOffset)));
  }

  Seal find(Checkpoint checkpoint) {
    return seal(run("SELECT * FROM sealing.seal WHERE log = $1 AND partition = $2 AND size = $3", Tuple.of(checkpoint.log(), checkpoint.partition(), checkpoint.size())).iterator().next());
  }

  /** The first checkpoint that covers this offset; null when none does yet. */
  public Seal covering(String log, int partition, long offset) {
    for (Row row : run("SELECT * FROM sealing.seal WHERE log = $1 AND partition = $2 AND next_offset > $3 ORDER BY size LIMIT 1", Tuple.of(log, partition, offset))) {
      return seal(row);
    }
    return null;
  }

  /** A tree that grew up to here. @param size its leaves @param nextOffset of the record that is its next leaf @param frontier from which it goes on */
  public record Grown(long size, long nextOffset, byte[] frontier) {
    static final Grown NOTHING = new Grown(0, 0, new byte[0]);
  }

  /** The tree of the last checkpoint that ends before this offset; the empty one when none does. */
  public Grown before(String log, int partition, long offset) {
    for (Row row : run("SELECT size, next_offset, frontier FROM sealing.seal WHERE log = $1 AND partition = $2 AND next_offset <= $3 ORDER BY size DESC LIMIT 1", Tuple.of(log, partition, offset))) {
      return new Grown(row.getLong(0), row.getLong(1), row.getBuffer(2).getBytes());
    }
    return Grown.NOTHING;
  }

  /** @param log, partition null for all */
  List<Seal> list(String log, Integer partition, int page, int size) {
    List<Seal> seals = new ArrayList<>();
    run("SELECT * FROM sealing.seal WHERE ($1::text IS NULL OR log = $1) AND ($2::int IS NULL OR partition = $2) ORDER BY seal_offset DESC LIMIT $3 OFFSET $4",
        Tuple.of(log, partition, size, (long) page * size)).forEach(row -> seals.add(seal(row)));
    return seals;
  }

  long count(String log, Integer partition) {
    return run("SELECT count(*) FROM sealing.seal WHERE ($1::text IS NULL OR log = $1) AND ($2::int IS NULL OR partition = $2)", Tuple.of(log, partition)).iterator().next().getLong(0);
  }

  /** Does this while no other instance does; false when another holds on for too long. */
  boolean alone(Runnable work) {
    var connection = await(pool.getConnection());
    try {
      boolean mine = false;
      for (int i = 0; i < 100 && !mine; i++) {
        mine = await(connection.preparedQuery("SELECT pg_try_advisory_lock($1)").execute(Tuple.of(LOCK))).iterator().next().getBoolean(0);
        if (!mine) {
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
      if (!mine) {
        return false;
      }
      try {
        work.run();
        return true;
      } finally {
        await(connection.preparedQuery("SELECT pg_advisory_unlock($1)").execute(Tuple.of(LOCK)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    } finally {
      connection.close();
    }
  }

  private static Seal seal(Row row) {
    return new Seal(row.getString("log"), row.getInteger("partition"), row.getLong("size"), row.getString("root"), row.getLong("next_offset"),
        row.getOffsetDateTime("published_at").toInstant(), row.getString("note"));
  }

  private RowSet<Row> run(String sql, Tuple parameters) { return await(pool.preparedQuery(sql).execute(parameters)); }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(Reason.AWAY);
    } catch (ExecutionException | TimeoutException away) {
      throw new Refused(Reason.AWAY);
    }
  }
}
