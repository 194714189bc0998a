package org.tandemvault.web.peer;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose time is over, whatever they are doing: a time-out for each read is not
 * enough against somebody who sends one byte at a time. Thread-safe.
 */
final class Deadlines implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

  private final ScheduledThreadPoolExecutor thread;

  Deadlines(String name) {
    thread = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name(name).factory());
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Closes the socket after that time unless the deadline is closed before. */
  Deadline on(Socket socket, Duration time) {
    var over = new AtomicBoolean();
    var task =
        thread.schedule(
            () -> {
              over.set(true);
              close(socket);
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
    return new Deadline(over, () -> task.cancel(false));
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A connection whose time was over was gone already", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** How long a connection may take. */
  record Deadline(AtomicBoolean over, Runnable cancel) implements AutoCloseable {

    boolean isOver() {
      return over.get();
    }

    @Override
    public void close() {
      cancel.run();
    }
  }
}
