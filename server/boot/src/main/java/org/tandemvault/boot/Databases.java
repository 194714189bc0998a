package org.tandemvault.boot;

import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Node;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.access.JdbiShares;
import org.tandemvault.db.audit.JdbiAuditEvents;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.identity.JdbiApiTokens;
import org.tandemvault.db.identity.JdbiGroups;
import org.tandemvault.db.identity.JdbiUsers;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.policy.JdbiPolicies;
import org.tandemvault.db.policy.JdbiSettings;
import org.tandemvault.db.resource.JdbiAccounts;
import org.tandemvault.db.resource.JdbiFolders;
import org.tandemvault.db.resource.JdbiResources;
import org.tandemvault.db.schema.JdbiKeyring;
import org.tandemvault.db.schema.NodeLock;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/**
 * The node's connections: a pool for the use cases, a small one for the keyring's counters, which
 * are written in the middle of a change, and the lock on the node id.
 */
record Databases(VaultDatabase pool, VaultDatabase counters, NodeLock lock)
    implements AutoCloseable {

  private static final int COUNTER_CONNECTIONS = 2;

  /** Opens all of them; the lock proves that no other process runs as this node. */
  static Databases open(ConfiguredNode configured, ConfValueCipher cipher) {
    VaultConf conf = configured.conf();
    DatabaseAddress address = address(conf);
    DatabaseConf.Login app = conf.database().logins().app();
    try (Secret password = app.password().open(cipher)) {
      DatabaseLogin login = new DatabaseLogin(app.user(), password);
      NodeLock lock = NodeLock.take(address, login, configured.node().id());
      return new Databases(
          VaultDatabase.open(address, login, conf.database().limits().poolSize()),
          VaultDatabase.open(address, login, COUNTER_CONNECTIONS),
          lock);
    }
  }

  /** The gate and the repositories. */
  Storage storage(Node node) {
    return new Storage(
        new JdbiTransactions(pool, node),
        new JdbiAuditEvents(),
        new JdbiUsers(),
        new JdbiGroups(),
        new JdbiApiTokens(),
        new JdbiShares(),
        new JdbiPolicies(),
        new JdbiSettings(),
        new JdbiFolders(),
        new JdbiResources(),
        new JdbiAccounts());
  }

  JdbiKeyring keyring(Node node) {
    return new JdbiKeyring(new JdbiTransactions(counters, node));
  }

  static DatabaseAddress address(VaultConf conf) {
    DatabaseAddress address = DatabaseAddress.of(conf.database());
    return conf.database().engine() == DatabaseConf.Engine.EMBEDDED
        ? address.withCaFile(BundledPostgres.caFile(conf))
        : address;
  }

  @Override
  public void close() {
    pool.close();
    counters.close();
    lock.close();
  }
}
