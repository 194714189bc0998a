package org.tandemvault.db.replication.sqlserver;

import java.time.Duration;
import java.util.Optional;
import org.tandemvault.db.replication.PlanStep.Where;

/**
 * What may be chosen.
 *
 * @param keepHours the longest split after which replication goes on by itself
 * @param encryptionLevel of the agents: 2 checks the certificate; 1 and 0 are not offered
 * @param snapshotPatience how long a snapshot may go without a sign of life
 */
public record Options(
    int keepHours, int encryptionLevel, Folders folders, Duration snapshotPatience) {
  private static final int TWO_WEEKS = 336;
  private static final int CHECKED = 2;

  /** Where snapshots are written, as each server's machine names it; empty for its usual one. */
  public record Folders(Optional<String> primary, Optional<String> standby) {}

  /** What is good for most. */
  public static Options usual() {
    return withFolders(Optional.empty(), Optional.empty());
  }

  /** The same with other folders for snapshots. */
  public static Options withFolders(Optional<String> primary, Optional<String> standby) {
    return new Options(TWO_WEEKS, CHECKED, new Folders(primary, standby), Duration.ofMinutes(30));
  }

  Optional<String> folder(Where where) {
    return where == Where.PRIMARY ? folders.primary() : folders.standby();
  }
}
