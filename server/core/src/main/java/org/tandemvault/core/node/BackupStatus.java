package org.tandemvault.core.node;

import java.time.Instant;
import java.util.Optional;

/**
 * The backups of this node, as far as they are on record. Nothing in it is secret.
 *
 * @param daily when the node makes one by itself, e.g. {@code 02:30}; empty: never
 * @param proven the newest that was restored and found right
 * @param failure the newest try if it failed
 */
public record BackupStatus(
    Optional<String> daily, Optional<Proven> proven, Optional<Failure> failure) {

  /** No backup is made or known. */
  public static final BackupStatus NONE =
      new BackupStatus(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * A backup that was restored and found right.
   *
   * @param at when that was
   */
  public record Proven(Instant at, String file) {}

  /** A try that brought no backup. */
  public record Failure(Instant at, String reason) {}
}
