package org.tandemvault.web.ui.part;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that watches the time and a virtual one for each piece of work. */
@Singleton
public class ThreadedUiTasks implements UiTasks {

  private static final Logger log = LoggerFactory.getLogger(ThreadedUiTasks.class);

  private final ScheduledExecutorService waiting =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("vault-ui-clock").daemon().factory());
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("vault-ui-", 0).factory());

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public void run(Runnable work) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    workers.execute(() -> logged(loader, work));
  }

  @Override
  public Pending after(Duration delay, Runnable work) {
    Future<?> pending = waiting.schedule(() -> run(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> pending.cancel(false);
  }

  @PreDestroy
  void stop() {
    waiting.shutdownNow();
    workers.shutdownNow();
  }

  private static void logged(ClassLoader loader, Runnable work) {
    Thread.currentThread().setContextClassLoader(loader);
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("work beside a page failed", e);
    }
  }
}
