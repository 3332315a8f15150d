package cn.jsjb.local;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several slow things at once. All are awaited, also when one fails: nothing goes on behind our back. */
final class Together {
  private Together() {}

  static void run(List<Runnable> tasks) {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<CompletableFuture<Void>> running = tasks.stream().map(task -> CompletableFuture.runAsync(task, threads)).toList();
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof BackingUnavailable sentence) {
        throw sentence;
      }
      throw failed;
    }
  }
}
