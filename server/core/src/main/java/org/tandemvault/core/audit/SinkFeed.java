package org.tandemvault.core.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.Transactions;

/**
 * Feeds one sink from the stored chain, at the sink's own pace: at least once, in order.
 *
 * <p>Life cycle: started once, runs until stopped. A sink or database that fails is tried again
 * after a while that doubles up to half a minute.
 */
final class SinkFeed {

  private static final Logger LOG = LoggerFactory.getLogger(SinkFeed.class);
  private static final int BATCH = 500;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration HANGS = Duration.ofSeconds(15);
  private static final long NOT_NOW = 0;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final NodeId node;
  private final AuditEvents events;
  private final Transactions transactions;
  private final AuditSink sink;
  private final ExportPosition stored;

  private final Semaphore news = new Semaphore(0);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean behind;
  private volatile long deliveringSince = NOT_NOW;
  private Optional<ChainHead> position = Optional.empty();
  private Duration pause = FIRST_PAUSE;

  SinkFeed(
      NodeId node,
      AuditEvents events,
      Transactions transactions,
      AuditSink sink,
      ExportPosition stored) {
    this.node = node;
    this.events = events;
    this.transactions = transactions;
    this.sink = sink;
    this.stored = stored;
    this.thread =
        Thread.ofPlatform().name("audit-export-" + sink.name()).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Never waits. */
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /** True if the last delivery failed, or one hangs. */
  boolean isBehind() {
    long since = deliveringSince;
    return behind || (since != NOT_NOW && System.nanoTime() - since > HANGS.toNanos());
  }

  String name() {
    return sink.name();
  }

  void stop() {
    stop.countDown();
    wake();
    if (thread.getState() == Thread.State.NEW) {
      sink.close();
      return;
    }
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (stop.getCount() > 0) {
        step();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      sink.close();
    }
  }

  private void step() throws InterruptedException {
    try {
      boolean more = deliverNext();
      recovered();
      if (!more) {
        news.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (IOException | RuntimeException e) {
      // This is the rim of the feed's thread; what failed is tried again.
      failed(e);
      stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  private boolean deliverNext() throws IOException {
    ChainHead last = position.isPresent() ? position.get() : start(stored.read());
    position = Optional.of(last);
    List<AuditEvent> batch = transactions.read(tx -> events.chain(tx, node, last.seq(), BATCH));
    if (batch.isEmpty()) {
      return false;
    }
    deliver(batch);
    ChainHead delivered = new ChainHead(batch.getLast().seq(), batch.getLast().hash());
    position = Optional.of(delivered);
    stored.write(delivered);
    return batch.size() == BATCH;
  }

  private void deliver(List<AuditEvent> batch) throws IOException {
    deliveringSince = System.nanoTime() | 1;
    try {
      sink.deliver(batch);
    } finally {
      deliveringSince = NOT_NOW;
    }
  }

  /** A position that is not in the chain is from before a restore: all is told again. */
  private ChainHead start(ChainHead remembered) {
    if (remembered.seq() == 0) {
      return ChainHead.EMPTY;
    }
    List<AuditEvent> there =
        transactions.read(tx -> events.chain(tx, node, remembered.seq() - 1, 1));
    boolean known =
        !there.isEmpty()
            && there.getFirst().seq() == remembered.seq()
            && there.getFirst().hash().equals(remembered.hash());
    if (!known) {
      LOG.warn(
          "Event {} that sink {} got last is not in the chain of node {} (restored database?):"
              + " the whole chain is exported again.",
          remembered.seq(),
          sink.name(),
          node);
    }
    return known ? remembered : ChainHead.EMPTY;
  }

  private void recovered() {
    pause = FIRST_PAUSE;
    if (behind) {
      behind = false;
      LOG.info("Audit events reach sink {} again.", sink.name());
    }
  }

  private void failed(Exception e) {
    if (!behind) {
      behind = true;
      LOG.error(
          "Audit events don't reach sink {}; they wait in the database: {}",
          sink.name(),
          e.getMessage());
    }
  }
}
