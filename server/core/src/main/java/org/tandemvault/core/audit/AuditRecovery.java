package org.tandemvault.core.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.shared.VaultException;

/**
 * Finds out that the audit trail can be written again: a node that nobody is sent to would never
 * learn it. Somebody calls {@link #look} every few seconds. Thread-safe.
 */
public final class AuditRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(AuditRecovery.class);

  private final AuditTrail trail;

  public AuditRecovery(AuditTrail trail) {
    this.trail = trail;
  }

  /** Writes an event if the trail could not be written when it was last tried. */
  public void look() {
    if (trail.health().writable()) {
      return;
    }
    try {
      trail.recordDurably(
          new AuditEntry("", "system", AuditAction.AUDIT_RESUME, Target.NONE, Outcome.OK, "", ""));
      LOG.info("The audit trail can be written again");
    } catch (VaultException e) { // tried again
      LOG.debug("The audit trail can't be written", e);
    }
  }
}
