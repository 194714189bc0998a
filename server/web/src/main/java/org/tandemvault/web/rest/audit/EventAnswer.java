package org.tandemvault.web.rest.audit;

import java.time.Instant;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditEvent;

/**
 * One event of the audit trail.
 *
 * @param actor who did it, by name
 * @param outcome ok, refused or failed
 * @param client the address it came from
 * @param hash the event's signature in its node's chain
 */
public record EventAnswer(
    String node,
    long seq,
    Instant at,
    String actor,
    String action,
    On target,
    String outcome,
    String reason,
    String client,
    String hash) {

  static EventAnswer of(AuditEvent event) {
    AuditEntry entry = event.entry();
    return new EventAnswer(
        event.node().value(),
        event.seq(),
        event.at(),
        entry.actor(),
        entry.action().word(),
        new On(entry.target().type(), entry.target().id(), entry.target().name()),
        entry.outcome().word(),
        entry.reason(),
        entry.client(),
        event.hash());
  }

  /** What it was done to, as it was called then. */
  public record On(String type, String id, String name) {}
}
