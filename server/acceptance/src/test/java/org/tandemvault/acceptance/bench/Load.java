package org.tandemvault.acceptance.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Calls something from many threads for a while and keeps each call's time. */
final class Load {

  /** One thread's work. */
  interface Worker extends AutoCloseable {
    void call(long n) throws Exception;

    @Override
    void close() throws Exception;
  }

  /** Makes a worker for a thread. */
  interface Workers {
    Worker open(int thread) throws Exception;
  }

  /** Calls per second and the times of calls in milliseconds. */
  record Result(int threads, long calls, double perSecond, double p50, double p95, double p99) {

    String row(String name, String target) {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %.0f/s | %.1f ms | %.1f ms | %.1f ms | %s |",
          name,
          threads,
          perSecond,
          p50,
          p95,
          p99,
          target);
    }
  }

  private Load() {}

  /** Warms up for a third of the time, then measures. */
  static Result run(int threads, int seconds, Workers workers) throws Exception {
    once(threads, Math.max(2, seconds / 3), workers);
    return once(threads, seconds, workers);
  }

  private static Result once(int threads, int seconds, Workers workers) throws Exception {
    var ready = new CountDownLatch(threads);
    var numbers = new AtomicLong();
    long[][] times = new long[threads][];
    var failures = new java.util.concurrent.ConcurrentLinkedQueue<Throwable>();
    long[] spans = new long[threads];
    var running = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int thread = t;
      running[t] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Worker worker = workers.open(thread)) {
                      ready.countDown();
                      ready.await();
                      long start = System.nanoTime();
                      times[thread] = measure(worker, start + seconds * 1_000_000_000L, numbers);
                      spans[thread] = System.nanoTime() - start;
                    } catch (Exception e) {
                      failures.add(e);
                      ready.countDown();
                    }
                  });
    }
    for (Thread thread : running) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " workers failed", failures.peek());
    }
    return result(threads, times, Arrays.stream(spans).max().orElse(1));
  }

  private static long[] measure(Worker worker, long until, AtomicLong numbers) throws Exception {
    long[] times = new long[4096];
    int n = 0;
    long before = System.nanoTime();
    while (before < until) {
      worker.call(numbers.getAndIncrement());
      long after = System.nanoTime();
      if (n == times.length) {
        times = Arrays.copyOf(times, n * 2);
      }
      times[n++] = after - before;
      before = after;
    }
    return Arrays.copyOf(times, n);
  }

  private static Result result(int threads, long[][] times, long span) {
    long[] all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(
        threads, all.length, all.length * 1e9 / span, at(all, 0.50), at(all, 0.95), at(all, 0.99));
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }
}
