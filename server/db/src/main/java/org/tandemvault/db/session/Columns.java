package org.tandemvault.db.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.tandemvault.db.platform.Platform;

/** Reads columns that may be null. */
public final class Columns {

  private Columns() {}

  /** A number, empty for null. */
  public static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /** A time, empty for null. */
  public static Optional<Instant> instant(Platform platform, ResultSet row, String column)
      throws SQLException {
    return row.getObject(column) == null
        ? Optional.empty()
        : Optional.of(platform.instant(row, column));
  }
}
