package org.tandemvault.db.session;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseErrors;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.KeyLayerSql;
import org.tandemvault.db.platform.Platform;

/**
 * A node's database behind a pool of connections. Thread-safe; one per process and login.
 *
 * <p>Opening never waits for the database: a node starts without it and says so when asked.
 */
public final class VaultDatabase implements AutoCloseable {
  private static final long BORROW_MILLIS = 3_000;
  private static final long VALIDATION_MILLIS = 2_000;

  private final Platform platform;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Statements statements;

  private VaultDatabase(Platform platform, KeyLayerSql layer, HikariDataSource pool) {
    this.platform = platform;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.statements = new Statements(platform, layer);
    jdbi.registerArgument(new Timestamps(platform));
    // the values of a statement are what people keep: they stay out of messages
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /**
   * Opens a pool.
   *
   * @param poolSize connections at most
   */
  public static VaultDatabase open(DatabaseAddress address, DatabaseLogin login, int poolSize) {
    return open(address, Platform.of(address.engine()).dataSource(address, login), poolSize);
  }

  /** The same for who prepares the database: what is committed waits for no standby. */
  public static VaultDatabase openToPrepare(
      DatabaseAddress address, DatabaseLogin login, int poolSize) {
    return open(address, Platform.of(address.engine()).preparingSource(address, login), poolSize);
  }

  private static VaultDatabase open(DatabaseAddress address, DataSource source, int poolSize) {
    Platform platform = Platform.of(address.engine());
    var config = new HikariConfig();
    config.setPoolName("vault-" + address.database());
    config.setDataSource(source);
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(Math.min(2, poolSize));
    config.setConnectionTimeout(BORROW_MILLIS);
    config.setValidationTimeout(VALIDATION_MILLIS);
    config.setInitializationFailTimeout(-1);
    KeyLayerSql layer = KeyLayerSql.of(address.ways().keyLayer());
    return new VaultDatabase(platform, layer, new HikariDataSource(config));
  }

  /** The engine behind it. */
  public Platform platform() {
    return platform;
  }

  /** What this database's errors mean. */
  public DatabaseErrors errors() {
    return new DatabaseErrors(platform);
  }

  /** True if the database answers within a few seconds. */
  public boolean answers() {
    try (var connection = pool.getConnection()) {
      return connection.isValid((int) (VALIDATION_MILLIS / 1000));
    } catch (java.sql.SQLException unreachable) {
      return false;
    }
  }

  /** What the server tells of itself; empty if it does not answer. The way there is encrypted. */
  public Optional<DatabaseServer> server() {
    try (var connection = pool.getConnection()) {
      var facts = connection.getMetaData();
      String version = facts.getDatabaseProductVersion().split(" ", 2)[0];
      return Optional.of(new DatabaseServer(facts.getDatabaseProductName(), version, true));
    } catch (java.sql.SQLException unreachable) {
      return Optional.empty();
    }
  }

  /** A connection of the pool for this module's own look-ups; closing it gives it back. */
  public java.sql.Connection borrow() throws java.sql.SQLException {
    return pool.getConnection();
  }

  /** Closes all connections. */
  @Override
  public void close() {
    pool.close();
  }

  Jdbi jdbi() {
    return jdbi;
  }

  Statements statements() {
    return statements;
  }

  /** Binds times as the platform takes them. */
  private static final class Timestamps extends AbstractArgumentFactory<Instant> {
    private final Platform platform;

    private Timestamps(Platform platform) {
      super(java.sql.Types.TIMESTAMP);
      this.platform = platform;
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      Object converted = platform.timestamp(value);
      return (position, statement, context) -> statement.setObject(position, converted);
    }
  }
}
