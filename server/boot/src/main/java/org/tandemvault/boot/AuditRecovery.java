package org.tandemvault.boot;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;

/**
 * Finds out that the audit trail can be written again: a node that nobody is sent to would never
 * learn it. Thread-safe.
 */
final class AuditRecovery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditRecovery.class);
  private static final long EVERY_SECONDS = 5;

  private final AuditTrail trail;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  AuditRecovery(AuditTrail trail) {
    this.trail = trail;
  }

  void begin() {
    thread.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    if (trail.health().writable()) {
      return;
    }
    try {
      trail.recordDurably(
          new AuditEntry("", "system", AuditAction.AUDIT_RESUME, Target.NONE, Outcome.OK, "", ""));
      LOG.info("The audit trail can be written again");
    } catch (RuntimeException e) { // tried again
      LOG.debug("The audit trail can't be written", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
