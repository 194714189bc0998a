package org.tandemvault.core.node;

/** Tells of this node's backups. Thread-safe. */
@FunctionalInterface
public interface BackupStatusSource {

  /** As of now; never waits. */
  BackupStatus status();
}
