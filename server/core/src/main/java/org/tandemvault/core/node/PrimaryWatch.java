package org.tandemvault.core.node;

import java.util.Optional;

/**
 * Tells a standby whether people have a living primary to go to. Thread-safe; answers from memory,
 * at once, always.
 */
@FunctionalInterface
public interface PrimaryWatch {

  /** The address of a primary that is alive; empty if none is, and always on a primary. */
  Optional<String> aliveUrl();

  /**
   * The first primary among the peers whose high availability is Alive and who can serve people:
   * one whose own database is gone answers and proves its key, but nobody gets a password there.
   */
  static PrimaryWatch over(HaStatusSource source) {
    return () -> {
      HaStatus status = source.status();
      return status.node().acceptsWrites()
          ? Optional.empty()
          : status.peers().stream()
              .filter(peer -> peer.role() == NodeRole.PRIMARY)
              .filter(peer -> peer.link().isAlive() && peer.facts().serves())
              .map(HaPeer::url)
              .findFirst();
    };
  }
}
