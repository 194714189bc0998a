package org.tandemvault.db.replication.sqlserver;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.db.replication.ReplicationException.Reason;

/** What a server's or the driver's error means for a person. */
final class Refusals {
  private Refusals() {}

  /** A sign-in that did not work. */
  record Refusal(Reason reason, String sentence) {}

  static Refusal signIn(String server, String user, SQLException e) {
    String words = words(e);
    return switch (e.getErrorCode()) {
      case 18456, 18452, 18470, 18486, 18487, 18488 ->
          new Refusal(
              Reason.REFUSED,
              "The server "
                  + server
                  + " refused "
                  + user
                  + ": check user and password, and that the server allows this kind of login. "
                  + words);
      case 4060, 911 ->
          new Refusal(
              Reason.REFUSED,
              "There is no such database, or "
                  + user
                  + " may not open it: "
                  + server
                  + ". "
                  + words);
      default ->
          isAboutCertificate(words)
              ? new Refusal(
                  Reason.REFUSED,
                  "The certificate of "
                      + server
                      + " is not trusted, has expired or is for another name. Import it with"
                      + " bin/importCert.sh, and use the host name that is in it. "
                      + words)
              : new Refusal(
                  Reason.UNREACHABLE,
                  "The server "
                      + server
                      + " can't be reached: check host, port and firewall, and that TCP/IP is on. "
                      + words);
    };
  }

  private static boolean isAboutCertificate(String words) {
    String small = words.toLowerCase(java.util.Locale.ROOT);
    return small.contains("certificate") || small.contains("pkix") || small.contains("ssl");
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
