package org.tandemvault.core.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.shared.VaultException;

/** Remembers since when appending fails. Thread-safe. */
final class TrailHealth {

  private static final Logger LOG = LoggerFactory.getLogger(TrailHealth.class);

  private final Clock clock;
  private final AtomicReference<Optional<Failing>> failing =
      new AtomicReference<>(Optional.empty());

  private record Failing(Instant since, String why) {}

  TrailHealth(Clock clock) {
    this.clock = clock;
  }

  void good() {
    if (failing.get().isPresent() && failing.getAndSet(Optional.empty()).isPresent()) {
      LOG.info("The audit trail can be written again.");
    }
  }

  void failed(Throwable cause) {
    String why = explain(cause);
    Instant now = clock.instant();
    Optional<Failing> before =
        failing.getAndUpdate(f -> Optional.of(new Failing(f.map(Failing::since).orElse(now), why)));
    if (before.isEmpty()) {
      LOG.error("The audit trail can't be written, reveals are refused: {}", why, cause);
    }
  }

  AuditHealth with(String sinksBehind) {
    Optional<Failing> now = failing.get();
    return new AuditHealth(now.map(Failing::since), now.map(Failing::why).orElse(""), sinksBehind);
  }

  /** Messages of our own exceptions hold no secrets; those of others are not told. */
  private static String explain(Throwable failure) {
    Throwable cause = failure.getCause();
    if (isOwn(failure) && cause != null && isOwn(cause)) {
      return cause.getMessage();
    }
    return isOwn(failure) ? failure.getMessage() : failure.getClass().getSimpleName();
  }

  private static boolean isOwn(Throwable failure) {
    return failure instanceof VaultException
        || failure instanceof ChainForkedException
        || failure instanceof TimeoutException;
  }
}
