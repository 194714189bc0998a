package org.tandemvault.db.replication;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.replication.ReplicationException.Reason;

/** Says in one sentence why a server could not be signed in to, and what to do about it. */
final class SignInFailure {
  private SignInFailure() {}

  static ReplicationException of(DatabaseAddress address, String user, SQLException e) {
    if (certificateIsWrong(e)) {
      return told(
          Reason.UNTRUSTED,
          "The certificate of the server of %s is not trusted (%s): name the PEM file with its"
              + " authority, and the server by a host name that is in its certificate.",
          address,
          e);
    }
    return switch (Optional.ofNullable(e.getSQLState()).orElse("")) {
      case "28P01", "28000", "42501" ->
          told(
              Reason.DENIED,
              "The database %s does not let "
                  + user
                  + " in (%s): check user, password and"
                  + " pg_hba.conf of that server.",
              address,
              e);
      case "3D000" ->
          told(
              Reason.NO_DATABASE,
              "The server of %s has no such database (%s): create it, or name the one it has.",
              address,
              e);
      case "08004" ->
          told(
              Reason.REFUSED,
              "The database %s refuses the connection (%s): it must offer TLS and let this machine"
                  + " in.",
              address,
              e);
      default ->
          told(
              Reason.UNREACHABLE,
              "The database %s does not answer (%s): check host and port, and that it runs.",
              address,
              e);
    };
  }

  private static ReplicationException told(
      Reason reason, String sentence, DatabaseAddress address, SQLException e) {
    return new ReplicationException(reason, sentence.formatted(address, why(e)), e);
  }

  private static boolean certificateIsWrong(SQLException e) {
    return causes(e)
            .anyMatch(
                c -> c instanceof CertificateException || c instanceof CertPathBuilderException)
        || causes(e).anyMatch(c -> String.valueOf(c.getMessage()).contains("HostnameVerifier"));
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, c -> c != null, Throwable::getCause).limit(10);
  }

  /** The driver's words in one line, without its advice. */
  private static String why(SQLException e) {
    String line = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    return line.replaceAll("[.:]+$", "").replaceFirst("\\. Check that the hostname.*", "");
  }
}
