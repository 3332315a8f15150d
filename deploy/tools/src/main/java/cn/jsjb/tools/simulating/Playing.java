package cn.jsjb.tools.simulating;

import cn.jsjb.event.Stage;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Progress;
import cn.jsjb.tools.simulating.Api.Answer;
import cn.jsjb.tools.simulating.Api.Who;
import cn.jsjb.intake.receiving.NewComplaint;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Posts requests, waits until all are dispatched, handles some to closure, and says what became of them. */
final class Playing {
  private static final int BATCH = 500, POSTS_UNDER_WAY = 256, LOOKING = 16, HANDLING = 8, LOOK_AGAIN_MILLIS = 50;
  /** Nothing new for so long: it will not come. */
  private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(60);
  private static final Who ADAPTER = Who.of("adapter");
  private static final Who DISPATCHER = Who.of("dispatcher");

  private final Api api;
  private final Requests requests;
  private final int limit;
  private final Double rate;
  private final int handle;
  private final long seed;
  private final Map<String, AtomicLong> failures = new ConcurrentSkipListMap<>();
  /** In the order of posting, as far as answers keep it. */
  private final Set<String> accepted = java.util.Collections.synchronizedSet(new java.util.LinkedHashSet<>());
  private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
  private final AtomicLong posted = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  Playing(Api api, Requests requests, int limit, Double rate, int handle, long seed) {
    this.api = api;
    this.requests = requests;
    this.limit = limit;
    this.rate = rate;
    this.handle = handle;
    this.seed = seed;
  }

  int run() throws InterruptedException {
    long began = System.nanoTime();
    try (var stream = requests.stream().limit(limit)) {
      if (rate == null) {
        postInBatches(stream.iterator());
      } else {
        postOneByOne(stream.iterator());
      }
    }
    double posting = seconds(began);
    Set<String> dispatched = awaitDispatched();
    double dispatching = seconds(began);
    long[] done = dispatched.isEmpty() ? new long[2] : handleSome(dispatched.stream().limit(handle).toList());

    long wanted = Math.min(handle, posted.get());
    row("posted", posted.get(), "%.1f s, %,.0f/s".formatted(posting, posted.get() / posting));
    row("accepted", taken.get(), taken.get() == accepted.size() ? "" : "%,d of them different".formatted(accepted.size()));
    row("settled", doubtful.size(), "of those a person had to look at");
    row("dispatched", dispatched.size(), "all after %.1f s".formatted(dispatching));
    if (handle > 0) {
      row("handled", done[0], "of %,d".formatted(wanted));
      row("closed", done[1], "after %.1f s".formatted(seconds(began)));
    }
    failures.forEach((code, times) -> row("failed", times.get(), code));
    boolean arrived = taken.get() == posted.get() && dispatched.size() == accepted.size() && done[0] >= wanted && done[1] >= wanted;
    System.out.println(arrived ? "Everything arrived." : "NOT EVERYTHING ARRIVED.");
    return arrived ? 0 : 1;
  }

  private static void row(String what, long count, String note) { System.out.printf("  %-12s %,10d   %s%n", what, count, note); }

  private static double seconds(long since) { return (System.nanoTime() - since) / 1e9; }

  private void failed(String code) { failures.computeIfAbsent(code, c -> new AtomicLong()).incrementAndGet(); }

  private void postInBatches(Iterator<NewComplaint> requests) throws InterruptedException {
    try (Progress progress = Progress.of("post", "requests", limit == Integer.MAX_VALUE ? 0 : limit)) {
      while (requests.hasNext()) {
        List<String> lines = new ArrayList<>();
        while (requests.hasNext() && lines.size() < BATCH) {
          lines.add(Api.json(requests.next()));
        }
        posted.addAndGet(lines.size());
        post(lines);
        progress.to(posted.get());
      }
    }
  }

