package org.tandemvault.db;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.tandemvault.conf.DatabaseConf.Auth;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.SqlServerPlatform;
import org.tandemvault.db.replication.ReplicatedTables;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/**
 * An empty database on the server that {@code VAULT_TEST_SQLSERVER_URL} names, such as {@code
 * jdbc:sqlserver://db1:1433;databaseName=vault_test;user=sa;password=...;trustStore=/x/t.p12}; add
 * {@code encrypt=strict} for TDS 8. Without it the tests are skipped, and counted as such.
 */
public final class SqlServerUnderTest implements BeforeAllCallback, AfterAllCallback {
  private static final String VARIABLE = "VAULT_TEST_SQLSERVER_URL";

  private VaultDatabase pool;
  private DatabaseAddress address;
  private DatabaseLogin login;

  @Override
  public void beforeAll(ExtensionContext context) {
    String url = Optional.ofNullable(System.getenv(VARIABLE)).orElse("");
    assumeTrue(url.startsWith("jdbc:sqlserver://"), "no SQL Server: " + VARIABLE + " is not set");
    if (pool == null) {
      open(url);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (pool != null && context.getRequiredTestClass().getEnclosingClass() == null) {
      pool.close();
      login.password().close();
    }
  }

  private void open(String url) {
    List<String> parts = List.of(url.substring("jdbc:sqlserver://".length()).split(";"));
    Map<String, String> settings =
        parts.stream()
            .skip(1)
            .map(part -> part.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(p -> p[0].toLowerCase(Locale.ROOT), p -> p[1]));
    String[] server = parts.getFirst().split(":");
    address =
        new DatabaseAddress(
            Engine.SQLSERVER,
            server[0],
            server.length > 1 ? Integer.parseInt(server[1]) : 1433,
            settings.getOrDefault("databasename", "vault_test"),
            Optional.empty(),
            true,
            ways(settings));
    login =
        new DatabaseLogin(
            settings.getOrDefault("user", "sa"),
            Secret.ofUtf8(settings.getOrDefault("password", "")));
    new NodeDatabase(address, login).migrate(login.user());
    pool = VaultDatabase.open(address, login, 8);
  }

  private static DatabaseAddress.Ways ways(Map<String, String> settings) {
    return new DatabaseAddress.Ways(
        Optional.ofNullable(settings.get("truststore")).map(Path::of),
        settings.getOrDefault("encrypt", "true").equals("strict"),
        Optional.ofNullable(settings.get("hostnameincertificate")),
        Auth.SQL,
        KeyLayer.NONE);
  }

  public JdbiTransactions primary() {
    return new JdbiTransactions(pool, new Node(new NodeId("test"), NodeRole.PRIMARY, ""));
  }

  public JdbiTransactions standby() {
    return new JdbiTransactions(
        pool, new Node(new NodeId("other"), NodeRole.STANDBY, "https://primary:7272"));
  }

  /** Takes all rows away, children before parents. */
  public void clear() {
    List<String> tables = new java.util.ArrayList<>(ReplicatedTables.FROM_PRIMARY);
    tables.addAll(Arrays.asList("structure_lock", "audit_event", "heartbeat"));
    try (Connection connection =
            new SqlServerPlatform().dataSource(address, login).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("update vault.folder set parent_id = null");
      for (String table : tables.reversed()) {
        statement.execute("delete from vault." + table);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
