package org.tandemvault.tools.backup;

import java.security.SecureRandom;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.db.backup.NodePlace;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.move.Place;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.change.OpenDatabase;
import org.tandemvault.tools.change.StoppedNode;

/**
 * A node's database, whether the node runs or not: one that runs is used as it is; a bundled one
 * that does not is started for the time being, while the node can't start.
 */
record NodeAtWork(Place place, Optional<StoppedNode> held, AutoCloseable open)
    implements AutoCloseable {

  static NodeAtWork of(VaultConf conf, ConfValueCipher cipher, SecureRandom random) {
    boolean runs =
        conf.database().engine() != DatabaseConf.Engine.EMBEDDED
            || BundledPostgres.of(conf).isRunning();
    if (runs) {
      NodePlace database = NodePlace.of(conf, cipher);
      return new NodeAtWork(database.place(), Optional.empty(), database);
    }
    StoppedNode held = hold(conf);
    try {
      OpenDatabase database = OpenDatabase.of(conf, cipher, random);
      return new NodeAtWork(database.place(), Optional.of(held), database);
    } catch (RuntimeException e) {
      close(held);
      throw e;
    }
  }

  private static StoppedNode hold(VaultConf conf) {
    requireDatabase(conf);
    try {
      return StoppedNode.hold(conf);
    } catch (ToolException e) {
      throw e.exit() == ToolExit.REFUSED
          ? new ToolException(
              ToolExit.REFUSED,
              "The node "
                  + conf.node().id()
                  + " is starting or stopping: run this again in a moment.",
              e)
          : e;
    }
  }

  /** Starting would make an empty one. */
  private static void requireDatabase(VaultConf conf) {
    if (conf.database().logins().owner().password().isAbsent()) {
      throw new ToolException(
          ToolExit.NO_SUCH_THING,
          "The node "
              + conf.node().id()
              + " has no database yet, so there is nothing to back up: is --conf the right folder?");
    }
  }

  @Override
  public void close() {
    try {
      open.close();
    } catch (Exception e) {
      throw new IllegalStateException("The database can't be left as it was", e);
    } finally {
      held.ifPresent(NodeAtWork::close);
    }
  }

  private static void close(StoppedNode held) {
    try {
      held.close();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
