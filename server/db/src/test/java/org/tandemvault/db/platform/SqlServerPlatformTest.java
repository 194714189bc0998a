package org.tandemvault.db.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.conf.DatabaseConf.Auth;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.platform.ConnectionTrouble.What;
import org.tandemvault.db.platform.DatabaseAddress.Ways;
import org.tandemvault.db.platform.SqlFailure.Kind;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Answer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;

/** The real driver before a server that speaks TDS; no SQL Server is needed. */
class SqlServerPlatformTest {
  private static final String HOST = "127.0.0.1";

  @TempDir private Path conf;
  private final TestCertificates certificates = new TestCertificates();
  private final SqlServerPlatform platform = new SqlServerPlatform();
  private final DatabaseLogin login =
      new DatabaseLogin("vault_app", Secret.ofUtf8("pass;word{}=\"'"));

  @BeforeEach
  void believeTheAuthority() {
    TrustStoreFile.in(conf).add(certificates.authority().certificate());
  }

  @Test
  void theDriverBelievesTheTrustStoreAndEveryConnectionIsSetUp() throws SQLException {
    try (FakeTdsServer server = FakeTdsServer.start(certificates.good(HOST), Manner.USUAL)) {
      platform.dataSource(address(server.port(), false), login).getConnection().close();

      assertThat(server.batches())
          .contains("set xact_abort on", "set lock_timeout 15000")
          .noneMatch(sql -> sql.contains("pass;word"));
    }
  }

  @Test
  void strictMeansThatTlsComesFirst() throws SQLException {
    try (FakeTdsServer server = FakeTdsServer.start(certificates.good(HOST), Manner.STRICT)) {
      platform.dataSource(address(server.port(), true), login).getConnection().close();

      assertThat(server.batches()).contains("set xact_abort on");
    }
  }

  @Test
  void aSettingThatTheServerDoesNotKnowIsDoneWithout() throws SQLException {
    Answer unknown = new Answer(33557097, "'SET LOCK_TIMEOUT' is not currently supported");
    try (FakeTdsServer server =
        FakeTdsServer.start(
            certificates.good(HOST),
            Manner.USUAL,
            sql -> sql.contains("lock_timeout") ? unknown : Answer.DONE)) {
      assertThat(
              platform.dataSource(address(server.port(), false), login).getConnection().isClosed())
          .isFalse();
    }
  }

  @Test
  void aCertificateIsRefusedThatIsUnknownExpiredOrForAnotherHost() {
    assertThat(troubleWith(new TestCertificates().good(HOST)).sentence())
        .contains("does not know", "bin/importCert.sh");
    assertThat(troubleWith(certificates.expired(HOST)).sentence()).contains("expired on");
    assertThat(troubleWith(certificates.good("db1.corp.example")).sentence())
        .contains("is for db1.corp.example, not for 127.0.0.1");
  }

  @Test
  void theNameInTheCertificateMayBeAnotherOneIfItIsSaid() throws SQLException {
    Ways ways = ways(false, Optional.of("db1.corp.example"));
    try (FakeTdsServer server =
        FakeTdsServer.start(certificates.good("db1.corp.example"), Manner.USUAL)) {
      DatabaseAddress address = address(server.port(), false).withWays(ways);

      platform.dataSource(address, login).getConnection().close();

      assertThat(server.batches()).isNotEmpty();
    }
  }

  @Test
  void aRefusedLoginAndAMissingDatabaseAreToldApart() {
    assertThat(troubleAtLogin(18456))
        .isEqualTo(
            new ConnectionTrouble(
                What.LOGIN,
                "The database server at 127.0.0.1:PORT refuses the login vault_app: user or"
                    + " password are wrong, or it is disabled there."));
    assertThat(troubleAtLogin(18486).sentence()).contains("it is locked", "unlock it");
    assertThat(troubleAtLogin(18488).sentence()).contains("its password has expired");
    assertThat(troubleAtLogin(18487).what()).isEqualTo(What.LOGIN);
    assertThat(troubleAtLogin(4060).what()).isEqualTo(What.DATABASE);
    assertThat(troubleAtLogin(4060).sentence()).contains("no database vault at");
  }

