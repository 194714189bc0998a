package org.tandemvault.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.tandemvault.conf.DatabaseConf.Login;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledNode;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.PostgreSqlPlatform;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/**
 * A database of its own for each test class, on one bundled PostgreSQL for all classes of the test
 * run. Register it as a static field.
 */
public final class FreshDatabase implements BeforeAllCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FreshDatabase.class);

  private final boolean migrated;
  private Server server;
  private DatabaseAddress address;
  private VaultDatabase app;

  private FreshDatabase(boolean migrated) {
    this.migrated = migrated;
  }

  /** With the vault's tables, which are empty. */
  public static FreshDatabase withTables() {
    return new FreshDatabase(true);
  }

  /** Without any table. */
  public static FreshDatabase empty() {
    return new FreshDatabase(false);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Server.class, key -> Server.start(), Server.class);
    String name =
        context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT)
            + "_"
            + server.made().incrementAndGet();
    server.create(name, migrated ? "vault" : "template1");
    address = server.address().withDatabase(name);
    app = VaultDatabase.open(address, server.app(), 8);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    app.close();
    server.run("drop database " + address.database() + " with (force)");
  }

  public DatabaseAddress address() {
    return address;
  }

  public DatabaseLogin appLogin() {
    return server.app();
  }

  public DatabaseLogin ownerLogin() {
    return server.owner();
  }

  /** The pool of the application's login. */
  public VaultDatabase app() {
    return app;
  }

  /** Transactions of the application on a primary. */
  public JdbiTransactions primary() {
    return new JdbiTransactions(app, new Node(new NodeId("test"), NodeRole.PRIMARY, ""));
  }

  /** Transactions of the application on a standby. */
  public JdbiTransactions standby() {
    return new JdbiTransactions(
        app, new Node(new NodeId("other"), NodeRole.STANDBY, "https://primary:7272"));
  }

  /** Takes all rows away. */
  public void clear() {
    runAsOwner(
        """
        do $$ declare all_tables text; begin
          select string_agg('vault.' || tablename, ', ') into all_tables
          from pg_tables where schemaname = 'vault';
          alter table vault.audit_event disable trigger guard_truncate;
          execute 'truncate ' || all_tables;
          alter table vault.audit_event enable always trigger guard_truncate;
        end $$
        """);
  }

  /** Runs a statement as the owner in this class's database. */
  public void runAsOwner(String sql) {
    try (Connection connection = connectAsOwner();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public Connection connectAsOwner() throws SQLException {
    return new PostgreSqlPlatform().dataSource(address, server.owner()).getConnection();
  }

  public Connection connectAsApp() throws SQLException {
    return new PostgreSqlPlatform().dataSource(address, server.app()).getConnection();
  }

  /** The one server of the test run. */
  private record Server(
      BundledNode node,
      DatabaseAddress address,
      DatabaseLogin app,
      DatabaseLogin owner,
      AtomicInteger made)
      implements AutoCloseable {

    static Server start() {
      BundledNode node = BundledNode.create().start();
      var conf = node.conf().database();
      DatabaseAddress address =
          DatabaseAddress.of(conf).withCaFile(BundledPostgres.caFile(node.conf()));
      var server =
          new Server(
              node,
              address,
              login(node, conf.logins().app()),
              login(node, conf.logins().owner()),
              new AtomicInteger());
      new NodeDatabase(address, server.owner()).migrate(server.app().user());
      return server;
    }

    private static DatabaseLogin login(BundledNode node, Login login) {
      Secret password = login.password().open(node.cipher());
      return new DatabaseLogin(login.user(), password);
    }

    void create(String name, String template) {
      run("create database " + name + " template " + template);
    }

    void run(String sql) {
      var source = new PostgreSqlPlatform().dataSource(address.withDatabase("postgres"), owner);
      try (Connection connection = source.getConnection();
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      node.close();
      app.password().close();
      owner.password().close();
    }
  }
}
