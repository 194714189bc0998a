package org.tandemvault.db.replication.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import java.sql.SQLException;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.SqlServerPlatform;
import org.tandemvault.db.replication.ReplicationException;

/**
 * How this program reaches a server; nothing of it is ever stored. Thread-safe while the login's
 * password is open.
 */
public final class SqlServerAccess implements Sessions {
  /** Making a distribution database answers late. */
  private static final int SOCKET_MILLIS = 600_000;

  private final DatabaseAddress address;
  private final DatabaseLogin login;

  /** Whoever made the login closes its password, later. */
  public SqlServerAccess(DatabaseAddress address, DatabaseLogin login) {
    this.address = address;
    this.login = login;
  }

  @Override
  public SqlServerSession open() {
    if (!(new SqlServerPlatform().dataSource(address, login)
        instanceof SQLServerDataSource source)) {
      throw new IllegalStateException("The platform's source is none of SQL Server's driver");
    }
    source.setSocketTimeout(SOCKET_MILLIS);
    source.setApplicationName("tandem-vault-replication");
    try {
      return new JdbcSession(source.getConnection(), address.toString());
    } catch (SQLException e) {
      Refusals.Refusal refusal = Refusals.signIn(address.toString(), login.user(), e);
      throw new ReplicationException(refusal.reason(), refusal.sentence(), e);
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
