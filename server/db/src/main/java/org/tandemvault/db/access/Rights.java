package org.tandemvault.db.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.tandemvault.core.access.Right;
import org.tandemvault.db.session.Columns;

/** Rights as they are stored: 1 view, 2 modify, 3 manage, so that the strongest is the highest. */
public final class Rights {
  private static final Right[] BY_LEVEL = {Right.VIEW, Right.MODIFY, Right.MANAGE};

  private Rights() {}

  /** The number of a right. */
  public static int level(Right right) {
    return right.ordinal() + 1;
  }

  /** The right in the column {@code right_level}, empty for null. */
  public static Optional<Right> of(ResultSet row) throws SQLException {
    return Columns.number(row, "right_level").map(level -> BY_LEVEL[Math.toIntExact(level) - 1]);
  }
}