  @Test
  void aWrongPortIsToldAsSuch() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      port = free.getLocalPort();
    }
    SQLException refused = refusal(port);

    assertThat(ConnectionTrouble.of(address(port, false), "vault_app", refused).what())
        .isEqualTo(What.UNREACHABLE);
    assertThat(platform.classify(refused).kind()).isEqualTo(Kind.CONNECTION_LOST);
  }

  @Test
  void windowsLoginsGoByNtlmAndKerberosWithoutAPassword() {
    SQLServerDataSource ntlm = driver(Auth.WINDOWS, "CORP\\svc");
    SQLServerDataSource integrated = driver(Auth.WINDOWS, "");
    SQLServerDataSource kerberos = driver(Auth.KERBEROS, "");

    assertThat(property(ntlm, "authenticationScheme")).isEqualTo("NTLM");
    assertThat(ntlm.getDomain()).isEqualTo("CORP");
    assertThat(ntlm.getUser()).isEqualTo("svc");
    assertThat(property(ntlm, "integratedSecurity")).isEqualTo("true");
    assertThat(property(integrated, "authenticationScheme")).isEqualTo("NativeAuthentication");
    assertThat(integrated.getUser()).isNull();
    assertThat(property(kerberos, "authenticationScheme")).isEqualTo("JavaKerberos");
  }

  @Test
  void nothingTurnsTheCheckOfTheCertificateOff() {
    for (Auth auth : Auth.values()) {
      SQLServerDataSource source = driver(auth, "CORP\\svc");

      assertThat(source.getTrustServerCertificate()).isFalse();
      assertThat(source.getEncrypt()).isEqualToIgnoringCase("true");
      assertThat(source.getTrustStore()).endsWith("truststore.p12");
      assertThat(source.getTrustStoreType()).isEqualTo("PKCS12");
    }
  }

  @Test
  void errorNumbersHaveTheirMeaning() {
    Map<Integer, Kind> meanings =
        Map.ofEntries(
            Map.entry(2627, Kind.DUPLICATE),
            Map.entry(2601, Kind.DUPLICATE),
            Map.entry(547, Kind.REFERENCE),
            Map.entry(515, Kind.MISSING_VALUE),
            Map.entry(1205, Kind.CONFLICTING_TRANSACTIONS),
            Map.entry(3960, Kind.CONFLICTING_TRANSACTIONS),
            Map.entry(18456, Kind.DENIED),
            Map.entry(18486, Kind.DENIED),
            Map.entry(18487, Kind.DENIED),
            Map.entry(18488, Kind.DENIED),
            Map.entry(229, Kind.DENIED),
            Map.entry(4060, Kind.DENIED),
            Map.entry(3906, Kind.READ_ONLY),
            Map.entry(7139, Kind.TOO_LONG_TO_REPLICATE),
            Map.entry(1222, Kind.TOO_SLOW),
            Map.entry(9002, Kind.FULL),
            Map.entry(596, Kind.CONNECTION_LOST),
            Map.entry(4711, Kind.OTHER));

    meanings.forEach(
        (number, kind) ->
            assertThat(platform.classify(new SQLException("x", "S0001", number)).kind())
                .as("error %d", number)
                .isEqualTo(kind));
  }

  @Test
  void aBrokenKeyNamesItsConstraint() {
    String message =
        "Violation of UNIQUE KEY constraint 'uq_account_login'. Cannot insert duplicate key in"
            + " object 'vault.account'.";

    assertThat(platform.classify(new SQLException(message, "23000", 2627)))
        .isEqualTo(new SqlFailure(Kind.DUPLICATE, "uq_account_login"));
  }

  private static Object property(SQLServerDataSource source, String name) {
    return source.getReference().get(name).getContent();
  }

  private ConnectionTrouble troubleWith(CertifiedKey key) {
    try (FakeTdsServer server = FakeTdsServer.start(key, Manner.USUAL)) {
      ConnectionTrouble trouble =
          ConnectionTrouble.of(address(server.port(), false), "vault_app", refusal(server.port()));
      assertThat(trouble.what()).isEqualTo(What.CERTIFICATE);
      assertThat(server.batches()).isEmpty();
      return trouble;
    }
  }

  private ConnectionTrouble troubleAtLogin(int error) {
    try (FakeTdsServer server =
        FakeTdsServer.start(certificates.good(HOST), Manner.refusing(error))) {
      ConnectionTrouble trouble =
          ConnectionTrouble.of(address(server.port(), false), "vault_app", refusal(server.port()));
      return new ConnectionTrouble(
          trouble.what(), trouble.sentence().replace(":" + server.port(), ":PORT"));
    }
  }

  private SQLException refusal(int port) {
    return catchThrowableOfType(
        SQLException.class, () -> platform.dataSource(address(port, false), login).getConnection());
  }

  private SQLServerDataSource driver(Auth auth, String user) {
    Ways ways =
        new Ways(
            Optional.of(conf.resolve("truststore.p12")),
            false,
            Optional.empty(),
            auth,
            KeyLayer.NONE);
    return SqlServerConnections.driver(
        address(1433, false).withWays(ways), new DatabaseLogin(user, login.password()));
  }

  private DatabaseAddress address(int port, boolean strict) {
    return new DatabaseAddress(
        Engine.SQLSERVER,
        HOST,
        port,
        "vault",
        Optional.empty(),
        true,
        ways(strict, Optional.empty()));
  }

  private Ways ways(boolean strict, Optional<String> name) {
    return new Ways(
        Optional.of(conf.resolve("truststore.p12")), strict, name, Auth.SQL, KeyLayer.NONE);
  }
}
