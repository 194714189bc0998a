package org.tandemvault.db.replication;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.PostgreSqlPlatform;

/**
 * How this program reaches a database server; nothing of it is ever stored. Thread-safe while the
 * login's password is open.
 */
public final class ServerAccess {
  /** Copying a big table answers late. */
  private static final int SOCKET_SECONDS = 600;

  /** A copy that a cut link broke off must be begun again soon. */
  private static final int SENDER_SECONDS = 60;

  private final DatabaseAddress address;
  private final DatabaseLogin login;
  private final Optional<ClientCertificate> certificate;

  /** PEM files that open the replication role. */
  public record ClientCertificate(Path certificate, Path key) {}

  private ServerAccess(
      DatabaseAddress address, DatabaseLogin login, Optional<ClientCertificate> certificate) {
    this.address = address;
    this.login = login;
    this.certificate = certificate;
  }

  /** As the server's administrator. Whoever made the login closes its password, later. */
  public static ServerAccess of(DatabaseAddress address, DatabaseLogin login) {
    return new ServerAccess(address, login, Optional.empty());
  }

  /** As the replication role: enough to be the sender of a re-seed. */
  public static ServerAccess ofReplicationRole(DatabaseAddress address, ClientCertificate files) {
    DatabaseLogin login = new DatabaseLogin(ReplicationNames.ROLE, Secret.ofBytes(new byte[0]));
    return new ServerAccess(address, login, Optional.of(files));
  }

  /** Signs in. */
  ServerSession open() {
    return open(source());
  }

  /** Signs in for the commands that make slots. */
  ServerSession openForSlots() {
    PGSimpleDataSource source = source();
    source.setReplication("database");
    source.setPreferQueryMode(PreferQueryMode.SIMPLE);
    return open(source);
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source =
        (PGSimpleDataSource) new PostgreSqlPlatform().preparingSource(address, login);
    source.setApplicationName("tandem-vault-replication");
    source.setSocketTimeout(certificate.isPresent() ? SENDER_SECONDS : SOCKET_SECONDS);
    certificate.ifPresent(
        files -> {
          source.setSslCert(files.certificate().toString());
          source.setSslKey(files.key().toString());
          source.setPemKeyAlgorithm(PrivateKeyFile.algorithm(files.key()));
        });
    return source;
  }

  private ServerSession open(PGSimpleDataSource source) {
    try {
      Connection connection = source.getConnection();
      return new ServerSession(connection, address.toString());
    } catch (SQLException e) {
      throw SignInFailure.of(address, login.user(), e);
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
