package org.tandemvault.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.tandemvault.core.shared.UnavailableException;

/**
 * Commits many waiting entries together. Thread-safe.
 *
 * <p>One thread appends; while it commits, others queue up and are the next batch. So the rate does
 * not hang on the time of one commit, and a caller who is interrupted harms nobody else's entry.
 */
final class GroupCommit implements AutoCloseable {

  /** A batch this long is committed in some milliseconds; longer ones gain nothing. */
  static final int MOST_ENTRIES = 1_000;

  private static final long PATIENCE_SECONDS = 30;
  private static final long IDLE_SECONDS = 30;

  private final Function<List<AuditEntry>, List<AuditEvent>> commit;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean appending = new AtomicBoolean();
  private final ThreadPoolExecutor appender;

  private record Waiting(List<AuditEntry> entries, CompletableFuture<List<AuditEvent>> answer) {}

  /**
   * @param commit makes entries durable, or throws
   */
  GroupCommit(Function<List<AuditEntry>, List<AuditEvent>> commit) {
    this.commit = commit;
    this.appender =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> Thread.ofPlatform().name("audit-appender").daemon().unstarted(work));
    appender.allowCoreThreadTimeOut(true);
  }

  /**
   * Returns when the entries are durable.
   *
   * @throws UnavailableException {@code audit-unavailable} else
   */
  List<AuditEvent> submit(List<AuditEntry> entries) {
    Waiting waiting = new Waiting(entries, new CompletableFuture<>());
    queue.add(waiting);
    try {
      wake();
      return waiting.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw withdrawn(waiting, stopped);
    } catch (TimeoutException | RejectedExecutionException never) {
      throw withdrawn(waiting, never);
    } catch (ExecutionException failed) {
      throw unavailable(failed.getCause());
    }
  }

  int waiting() {
    return queue.size();
  }

  /** Waits for what is being appended; later entries are refused. */
  @Override
  public void close() {
    appender.shutdown();
    try {
      if (!appender.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        appender.shutdownNow();
      }
    } catch (InterruptedException stopped) {
      appender.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void wake() {
    if (appending.compareAndSet(false, true)) {
      try {
        appender.execute(this::appendAll);
      } catch (RejectedExecutionException closed) {
        appending.set(false);
        throw closed;
      }
    }
  }

  private void appendAll() {
    do {
      try {
        drain();
      } finally {
        appending.set(false);
      }
    } while (!queue.isEmpty() && appending.compareAndSet(false, true));
  }

  private void drain() {
    List<Waiting> batch = nextBatch();
    while (!batch.isEmpty()) {
      append(batch);
      batch = nextBatch();
    }
  }

  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>();
    int size = 0;
    while (size < MOST_ENTRIES) {
      Waiting next = queue.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
      size += next.entries().size();
    }
    return batch;
  }

  private void append(List<Waiting> batch) {
    List<AuditEntry> entries = batch.stream().flatMap(w -> w.entries().stream()).toList();
    try {
      List<AuditEvent> events = commit.apply(entries);
      int from = 0;
      for (Waiting waiting : batch) {
        int to = from + waiting.entries().size();
        waiting.answer().complete(List.copyOf(events.subList(from, to)));
        from = to;
      }
    } catch (RuntimeException | Error failed) {
      // This is the rim of the appender's thread: the failure goes to whoever waits.
      batch.forEach(waiting -> waiting.answer().completeExceptionally(failed));
    }
  }

  private UnavailableException withdrawn(Waiting waiting, Exception why) {
    queue.remove(waiting);
    return UnavailableException.audit(why);
  }

  private static UnavailableException unavailable(Throwable cause) {
    boolean told = cause instanceof UnavailableException u && u.code().equals("audit-unavailable");
    return UnavailableException.audit(told ? cause.getCause() : cause);
  }
}
