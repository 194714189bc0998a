package org.tandemvault.db.ha;

import org.tandemvault.core.node.LocalSession;
import org.tandemvault.db.session.JdbiSession;

/**
 * Lets a transaction be committed here and now, also where changes wait for a standby: for what
 * tells whether there is one, and for what must not keep a node from starting; docs/adr/0064.
 */
public final class CommitHere {

  private CommitHere() {}

  /** Call it first in the transaction. */
  public static void of(LocalSession tx) {
    JdbiSession.of(tx).query("ha/commit_here").mapTo(String.class).one();
  }
}