  /** What was not answered, or could not be taken just now, is posted again: the same message is the same complaint. */
  private void post(List<String> lines) throws InterruptedException {
    List<String> left = lines;
    for (long began = System.nanoTime(); !left.isEmpty(); TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS)) {
      boolean[] answered = new boolean[left.size()];
      String why = "NO_ANSWER";
      for (JsonNode answer : api.batch("/api/complaints/batch", left, ADAPTER)) {
        int line = answer.path("line").asInt() - 1;
        JsonNode problem = answer.has("line") ? answer.path("problem") : answer;
        if (answer.hasNonNull("complaintId") && line >= 0) {
          answered[line] = true;
          taken.incrementAndGet();
          accepted.add(answer.get("complaintId").asText());
        } else if (line >= 0 && problem.path("status").asInt() != 503) {
          answered[line] = true;
          failed(problem.path("code").asText());
        } else {
          why = problem.path("code").asText("NO_ANSWER");
        }
      }
      List<String> unanswered = new ArrayList<>();
      for (int i = 0; i < answered.length; i++) {
        if (!answered[i]) {
          unanswered.add(left.get(i));
        }
      }
      if (unanswered.size() < left.size()) {
        began = System.nanoTime();
      }
      left = unanswered;
      if (!left.isEmpty() && System.nanoTime() - began > WITHOUT_PROGRESS.toNanos()) {
        for (int i = 0; i < left.size(); i++) {
          failed(why);
        }
        return;
      }
    }
  }

  private void postOneByOne(Iterator<NewComplaint> requests) throws InterruptedException {
    Semaphore underWay = new Semaphore(POSTS_UNDER_WAY);
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor(); Progress progress = Progress.of("post", "requests", limit == Integer.MAX_VALUE ? 0 : limit)) {
      while (requests.hasNext()) {
        NewComplaint request = requests.next();
        long at = began + (long) (posted.getAndIncrement() / rate * 1e9);
        // Not a wait for something: this is the rate that was asked for.
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
          TimeUnit.NANOSECONDS.sleep(left);
        }
        underWay.acquire();
        threads.execute(() -> {
          try {
            post(request);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } finally {
            underWay.release();
          }
        });
        progress.to(posted.get());
      }
      underWay.acquire(POSTS_UNDER_WAY);
    }
  }

  private void post(NewComplaint request) throws InterruptedException {
    long began = System.nanoTime();
    Answer answer;
    do {
      answer = api.post(ServiceName.INTAKE, "/api/complaints", request, ADAPTER, null);
      if (answer.body().hasNonNull("complaintId")) {
        taken.incrementAndGet();
        accepted.add(answer.body().get("complaintId").asText());
        return;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    } while (answer.mayComeLater() && System.nanoTime() - began < WITHOUT_PROGRESS.toNanos());
    failed(answer.code());
  }

  /** Asks for each until a unit, or the bureau, has it. */
  private Set<String> awaitDispatched() throws InterruptedException {
    Set<String> dispatched = ConcurrentHashMap.newKeySet();
    Deque<String> waiting = new ArrayDeque<>(accepted);
    AtomicLong progressAt = new AtomicLong(System.nanoTime());
    try (Progress progress = Progress.of("dispatched", "tickets", waiting.size())) {
      while (!waiting.isEmpty() && System.nanoTime() - progressAt.get() < WITHOUT_PROGRESS.toNanos()) {
        List<String> round = List.copyOf(waiting);
        waiting.clear();
        Semaphore looking = new Semaphore(LOOKING);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (String id : round) {
            looking.acquire();
            threads.execute(() -> {
              try {
                if (isDispatched(id)) {
                  dispatched.add(id);
                  progressAt.set(System.nanoTime());
                  progress.to(dispatched.size());
                }
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              } finally {
                looking.release();
              }
            });
          }
        }
        round.stream().filter(id -> !dispatched.contains(id)).forEach(waiting::add);
        if (!waiting.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
      }
    }
    waiting.forEach(id -> failed("NOT_DISPATCHED"));
    // As they were posted, so that the same run handles the same tickets.
    Set<String> inOrder = new java.util.LinkedHashSet<>(accepted);
    inOrder.retainAll(dispatched);
    return inOrder;
  }

  private boolean isDispatched(String id) throws InterruptedException {
    Answer answer = api.get(ServiceName.DISPATCH, "/api/tickets/" + id, DISPATCHER);
    if (!answer.isDone()) {
      return false;
    }
    Stage stage = Stage.valueOf(answer.body().path("status").asText());
    if (stage == Stage.REGISTERED) {
      settle(id);
      return false;
    }
    return stage != Stage.RECEIVED && stage != Stage.PENDING_DISPATCH;
  }

  /** Intake is not sure what it is, or where; a person looks and says that it is right. */
  private void settle(String id) throws InterruptedException {
    Answer settled = api.post(ServiceName.INTAKE, "/api/complaints/" + id + "/classification", Map.of("confirmed", true, "reason", "人工核实"), DISPATCHER, "simulate/settle/" + id);
    if (settled.isDone()) {
      doubtful.add(id);
    } else if (!settled.mayComeLater() && settled.status() != 409 && settled.status() != 404) {
      failed(settled.code());
    }
  }

  /** @return how many were handled, how many closed */
  private long[] handleSome(List<String> ids) throws InterruptedException {
    Texts texts = new Texts();
    AtomicLong handled = new AtomicLong();
    AtomicLong closed = new AtomicLong();
    Semaphore room = new Semaphore(HANDLING);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor(); Progress progress = Progress.of("handle", "tickets", ids.size())) {
      for (String id : ids) {
        room.acquire();
        threads.execute(() -> {
          try {
            Handling.Outcomes outcome = new Handling(api, texts, id, seed, this::failed).run();
            handled.addAndGet(outcome.handled() ? 1 : 0);
            progress.to(closed.addAndGet(outcome.closed() ? 1 : 0));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException broken) {
            failed(broken.getClass().getSimpleName());
          } finally {
            room.release();
          }
        });
      }
      room.acquire(HANDLING);
    }
    return new long[] {handled.get(), closed.get()};
  }
}
