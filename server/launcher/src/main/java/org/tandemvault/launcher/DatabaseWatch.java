package org.tandemvault.launcher;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.bundled.BundledPostgresException;

/** Starts the bundled database again when it died, at once and then less and less often. */
final class DatabaseWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final int LOOKS_BETWEEN_LOG_CUTS = 120;
  private static final int MOST_LOOKS_BETWEEN_TRIES = 60;

  private final BundledPostgres database;
  private final Runnable restart;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("database-watch").factory());
  private long look;
  private long nextTry;
  private int failures;

  /**
   * @param restart starts the database; throws {@link BundledPostgresException} when it cannot
   */
  DatabaseWatch(BundledPostgres database, Runnable restart) {
    this.database = database;
    this.restart = restart;
  }

  void begin() {
    looks.scheduleWithFixedDelay(
        this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    look++;
    try {
      lookOnce();
    } catch (RuntimeException e) { // the watch must go on
      LOG.error("The bundled database could not be looked at; it is tried again", e);
    }
  }

  private void lookOnce() {
    if (look % LOOKS_BETWEEN_LOG_CUTS == 0) {
      database.keepLogSmall();
    }
    if (database.isRunning()) {
      failures = 0;
      nextTry = 0;
    } else if (look >= nextTry) {
      startAgain();
    }
  }

  private void startAgain() {
    LOG.warn("The bundled database has died; starting it again");
    try {
      restart.run();
      LOG.info("The bundled database runs again");
    } catch (RuntimeException e) { // told, and tried again: the watch must go on
      failures++;
      nextTry = look + Math.min(MOST_LOOKS_BETWEEN_TRIES, 1L << Math.min(failures, 10));
      LOG.error("The bundled database does not start: {}", e.getMessage());
    }
  }

  /** Ends the watch; a start that is under way is waited for. */
  @Override
  public void close() {
    looks.shutdown();
    try {
      if (!looks.awaitTermination(2, TimeUnit.MINUTES)) {
        LOG.warn("The watch over the database still waits for a start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
