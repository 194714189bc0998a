package org.tandemvault.db.backup;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.db.backup.BackupException.Reason;
import org.tandemvault.db.move.MoveException;
import org.tandemvault.db.schema.NodeDatabaseException;

/** Proves a backup by restoring it into a database that is thrown away. */
public final class BackupProof {
  private final Path below;
  private final Path binaries;
  private final MasterKey master;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param below a folder with room for the restored database
   * @param binaries where the bundled PostgreSQL is, or will be, unpacked
   */
  public BackupProof(Path below, Path binaries, MasterKey master) {
    this.below = below;
    this.binaries = binaries;
    this.master = master;
  }

  /** What is in a backup that was restored and found right. */
  public record Verified(Contents contents, Proof proof) {}

  /**
   * Restores it and looks at what came of it.
   *
   * @throws BackupException if it is not whole, of another key, or does not restore
   */
  public Verified verify(Path file) {
    try (BackupReader backup = BackupReader.open(file, master)) { // before anything is made
      try (ScratchDatabase scratch = ScratchDatabase.open(below, binaries, master, random)) {
        Restoration.Restored restored =
            new Restoration(scratch.place(), master, random).run(backup);
        return new Verified(restored.contents(), restored.proof());
      }
    } catch (MoveException | NodeDatabaseException e) {
      throw new BackupException(
          Reason.UNPROVEN, "The backup " + file + " does not restore: " + e.getMessage(), e);
    }
  }
}
