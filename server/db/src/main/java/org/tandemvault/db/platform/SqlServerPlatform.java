package org.tandemvault.db.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.tandemvault.db.platform.SqlFailure.Kind;

/** Microsoft SQL Server 2019 and newer. Error numbers are those of {@code sys.messages}. */
public final class SqlServerPlatform implements Platform {
  private static final Pattern CONSTRAINT = Pattern.compile("['\"]((?:pk|uq|fk)_[a-z_]+)['\"]");

  @Override
  public String name() {
    return "sqlserver";
  }

  @Override
  public DataSource dataSource(DatabaseAddress address, DatabaseLogin login) {
    return SqlServerConnections.of(address, login);
  }

  @Override
  public SqlFailure classify(SQLException error) {
    if (error instanceof SQLTransientConnectionException) {
      return SqlFailure.of(Kind.NO_CONNECTION);
    }
    return switch (error.getErrorCode()) {
      case 2601, 2627 -> new SqlFailure(Kind.DUPLICATE, constraint(error));
      case 547 -> new SqlFailure(Kind.REFERENCE, constraint(error));
      case 515 -> SqlFailure.of(Kind.MISSING_VALUE);
      case 1205, 3960, 3961 -> SqlFailure.of(Kind.CONFLICTING_TRANSACTIONS);
      case 701, 1101, 1105, 1204, 9002, 10928, 10929 -> SqlFailure.of(Kind.FULL);
      case 978, 3906, 3908 -> SqlFailure.of(Kind.READ_ONLY);
      case 229,
          230,
          262,
          297,
          300,
          911,
          916,
          4060,
          4064,
          15247,
          15313,
          18452,
          18456,
          18470,
          18486,
          18487,
          18488 ->
          SqlFailure.of(Kind.DENIED);
      case 2628, 8152 -> SqlFailure.of(Kind.UNSTORABLE);
      case 7139 -> SqlFailure.of(Kind.TOO_LONG_TO_REPLICATE);
      case 1222, -2 -> SqlFailure.of(Kind.TOO_SLOW);
      case 233, 942, 945, 17142, 17187, 18401, 18451, 40613 -> SqlFailure.of(Kind.NO_CONNECTION);
      case 596, 6005 -> SqlFailure.of(Kind.CONNECTION_LOST);
      default -> byState(error);
    };
  }

  private static SqlFailure byState(SQLException error) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    return SqlFailure.of(state.startsWith("08") ? Kind.CONNECTION_LOST : Kind.OTHER);
  }

  private static String constraint(SQLException error) {
    String message = Optional.ofNullable(error.getMessage()).orElse("").toLowerCase(Locale.ROOT);
    Matcher name = CONSTRAINT.matcher(message);
    return name.find() ? name.group(1) : "";
  }

  @Override
  public Object timestamp(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  @Override
  public Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  /** The engine's binary order is by UTF-16 units. */
  @Override
  public String endOfPrefix(String prefix) {
    return prefix + Character.MAX_VALUE;
  }

  @Override
  public boolean lockForSession(Connection connection, String name) throws SQLException {
    String sql =
        "declare @held int; exec @held = sp_getapplock @Resource = ?, @LockMode = 'Exclusive',"
            + " @LockOwner = 'Session', @LockTimeout = 0; select @held";
    try (PreparedStatement lock = connection.prepareStatement(sql)) {
      lock.setString(1, name);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getInt(1) >= 0;
      }
    }
  }
}
