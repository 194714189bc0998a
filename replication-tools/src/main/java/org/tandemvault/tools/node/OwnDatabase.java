package org.tandemvault.tools.node;

import java.security.SecureRandom;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;
import org.tandemvault.db.replication.ReplicationSite;
import org.tandemvault.db.replication.ServerAccess;

/**
 * The node's own database while the tool works. A bundled one that does not run is started, and
 * stopped at the end.
 */
public final class OwnDatabase implements AutoCloseable {
  private final VaultConf conf;
  private final DatabaseAddress address;
  private final DatabaseLogin owner;
  private final Optional<DatabaseLogin> administrator;
  private final Optional<BundledPostgres> started;

  private OwnDatabase(
      VaultConf conf,
      DatabaseLogin owner,
      Optional<DatabaseLogin> administrator,
      Optional<BundledPostgres> started) {
    this.conf = conf;
    this.address =
        conf.database().engine() == DatabaseConf.Engine.EMBEDDED
            ? DatabaseAddress.of(conf.database()).withCaFile(BundledPostgres.caFile(conf))
            : DatabaseAddress.of(conf.database());
    this.owner = owner;
    this.administrator = administrator;
    this.started = started;
  }

  /**
   * @param administrator of the server, where the owner of the tables is none
   */
  public static OwnDatabase open(
      VaultConf said,
      ConfValueCipher cipher,
      SecureRandom random,
      Optional<DatabaseLogin> administrator) {
    VaultConf conf = said;
    Optional<BundledPostgres> started = Optional.empty();
    if (said.database().engine() == DatabaseConf.Engine.EMBEDDED) {
      BundledPostgres server = BundledPostgres.of(said);
      if (!server.isRunning()) {
        conf = server.start(cipher, random);
        started = Optional.of(server);
      }
    }
    DatabaseConf.Login login = conf.database().logins().owner();
    Secret password = login.password().open(cipher);
    return new OwnDatabase(conf, new DatabaseLogin(login.user(), password), administrator, started);
  }

  public DatabaseAddress address() {
    return address;
  }

  /** Who owns the tables. */
  public DatabaseLogin owner() {
    return owner;
  }

  /** As an administrator of its server. */
  public Server server() {
    DatabaseConf.Address at = conf.database().address();
    ReplicationSite site =
        new ReplicationSite(
            new NodeId(conf.node().id()),
            conf.database().logins().app().user(),
            new ReplicationSite.Route(at.host(), "", at.port(), at.database()),
            new ReplicationSite.Identity("", "", ""));
    return new Server(site, ServerAccess.of(address, administrator.orElse(owner)));
  }

  @Override
  public void close() {
    owner.password().close();
    administrator.ifPresent(login -> login.password().close());
    started.ifPresent(BundledPostgres::stop);
  }
}
