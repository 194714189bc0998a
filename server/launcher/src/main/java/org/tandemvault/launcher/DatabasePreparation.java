package org.tandemvault.launcher;

import java.security.SecureRandom;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.StandbyDatabase;
import org.tandemvault.db.schema.KeyCheck;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.db.schema.NodeLock;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/**
 * What is done to the database before the application may work with it, as the owner of its tables:
 * nobody else runs as this node, the tables are up to date, the master key is the right one.
 */
public final class DatabasePreparation {
  private static final int CONNECTIONS = 2;

  private final ConfValueCipher cipher;
  private final SecureRandom random;

  DatabasePreparation(ConfValueCipher cipher, SecureRandom random) {
    this.cipher = cipher;
    this.random = random;
  }

  /** Where the node's database is, and whose certificates are believed there. */
  public static DatabaseAddress address(VaultConf conf) {
    DatabaseAddress address = DatabaseAddress.of(conf.database());
    return conf.database().engine() == DatabaseConf.Engine.EMBEDDED
        ? address.withCaFile(BundledPostgres.caFile(conf))
        : address;
  }

  /**
   * Prepares the database; a standby's gets tables and rights only, its rows come from the primary.
   *
   * @throws org.tandemvault.db.schema.NodeDatabaseException if the node must not start on it
   */
  void prepare(VaultConf conf, MasterKey master) {
    boolean standby = conf.node().role().filter(NodeConf.Role.STANDBY::equals).isPresent();
    NodeRole role = standby ? NodeRole.STANDBY : NodeRole.PRIMARY;
    Node node = new Node(new NodeId(conf.node().id()), role, "");
    DatabaseAddress address = address(conf);
    DatabaseConf.Login owner = conf.database().logins().owner();
    try (Secret password = owner.password().open(cipher)) {
      DatabaseLogin login = new DatabaseLogin(owner.user(), password);
      try (NodeLock alone = NodeLock.take(address, login, node.id())) {
        makeTables(conf, node, login);
        checkKey(conf, master, node, login);
        alone.renew();
      }
    }
  }

  private static void makeTables(VaultConf conf, Node node, DatabaseLogin owner) {
    String user = conf.database().logins().app().user();
    if (node.acceptsWrites()) {
      new NodeDatabase(address(conf), owner).migrate(user);
    } else {
      StandbyDatabase database = new StandbyDatabase(address(conf), owner);
      database.makeSchema();
      database.narrow(node.id(), user);
    }
  }

  private void checkKey(VaultConf conf, MasterKey master, Node node, DatabaseLogin login) {
    DatabaseAddress address = address(conf);
    String file = conf.manageKey().keyFile().toString();
    try (VaultDatabase database = VaultDatabase.openToPrepare(address, login, CONNECTIONS)) {
      KeyCheck check = new KeyCheck(new JdbiTransactions(database, node), random);
      if (node.acceptsWrites()) {
        check.require(master, file, address.toString());
      } else {
        check.compare(master, file, address.toString());
      }
    }
  }
}
