package org.tandemvault.db.platform;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.tls.CertificateFindings;
import org.tandemvault.db.tls.NoCertificateException;
import org.tandemvault.db.tls.ShownCertificate;
import org.tandemvault.db.tls.ShownCertificate.Greeting;

/**
 * Why a database lets nobody in, in one sentence and what to do about it: drivers tell a wrong host
 * from a wrong certificate badly, so the server is asked for its certificate once more.
 */
public record ConnectionTrouble(What what, String sentence) {

  /** What is the matter. */
  public enum What {
    /** Nothing that speaks as it should answers there. */
    UNREACHABLE,
    /** Its certificate is unknown, expired or another host's. */
    CERTIFICATE,
    /** It refuses user or password. */
    LOGIN,
    /** There is no such database, or the login may not use it. */
    DATABASE,
    /** Something else. */
    OTHER
  }

  /** Finds out why a connection did not come about. */
  public static ConnectionTrouble of(DatabaseAddress address, String user, SQLException refused) {
    return byAnswer(address, user, refused).orElseGet(() -> byCertificate(address, refused));
  }

  private static Optional<ConnectionTrouble> byAnswer(
      DatabaseAddress address, String user, SQLException refused) {
    String server = address.host() + ":" + address.port();
    String state = Optional.ofNullable(refused.getSQLState()).orElse("");
    int number = refused.getErrorCode();
    if (List.of("28P01", "28000").contains(state)
        || List.of(18452, 18456, 18470).contains(number)) {
      return Optional.of(
          new ConnectionTrouble(
              What.LOGIN,
              "The database server at "
                  + server
                  + " refuses the login "
                  + named(user)
                  + ": user or password are wrong, or it is disabled there."));
    }
    if (List.of(18486, 18487, 18488).contains(number)) {
      return Optional.of(
          new ConnectionTrouble(
              What.LOGIN,
              "The database server at "
                  + server
                  + " lets the login "
                  + named(user)
                  + " in no more: "
                  + (number == 18486 ? "it is locked" : "its password has expired")
                  + " (error "
                  + number
                  + "). Have the server's administrator "
                  + (number == 18486 ? "unlock it." : "set a new one without expiry.")));
    }
    if (List.of("3D000", "42501").contains(state)
        || List.of(911, 916, 4060, 4064).contains(number)) {
      return Optional.of(
          new ConnectionTrouble(
              What.DATABASE,
              "There is no database "
                  + address.database()
                  + " at "
                  + server
                  + " that the login "
                  + named(user)
                  + " may use: have it made, or the right granted."));
    }
    if (List.of(15151, 15313, 15466, 15581).contains(number)) {
      return Optional.of(
          new ConnectionTrouble(
              What.DATABASE,
              "The database "
                  + address
                  + " does not open its symmetric key "
                  + address.ways().keyLayer().symmetricKey()
                  + " (error "
                  + number
                  + "): see the second key layer in docs/sqlserver-node.md."));
    }
    return Optional.empty();
  }

  private static ConnectionTrouble byCertificate(DatabaseAddress address, SQLException refused) {
    try {
      List<X509Certificate> shown =
          ShownCertificate.of(greeting(address), address.host(), address.port());
      return CertificateFindings.problem(shown, trusted(address), expected(address), Instant.now())
          .map(problem -> new ConnectionTrouble(What.CERTIFICATE, problem))
          .orElseGet(() -> other(address, refused));
    } catch (NoCertificateException unreachable) {
      return new ConnectionTrouble(What.UNREACHABLE, unreachable.getMessage());
    }
  }

  private static ConnectionTrouble other(DatabaseAddress address, SQLException refused) {
    String told = Optional.ofNullable(refused.getMessage()).orElse("no reason told");
    String line = told.lines().findFirst().orElse("no reason told");
    return new ConnectionTrouble(
        What.OTHER, "The database " + address + " lets nobody in: " + line);
  }

  private static String named(String user) {
    return user.isEmpty() ? "of this process" : user;
  }

  private static Greeting greeting(DatabaseAddress address) {
    if (address.engine() != Engine.SQLSERVER) {
      return Greeting.POSTGRESQL;
    }
    return address.ways().strict() ? Greeting.TDS_STRICT : Greeting.TDS;
  }

  private static Optional<String> expected(DatabaseAddress address) {
    return address.checkHostName()
        ? address.ways().certificateName().or(() -> Optional.of(address.host()))
        : Optional.empty();
  }

  private static Collection<X509Certificate> trusted(DatabaseAddress address) {
    return address
        .caFile()
        .map(file -> (Collection<X509Certificate>) CertificateFiles.read(file))
        .or(
            () ->
                address
                    .ways()
                    .trustStore()
                    .map(file -> new TrustStoreFile(file).certificates().values()))
        .orElseGet(ConnectionTrouble::trustedByJava);
  }

  private static Collection<X509Certificate> trustedByJava() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init((KeyStore) null);
      return Arrays.stream(trust.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .flatMap(one -> Arrays.stream(((X509TrustManager) one).getAcceptedIssuers()))
          .toList();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java trusts nobody", e);
    }
  }
}
