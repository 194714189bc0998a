package org.tandemvault.db.platform;

import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.TrustStoreFile;

/**
 * How SQL Server is reached: always encrypted, its certificate always checked. Property names are
 * those of Microsoft's page "Setting the connection properties".
 */
public final class SqlServerConnections {
  private static final Logger LOG = LoggerFactory.getLogger(SqlServerConnections.class);
  private static final int LOGIN_SECONDS = 10;
  private static final int SOCKET_MILLIS = 60_000;
  private static final int LOCK_MILLIS = 15_000;

  private SqlServerConnections() {}

  /** The driver's own source, for those who want other time-outs. */
  public static SQLServerDataSource driver(DatabaseAddress address, DatabaseLogin login) {
    var source = new SQLServerDataSource();
    source.setServerName(address.host());
    source.setPortNumber(address.port());
    source.setDatabaseName(address.database());
    encrypt(source, address);
    signIn(source, address, login);
    source.setLoginTimeout(LOGIN_SECONDS);
    source.setSocketTimeout(SOCKET_MILLIS);
    source.setConnectRetryCount(0); // a session made anew by the driver would lack our settings
    source.setApplicationName("tandem-vault");
    source.setStatementPoolingCacheSize(512);
    source.setDisableStatementPooling(false);
    source.setSendStringParametersAsUnicode(true);
    source.setSendTimeAsDatetime(false);
    return source;
  }

  /** A source whose connections are ready for the vault's transactions. */
  static DataSource of(DatabaseAddress address, DatabaseLogin login) {
    AtomicBoolean told = new AtomicBoolean();
    KeyLayerSql layer = KeyLayerSql.of(address.ways().keyLayer());
    return new SetUpDataSource(driver(address, login), statement -> setUp(statement, layer, told));
  }

  private static void encrypt(SQLServerDataSource source, DatabaseAddress address) {
    source.setEncrypt(address.ways().strict() ? "strict" : "true");
    source.setTrustServerCertificate(false);
    address.ways().certificateName().ifPresent(source::setHostNameInCertificate);
    Optional<Path> store =
        address.caFile().map(SqlServerConnections::storeOf).or(address.ways()::trustStore);
    store.ifPresent(
        file -> {
          source.setTrustStoreType("PKCS12");
          source.setTrustStore(file.toString());
        });
  }

  /** The driver reads stores alone: a PEM file becomes one for as long as this process lives. */
  private static Path storeOf(Path pem) {
    try {
      Path folder = Files.createTempDirectory("tandem-vault-trust");
      TrustStoreFile store = TrustStoreFile.in(folder);
      CertificateFiles.read(pem).forEach(store::add);
      store.path().toFile().deleteOnExit();
      return store.path();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(
          "The certificates of " + pem + " can't be kept in the temporary folder", e);
    }
  }

  private static void signIn(
      SQLServerDataSource source, DatabaseAddress address, DatabaseLogin login) {
    boolean named = !login.user().isEmpty();
    switch (address.ways().auth()) {
      case SQL -> credentials(source, login.user(), login);
      case WINDOWS -> {
        source.setIntegratedSecurity(true);
        source.setAuthenticationScheme(named ? "NTLM" : "NativeAuthentication");
        if (named) {
          int slash = login.user().indexOf('\\');
          source.setDomain(login.user().substring(0, Math.max(0, slash)));
          credentials(source, login.user().substring(slash + 1), login);
        }
      }
      case KERBEROS -> {
        source.setIntegratedSecurity(true);
        source.setAuthenticationScheme("JavaKerberos");
        if (named) {
          credentials(source, login.user(), login);
        } else {
          source.setUseDefaultJaasConfig(false);
        }
      }
    }
  }

  private static void credentials(SQLServerDataSource source, String user, DatabaseLogin login) {
    source.setUser(user);
    source.setPassword(login.password().use(b -> new String(b, StandardCharsets.UTF_8)));
  }

  /** One error ends the whole transaction, as on PostgreSQL; nobody waits for a lock for ever. */
  private static void setUp(Statement statement, KeyLayerSql layer, AtomicBoolean told)
      throws SQLException {
    for (String setting : List.of("set xact_abort on", "set lock_timeout " + LOCK_MILLIS)) {
      try {
        statement.execute(setting);
      } catch (SQLException e) {
        tolerate(setting, e, told);
      }
    }
    if (!layer.isAbsent()) {
      statement.execute(layer.opening()); // without it nothing could be read: no connection then
    }
  }

  /** A server that only speaks like SQL Server may not know a setting, and does without. */
  private static void tolerate(String setting, SQLException refused, AtomicBoolean told)
      throws SQLException {
    if (Optional.ofNullable(refused.getSQLState()).orElse("").startsWith("08")) {
      throw refused;
    }
    if (told.compareAndSet(false, true)) {
      LOG.warn("The server does not know '{}' ({})", setting, refused.getErrorCode());
    }
  }
}
