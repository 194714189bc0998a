package org.tandemvault.db.identity;

import org.tandemvault.core.node.WriteSession;
import org.tandemvault.db.session.JdbiSession;

/**
 * Lets one transaction at a time change a tree, so that what is derived from it stays right and two
 * changes can't close a circle together. Held until the transaction ends.
 */
public enum StructureLock {
  GROUPS,
  FOLDERS;

  /** Waits for the lock. */
  public void take(WriteSession tx) {
    var session = JdbiSession.of(tx);
    String name = name().toLowerCase(java.util.Locale.ROOT);
    if (session.update("identity/lock_take").bind("name", name).execute() == 0) {
      session.update("identity/lock_make").bind("name", name).execute();
    }
  }
}
