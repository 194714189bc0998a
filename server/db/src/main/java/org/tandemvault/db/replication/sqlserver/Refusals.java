package org.tandemvault.db.replication.sqlserver;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.db.platform.ConnectionTrouble;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;

/** What a server's or the driver's error means for a person. */
final class Refusals {
  private Refusals() {}

  /** A sign-in that did not work: one sentence, and the same kinds as on PostgreSQL. */
  static ReplicationException signIn(ConnectionTrouble trouble, SQLException cause) {
    Reason reason =
        switch (trouble.what()) {
          case UNREACHABLE, OTHER -> Reason.UNREACHABLE;
          case CERTIFICATE -> Reason.UNTRUSTED;
          case LOGIN -> Reason.DENIED;
          case DATABASE -> Reason.NO_DATABASE;
        };
    return new ReplicationException(reason, trouble.sentence(), cause);
  }

  /** The numbers and words of the whole chain. */
  static String words(SQLException e) {
    Set<String> all = new LinkedHashSet<>();
    for (SQLException each = e; each != null; each = each.getNextException()) {
      String number = each.getErrorCode() == 0 ? "" : each.getErrorCode() + " ";
      all.add(number + Optional.ofNullable(each.getMessage()).orElse("no message"));
    }
    return String.join("; ", all);
  }
}
