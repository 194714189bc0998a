package org.tandemvault.core.audit;

import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.node.NodeId;

/**
 * Which events to list.
 *
 * @param actor a user's name (any case) or id text
 * @param target a target's id text, or the start of its name (any case)
 * @param from inclusive
 * @param to exclusive
 * @param oldestFirst else newest first
 */
public record AuditQuery(
    Optional<NodeId> node,
    Optional<String> actor,
    Optional<AuditAction> action,
    Optional<String> target,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean oldestFirst) {

  /** Everything, newest first. */
  public static final AuditQuery ALL =
      new AuditQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);
}
