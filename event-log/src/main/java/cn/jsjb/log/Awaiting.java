package cn.jsjb.log;

import cn.jsjb.log.Chain.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Those who wait for the verdict on a record of their own. The follower of this instance tells them after its transaction is
 * committed, so that a waiter reads what it wrote.
 */
public final class Awaiting<S> {
  /** @param row the stream right after the batch that held the record */
  public record Judged<S>(Verdict verdict, Row<S> row) {}

  private final Map<String, List<CompletableFuture<Judged<S>>>> waiting = new ConcurrentHashMap<>();

  /** Registers before the record is sent, so that a fast follower cannot be missed. */
  public CompletableFuture<Judged<S>> on(String eventId) {
    CompletableFuture<Judged<S>> future = new CompletableFuture<>();
    waiting.computeIfAbsent(eventId, id -> new CopyOnWriteArrayList<>()).add(future);
    return future;
  }

  public void forget(String eventId, CompletableFuture<Judged<S>> future) {
    waiting.computeIfPresent(eventId, (id, list) -> {
      list.remove(future);
      return list.isEmpty() ? null : list;
    });
  }

  public boolean isAnyoneWaiting() { return !waiting.isEmpty(); }

  public boolean isAwaited(String eventId) { return waiting.containsKey(eventId); }

  public void tell(String eventId, Verdict verdict, Row<S> row) {
    List<CompletableFuture<Judged<S>>> list = waiting.remove(eventId);
    if (list != null) {
      list.forEach(future -> future.complete(new Judged<>(verdict, row)));
    }
  }
}
