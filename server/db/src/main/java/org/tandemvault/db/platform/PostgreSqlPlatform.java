package org.tandemvault.db.platform;

import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.tandemvault.db.platform.SqlFailure.Kind;
import org.tandemvault.db.tls.TrustStoreSocketFactory;

/** PostgreSQL, bundled or not. */
public final class PostgreSqlPlatform implements Platform {
  private static final int CONNECT_SECONDS = 5;
  private static final int LOGIN_SECONDS = 10;
  private static final int SOCKET_SECONDS = 60;

  @Override
  public String name() {
    return "postgresql";
  }

  /** {@code synchronous_standby_names} outlives the process that set it; docs/adr/0064. */
  @Override
  public DataSource preparingSource(DatabaseAddress address, DatabaseLogin login) {
    var source = (PGSimpleDataSource) dataSource(address, login);
    source.setOptions(source.getOptions() + " -c synchronous_commit=local");
    return source;
  }

  @Override
  public DataSource dataSource(DatabaseAddress address, DatabaseLogin login) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {address.host()});
    source.setPortNumbers(new int[] {address.port()});
    source.setDatabaseName(address.database());
    source.setUser(login.user());
    source.setPassword(login.password().use(b -> new String(b, StandardCharsets.UTF_8)));
    source.setSslMode(address.checkHostName() ? "verify-full" : "verify-ca");
    if (address.caFile().isPresent()) {
      source.setSslRootCert(address.caFile().get().toString());
    } else if (address.ways().trustStore().isPresent()) {
      source.setSslfactory(TrustStoreSocketFactory.class.getName());
      source.setSslFactoryArg(address.ways().trustStore().get().toString());
    } else {
      source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(LOGIN_SECONDS);
    source.setSocketTimeout(SOCKET_SECONDS);
    source.setTcpKeepAlive(true);
    source.setApplicationName("tandem-vault");
    source.setReWriteBatchedInserts(true);
    source.setPrepareThreshold(3);
    source.setPreparedStatementCacheQueries(512);
    source.setAssumeMinServerVersion("14");
    source.setLogServerErrorDetail(false);
    source.setGssEncMode("disable");
    // short queries: compiling them or sharing them out costs more than it saves
    source.setOptions("-c jit=off -c max_parallel_workers_per_gather=0");
    return source;
  }

  @Override
  public SqlFailure classify(SQLException error) {
    if (error instanceof SQLTransientConnectionException) {
      return SqlFailure.of(Kind.NO_CONNECTION);
    }
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    return switch (state) {
      case "23505" -> new SqlFailure(Kind.DUPLICATE, constraint(error));
      case "23503" -> new SqlFailure(Kind.REFERENCE, constraint(error));
      case "23502" -> SqlFailure.of(Kind.MISSING_VALUE);
      case "40001", "40P01" -> SqlFailure.of(Kind.CONFLICTING_TRANSACTIONS);
      case "25006" -> SqlFailure.of(Kind.READ_ONLY);
      case "42501" -> SqlFailure.of(Kind.DENIED);
      case "22001", "22021", "22P05" -> SqlFailure.of(Kind.UNSTORABLE);
      case "57014" -> SqlFailure.of(Kind.TOO_SLOW);
      case "57P01", "57P02", "57P04", "57P05" -> SqlFailure.of(Kind.CONNECTION_LOST);
      case "57P03", "08001", "08004" -> SqlFailure.of(Kind.NO_CONNECTION);
      default -> byClass(state);
    };
  }

  private static SqlFailure byClass(String state) {
    return SqlFailure.of(
        switch (state.length() < 2 ? "" : state.substring(0, 2)) {
          case "08" -> Kind.CONNECTION_LOST;
          case "53" -> Kind.FULL;
          case "28" -> Kind.DENIED;
          default -> Kind.OTHER;
        });
  }

  private static String constraint(SQLException error) {
    return Optional.of(error)
        .map(e -> e instanceof BatchUpdateException ? e.getCause() : e)
        .filter(PSQLException.class::isInstance)
        .map(e -> ((PSQLException) e).getServerErrorMessage())
        .map(ServerErrorMessage::getConstraint)
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public Object timestamp(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  @Override
  public Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  @Override
  public String endOfPrefix(String prefix) {
    return prefix + Character.toString(Character.MAX_CODE_POINT);
  }

  @Override
  public boolean lockForSession(Connection connection, String name) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
      lock.setString(1, name);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
