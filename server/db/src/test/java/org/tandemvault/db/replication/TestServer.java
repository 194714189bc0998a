package org.tandemvault.db.replication;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.tandemvault.conf.DatabaseConf.Login;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledNode;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.PostgreSqlPlatform;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;
import org.tandemvault.db.schema.NodeDatabase;

/** A real bundled server of one node, and the link by which the others reach it. */
final class TestServer implements AutoCloseable {
  final NodeId node;
  final BundledNode bundled;
  final Relay link;
  private final Secret ownerPassword;
  private final Secret appPassword;

  TestServer(String node) {
    this.node = new NodeId(node);
    this.bundled = BundledNode.create().start();
    this.link = new Relay(port());
    this.ownerPassword = owner().password().open(bundled.cipher());
    this.appPassword = app().password().open(bundled.cipher());
  }

  /** The server as the tool sees it; it follows the other one through the other one's link. */
  Server facing(TestServer other) {
    bundled.server().trustPeer(other.node.value(), BundledPostgres.caFile(other.bundled.conf()));
    var files = BundledPostgres.replicationFiles(bundled.conf(), other.node.value());
    ReplicationSite site =
        new ReplicationSite(
            node,
            app().user(),
            new ReplicationSite.Route("localhost", "127.0.0.1", link.port(), "vault"),
            new ReplicationSite.Identity(
                files.authorityOfPeer().toString(),
                files.certificate().toString(),
                files.key().toString()));
    return new Server(site, ServerAccess.of(address(), ownerLogin()));
  }

  /** The way in with this server's own replication certificate to another one. */
  ServerAccess asReplicationRoleOn(TestServer other) {
    return asReplicationRoleOn(other, other.address().database());
  }

  /** The same into a database of that server. */
  ServerAccess asReplicationRoleOn(TestServer other, String database) {
    var files = BundledPostgres.replicationFiles(bundled.conf(), other.node.value());
    return ServerAccess.ofReplicationRole(
        other.address().withDatabase(database).withCaFile(files.authorityOfPeer()),
        new ServerAccess.ClientCertificate(files.certificate(), files.key()));
  }

  /** A primary's tables and rights. */
  void makePrimary() {
    new NodeDatabase(address(), ownerLogin()).migrate(app().user());
  }

  /** The tables alone, as a standby has them before it follows anybody. */
  void makeSchema() {
    new NodeDatabase(address(), ownerLogin()).migrate(owner().user());
  }

  DatabaseAddress address() {
    Path ca = BundledPostgres.caFile(bundled.conf());
    return DatabaseAddress.of(bundled.conf().database()).withCaFile(ca);
  }

  Connection asOwner() throws SQLException {
    return new PostgreSqlPlatform().dataSource(address(), ownerLogin()).getConnection();
  }

  Connection asApplication() throws SQLException {
    return new PostgreSqlPlatform().dataSource(address(), applicationLogin()).getConnection();
  }

  DatabaseLogin applicationLogin() {
    return new DatabaseLogin(app().user(), appPassword);
  }

  void execute(String... statements) {
    try (Connection connection = asOwner();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String ask(String sql) {
    try (Connection connection = asOwner();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes until the server gives up what it keeps for a slot. */
  static void loseSlot(TestServer server, String slot) {
    server.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '16MB'", "SELECT pg_reload_conf()");
    Callable<Boolean> lost =
        () -> {
          server.execute(
              "SELECT pg_logical_emit_message(false, 'fill', 'x'), pg_switch_wal()", "CHECKPOINT");
          return server
              .ask("SELECT wal_status FROM pg_replication_slots WHERE slot_name = '" + slot + "'")
              .equals("lost");
        };
    await().atMost(Duration.ofSeconds(60)).until(lost);
    server.execute("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
  }

  /** A digest over all rows of each replicated table. */
  Map<String, String> digests() {
    Map<String, String> all = new TreeMap<>();
    for (String table : Schemas.replicated()) {
      all.put(
          table,
          ask(
              "SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY"
                  + " md5(t::text))), '') FROM vault."
                  + table
                  + " t"));
    }
    return all;
  }

  DatabaseLogin ownerLogin() {
    return new DatabaseLogin(owner().user(), ownerPassword);
  }

  private Login owner() {
    return bundled.conf().database().logins().owner();
  }

  private Login app() {
    return bundled.conf().database().logins().app();
  }

  private int port() {
    return bundled.conf().database().address().port();
  }

  @Override
  public void close() {
    link.close();
    ownerPassword.close();
    appPassword.close();
    bundled.close();
  }
}
