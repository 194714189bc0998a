package org.tandemvault.tools.replication;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.HeartbeatReading;
import org.tandemvault.db.replication.PostgreSqlReplication;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;
import org.tandemvault.db.replication.ReplicationAdmin;
import org.tandemvault.db.replication.ReplicationSite;
import org.tandemvault.db.replication.ServerAccess;
import org.tandemvault.db.replication.StandbyDatabase;

/** Two PostgreSQL servers. */
final class PostgreSqlPair implements ServerPair {
  private final One master;
  private final One slave;

  /** One server, and its administrator's password. */
  private record One(Server server, DatabaseAddress address, DatabaseLogin login) {}

  private PostgreSqlPair(One master, One slave) {
    this.master = master;
    this.slave = slave;
  }

  /**
   * @param connects whether the servers will be told how to reach each other
   */
  static PostgreSqlPair of(Answers answers, boolean connects) {
    One master = one(answers, Side.MASTER, connects);
    One slave = one(answers, Side.SLAVE, connects);
    PostgreSqlPair both = new PostgreSqlPair(master, slave);
    try {
      answers.requireAll();
      return both;
    } catch (RuntimeException e) {
      both.close();
      throw e;
    }
  }

  private static One one(Answers answers, Side side, boolean connects) {
    String host = answers.required(side, Setting.HOST);
    int port = answers.port(side, Setting.PORT, Engine.postgresql.usualPort());
    String database = answers.optional(side, Setting.DATABASE, Setting.DATABASE.byDefault());
    String user = answers.required(side, Setting.USER);
    Optional<Path> authority =
        Optional.of(answers.optional(side, Setting.CA_FILE, ""))
            .filter(file -> !file.isEmpty())
            .map(Path::of);
    DatabaseAddress address =
        new DatabaseAddress(DatabaseConf.Engine.POSTGRESQL, host, port, database, authority, true);
    ReplicationSite.Route route =
        new ReplicationSite.Route(
            answers.optional(side, Setting.ROUTE_HOST, host),
            "",
            answers.port(side, Setting.ROUTE_PORT, Integer.toString(port)),
            database);
    ReplicationSite site =
        new ReplicationSite(
            new NodeId(answers.optional(side, Setting.NODE, side.usualNode())),
            answers.optional(side, Setting.APP_USER, Setting.APP_USER.byDefault()),
            route,
            identity(answers, side, connects));
    Secret password = answers.password(side, user);
    DatabaseLogin login = new DatabaseLogin(user, password);
    return new One(new Server(site, ServerAccess.of(address, login)), address, login);
  }

  private static ReplicationSite.Identity identity(Answers answers, Side side, boolean needed) {
    return needed
        ? new ReplicationSite.Identity(
            answers.required(side, Setting.AUTHORITY),
            answers.required(side, Setting.CERTIFICATE),
            answers.required(side, Setting.KEY))
        : new ReplicationSite.Identity("", "", "");
  }

  @Override
  public ReplicationAdmin replication() {
    StandbyDatabase standby = new StandbyDatabase(slave.address(), slave.login());
    return new PostgreSqlReplication(
        master.server(), slave.server(), standby::makeSchema, Clock.systemUTC());
  }

  @Override
  public PackEntry packEntry(Side side) {
    One one = of(side);
    ReplicationSite site = one.server().site();
    return new PackEntry(site.node(), one.address(), site.applicationUser());
  }

  @Override
  public NodeId node(Side side) {
    return of(side).server().site().node();
  }

  @Override
  public Map<String, Long> beats(Side side) {
    return new HeartbeatReading(of(side).server().access()).beats();
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
