package org.tandemvault.client;

import java.time.Instant;

/**
 * One event of the audit trail.
 *
 * @param outcome ok, refused or failed
 * @param client the address it came from
 * @param hash its signature in its node's chain
 */
public record AuditEvent(
    String node,
    long seq,
    Instant at,
    String actor,
    String action,
    Target target,
    String outcome,
    String reason,
    String client,
    String hash) {

  /** What it was done to, as it was called then. */
  public record Target(String type, String id, String name) {}
}
