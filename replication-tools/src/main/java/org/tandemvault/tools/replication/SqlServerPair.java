package org.tandemvault.tools.replication;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.DatabaseConf.Auth;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.ReplicationAdmin;
import org.tandemvault.db.replication.sqlserver.Options;
import org.tandemvault.db.replication.sqlserver.SqlServerBeats;
import org.tandemvault.db.replication.sqlserver.SqlServerReplication;
import org.tandemvault.db.replication.sqlserver.SqlServerReplication.Server;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** Two SQL Servers. They are told each other's own names, not the addresses that are given here. */
final class SqlServerPair implements ServerPair {
  private final One master;
  private final One slave;
  private final SqlServers servers;

  /** One server, and its administrator's password. */
  private record One(
      DatabaseAddress address, DatabaseLogin login, NodeId node, Server server, String folder) {
    String applicationUser() {
      return server.vault().applicationUser();
    }
  }

  private SqlServerPair(One master, One slave, SqlServers servers) {
    this.master = master;
    this.slave = slave;
    this.servers = servers;
  }

  static SqlServerPair of(Answers answers, SqlServers servers) {
    SqlServerPair both =
        new SqlServerPair(
            one(answers, Side.MASTER, servers), one(answers, Side.SLAVE, servers), servers);
    try {
      answers.requireAll();
      return both;
    } catch (RuntimeException e) {
      both.close();
      throw e;
    }
  }

  private static One one(Answers answers, Side side, SqlServers servers) {
    String host = answers.required(side, Setting.HOST);
    int port = answers.port(side, Setting.PORT, Engine.sqlserver.usualPort());
    String database = answers.optional(side, Setting.DATABASE, Setting.DATABASE.byDefault());
    Auth auth = auth(answers, side);
    String user =
        auth == Auth.SQL
            ? answers.required(side, Setting.USER)
            : answers.optional(side, Setting.USER, "");
    Optional<Path> authority =
        Optional.of(answers.optional(side, Setting.CA_FILE, ""))
            .filter(file -> !file.isEmpty())
            .map(Path::of);
    DatabaseAddress address =
        new DatabaseAddress(DatabaseConf.Engine.SQLSERVER, host, port, database, authority, true)
            .withWays(ways(answers, side, auth));
    NodeId node = new NodeId(answers.optional(side, Setting.NODE, side.usualNode()));
    String applicationUser = answers.optional(side, Setting.APP_USER, Setting.APP_USER.byDefault());
    String folder = answers.optional(side, Setting.SNAPSHOT_FOLDER, "");
    Secret password =
        auth != Auth.SQL && user.isEmpty()
            ? Secret.ofBytes(new byte[0])
            : answers.password(side, user);
    DatabaseLogin login = new DatabaseLogin(user, password);
    return new One(
        address,
        login,
        node,
        Server.of(servers.sessions(address, login), node, database, applicationUser),
        folder);
  }

  /** A name with a domain can be of Windows only. */
  private static Auth auth(Answers answers, Side side) {
    boolean domain = answers.optional(side, Setting.USER, "").contains("\\");
    String word = answers.optional(side, Setting.AUTH, domain ? "windows" : "sql");
    return switch (word) {
      case "sql" -> Auth.SQL;
      case "windows" -> Auth.WINDOWS;
      case "kerberos" -> Auth.KERBEROS;
      default ->
          throw new ToolException(
              ToolExit.WRONG_USAGE,
              Setting.AUTH.flag(side) + " is '" + word + "': say sql, windows or kerberos");
    };
  }

  /** What was imported on this node counts, as it does for the node. */
  private static DatabaseAddress.Ways ways(Answers answers, Side side, Auth auth) {
    Path usual = Path.of(System.getProperty("tandem.home", ""), "conf", "truststore.p12");
    String byDefault = Files.isReadable(usual) ? usual.toAbsolutePath().toString() : "";
    Optional<Path> store =
        Optional.of(answers.optional(side, Setting.TRUST_STORE, byDefault))
            .filter(file -> !file.isEmpty())
            .map(Path::of);
    Optional<String> name =
        Optional.of(answers.optional(side, Setting.CERTIFICATE_HOST, ""))
            .filter(host -> !host.isEmpty());
    return new DatabaseAddress.Ways(store, strict(answers, side), name, auth, KeyLayer.NONE);
  }

  private static boolean strict(Answers answers, Side side) {
    String word = answers.optional(side, Setting.TLS_STRICT, Setting.TLS_STRICT.byDefault());
    return switch (word) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default ->
          throw new ToolException(
              ToolExit.WRONG_USAGE,
              Setting.TLS_STRICT.flag(side) + " is '" + word + "': say true or false");
    };
  }

  @Override
  public ReplicationAdmin replication() {
    return new SqlServerReplication(
        master.server(),
        slave.server(),
        Options.withFolders(folder(master), folder(slave)),
        new SqlServerReplication.Means(
            servers.schema(master.address(), master.login()),
            servers.schema(slave.address(), slave.login()),
            servers.patience()));
  }

  private static Optional<String> folder(One one) {
    return Optional.of(one.folder()).filter(f -> !f.isEmpty());
  }

  @Override
  public PackEntry packEntry(Side side) {
    One one = of(side);
    return new PackEntry(one.node(), one.address(), one.applicationUser());
  }

  @Override
  public NodeId node(Side side) {
    return of(side).node();
  }

  @Override
  public Map<String, Long> beats(Side side) {
    One one = of(side);
    return new SqlServerBeats(one.server().sessions(), one.address().database()).read();
  }

  private One of(Side side) {
    return side == Side.MASTER ? master : slave;
  }

  @Override
  public void close() {
    master.login().password().close();
    slave.login().password().close();
  }
}
