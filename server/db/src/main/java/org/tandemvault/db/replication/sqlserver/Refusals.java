package org.tandemvault.db.replication.sqlserver;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.db.platform.ConnectionTrouble;
import org.tandemvault.db.platform.SqlServerPlatform;
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

  /** A statement that did not work, in one line with what to do. */
  static ReplicationException statement(String server, String what, SQLException e) {
    String told = "On " + server + " failed: " + what + ": " + words(e);
    return switch (new SqlServerPlatform().classify(e).kind()) {
      case CONNECTION_LOST, NO_CONNECTION ->
          new ReplicationException(
              Reason.UNREACHABLE,
              "The connection to " + server + " broke: run this again, it goes on. " + told,
              e);
      case DENIED ->
          new ReplicationException(
              Reason.DENIED, told + " -> it takes a login with the role sysadmin.", e);
      case READ_ONLY ->
          new ReplicationException(
              Reason.REFUSED, told + " -> set the database READ_WRITE, then run this again.", e);
      case FULL ->
          new ReplicationException(
              Reason.REFUSED, told + " -> make room there, then run this again.", e);
      default -> new ReplicationException(Reason.FAILED, told, e);
    };
  }

  /** The numbers and words of the whole chain, in one line. */
  static String words(SQLException e) {
    Set<String> all = new LinkedHashSet<>();
    for (SQLException each = e; each != null; each = each.getNextException()) {
      String number = each.getErrorCode() == 0 ? "" : each.getErrorCode() + " ";
      all.add(number + Optional.ofNullable(each.getMessage()).orElse("no message"));
    }
    return String.join("; ", all).replaceAll("\\s+", " ");
  }
}
