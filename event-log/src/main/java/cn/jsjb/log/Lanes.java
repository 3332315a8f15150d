package cn.jsjb.log;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Batches of different partitions side by side, those of one partition one after the other. Reading goes on meanwhile, up to a bound: a
 * broker mostly gives one partition at a time, and each batch waits for PostgreSQL now and then, so that waiting for every batch before
 * reading the next would leave half of the machine idle.
 */
public final class Lanes implements AutoCloseable {
  private final ExecutorService threads;
  private final Semaphore room;
  private final Map<Integer, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

  /**
   * @param inFlight how many partitions at a time
   * @param waiting how many batches may be read ahead
   */
  public Lanes(String name, int inFlight, int waiting) {
    threads = Executors.newFixedThreadPool(inFlight, Thread.ofPlatform().name(name, 0).daemon().factory());
    room = new Semaphore(inFlight + waiting);
  }

  /** Blocks while there is no room. What the work throws is in the future; the next batch of the partition comes nevertheless. */
  public CompletableFuture<Void> submit(int partition, Runnable work) throws InterruptedException {
    room.acquire();
    return last.compute(partition, (p, before) -> (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
        .handleAsync((done, failure) -> {
          try {
            work.run();
          } finally {
            room.release();
          }
          return null;
        }, threads));
  }

  @Override public void close() { threads.shutdown(); }
}
