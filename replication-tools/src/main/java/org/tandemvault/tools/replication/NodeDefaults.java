package org.tandemvault.tools.replication;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tandemvault.conf.ConfException;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.db.bundled.BundledPostgres;

/** What one node's conf folder says of both servers. Passwords are not taken from it. */
final class NodeDefaults {
  private final Map<String, String> values = new TreeMap<>();
  private Optional<Engine> engine = Optional.empty();

  private NodeDefaults() {}

  /** Knows nothing. */
  static NodeDefaults none() {
    return new NodeDefaults();
  }

  /**
   * Of a node that works with SQL Server; of any other, or one that is not complete yet, nothing.
   */
  static NodeDefaults ofSqlServerNode(Path folder) {
    try {
      VaultConf conf = VaultConf.load(folder);
      return conf.database().engine() == DatabaseConf.Engine.SQLSERVER ? of(conf) : none();
    } catch (ConfException unfinished) {
      return none();
    }
  }

  static NodeDefaults of(Path folder) {
    return of(VaultConf.load(folder));
  }

  private static NodeDefaults of(VaultConf conf) {
    NodeDefaults defaults = new NodeDefaults();
    defaults.engine = Optional.of(Engine.of(conf.database().engine()));
    Side own = Side.of(conf.node());
    defaults.own(own, conf);
    conf.database()
        .tls()
        .trustStore()
        .ifPresent(
            file -> {
              defaults.set(own, Setting.TRUST_STORE, file.toString());
              defaults.set(own.other(), Setting.TRUST_STORE, file.toString());
            });
    conf.replication().peers().stream()
        .filter(peer -> roleOf(own.other()) == peer.role())
        .findFirst()
        .ifPresent(peer -> defaults.peer(own.other(), conf, peer));
    return defaults;
  }

  /** What the node works with, and so the other one. */
  Optional<Engine> engine() {
    return engine;
  }

  Optional<String> find(Side side, Setting setting) {
    return Optional.ofNullable(values.get(setting.key(side)));
  }

  private void own(Side side, VaultConf conf) {
    DatabaseConf database = conf.database();
    set(side, Setting.HOST, database.address().host());
    set(side, Setting.PORT, Integer.toString(database.address().port()));
    set(side, Setting.DATABASE, database.address().database());
    set(side, Setting.NODE, conf.node().id());
    set(side, Setting.APP_USER, database.logins().app().user());
    if (database.engine() == DatabaseConf.Engine.SQLSERVER) {
      set(side, Setting.TLS_STRICT, Boolean.toString(database.tls().strict()));
      database.tls().certificateName().ifPresent(n -> set(side, Setting.CERTIFICATE_HOST, n));
    }
    database.tls().caFile().ifPresent(file -> set(side, Setting.CA_FILE, file.toString()));
    if (database.engine() == DatabaseConf.Engine.EMBEDDED) {
      set(side, Setting.USER, database.logins().owner().user());
      set(side, Setting.CA_FILE, BundledPostgres.caFile(conf).toString());
    }
  }

  private void peer(Side side, VaultConf conf, ReplicationConf.Peer peer) {
    set(side, Setting.NODE, peer.id());
    peer.database()
        .ifPresent(
            database -> {
              set(side, Setting.HOST, database.address().host());
              set(side, Setting.PORT, Integer.toString(database.address().port()));
              set(side, Setting.DATABASE, database.name());
              set(side, Setting.CA_FILE, database.authority().toString());
            });
    if (conf.database().engine() == DatabaseConf.Engine.EMBEDDED) {
      var files = BundledPostgres.replicationFiles(conf, peer.id());
      set(side.other(), Setting.AUTHORITY, files.authorityOfPeer().toString());
      set(side.other(), Setting.CERTIFICATE, files.certificate().toString());
      set(side.other(), Setting.KEY, files.key().toString());
    }
  }

  private void set(Side side, Setting setting, String value) {
    values.put(setting.key(side), value);
  }

  private static NodeConf.Role roleOf(Side side) {
    return side == Side.MASTER ? NodeConf.Role.PRIMARY : NodeConf.Role.STANDBY;
  }
}
