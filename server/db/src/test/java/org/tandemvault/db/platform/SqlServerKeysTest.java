package org.tandemvault.db.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.conf.DatabaseConf.Auth;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.conf.DatabaseConf.KeyLayerMode;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.platform.SqlServerKeys.State;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Answer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;

/** The T-SQL of the second layer of encryption; no SQL Server is needed. */
class SqlServerKeysTest {
  private static final String PASSWORD = "Tv1-it's a test";

  private final SqlServerKeys keys = new SqlServerKeys(KeyLayer.DEFAULT);
  private final Secret password = Secret.ofUtf8(PASSWORD);

  @TempDir private Path conf;

  @Test
  void theKeysAreMadeInOrderAndNamesAndTextsAreQuoted() throws SQLException {
    var server = new RecordingConnection(question -> "0");

    keys.make(server.connection(), password, "owner", "CORP\\svc]x");

    assertThat(server.executed())
        .containsExactly(
            "create master key encryption by password = N'Tv1-it''s a test'",
            "create certificate [tandem_vault_certificate] with subject = N'Tandem Vault',"
                + " expiry_date = N'20991231'",
            "create symmetric key [tandem_vault_key] with key_source ="
                + " N'bea57f360ddeb85e0ecb886eb2ecd4f7bbc85e2f409dcd901c2399a2aac62d0e', algorithm"
                + " = aes_256, identity_value ="
                + " N'f726e10838cade48df10f8c71aa79cc582e566959deb98f4b2f58004d7c07fde' encryption"
                + " by certificate [tandem_vault_certificate]",
            "grant control on certificate::[tandem_vault_certificate] to [CORP\\svc]]x]",
            "grant view definition on symmetric key::[tandem_vault_key] to [CORP\\svc]]x]");
  }

  @Test
  void whatIsThereIsLeftAsItIs() throws SQLException {
    var server = new RecordingConnection(question -> "1");

    keys.make(server.connection(), password, "owner", "owner");

    assertThat(server.executed()).isEmpty();
    assertThat(keys.look(server.connection())).isEqualTo(State.THERE);
  }

  @Test
  void aRunThatBrokeAtAnyStepIsMadeWholeByTheNextOne() throws SQLException {
    var whole = new RecordingConnection(question -> "0");
    keys.make(whole.connection(), password, "owner", "app");

    for (int steps = 0; steps < 3; steps++) {
      var broken = new RecordingConnection(question -> "0").breakingAfter(steps);
      assertThatThrownBy(() -> keys.make(broken.connection(), password, "owner", "app"))
          .isInstanceOf(SQLException.class);
      List<String> done = new ArrayList<>(broken.executed());
      var next = new RecordingConnection(question -> isMadeBy(done, question) ? "1" : "0");

      keys.make(next.connection(), password, "owner", "app");

      done.addAll(next.executed());
      assertThat(done).isEqualTo(whole.executed());
    }
  }

  @Test
  void theSameFileMakesTheSameKeyAndAnotherFileAnotherOne() {
    try (Secret same = Secret.ofUtf8(PASSWORD);
        Secret other = Secret.ofUtf8("another")) {
      assertThat(keys.steps(same)).isEqualTo(keys.steps(password));
      assertThat(keys.steps(other).get(2)).isNotEqualTo(keys.steps(password).get(2));
    }
  }

  @Test
  void aServerWithoutSuchKeysIsKnownAndALostConnectionIsNotTakenForOne() throws SQLException {
    var ignorant = new RecordingConnection(question -> "!S0001");
    var lost = new RecordingConnection(question -> "!08S01");

    assertThat(keys.look(ignorant.connection())).isEqualTo(State.UNKNOWN);
    assertThatThrownBy(() -> keys.look(lost.connection())).isInstanceOf(SQLException.class);
  }

  @Test
  void valuesThatFitPassTheKeyAndLongOnesStayAsTheApplicationSealedThem() {
    KeyLayerSql layer = KeyLayerSql.of(KeyLayer.DEFAULT);

    assertThat(layer.sealed("?"))
        .isEqualTo(
            "case when datalength(cast(? as varbinary(max))) <= 7800 then"
                + " encryptbykey(key_guid(N'tandem_vault_key'), cast(? as varbinary(8000)))"
                + " else cast(? as varbinary(max)) end");
    assertThat(layer.sealed("?").chars().filter(c -> c == '?').count())
        .isEqualTo(layer.parameters());
    assertThat(layer.opened("w.sealed"))
        .isEqualTo(
            "case when substring(w.sealed, 1, 16) = cast(key_guid(N'tandem_vault_key') as"
                + " binary(16)) then decryptbykey(cast(w.sealed as varbinary(8000))) else"
                + " w.sealed end");
    assertThat(KeyLayerSql.NONE.sealed("?") + KeyLayerSql.NONE.opened("c")).isEqualTo("?c");
  }

  @Test
  void everyConnectionOpensTheKeyAndWithoutItThereIsNone() throws SQLException {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(conf).add(certificates.authority().certificate());
    var login = new DatabaseLogin("vault_app", password);
    KeyLayer custom = new KeyLayer(KeyLayerMode.CUSTOM, "cert", "key");

    try (FakeTdsServer server = FakeTdsServer.start(certificates.good("127.0.0.1"), Manner.USUAL)) {
      new SqlServerPlatform()
          .dataSource(address(server.port(), custom), login)
          .getConnection()
          .close();
      assertThat(server.batches())
          .contains("open symmetric key [key] decryption by certificate [cert]");
    }
    Answer missing = new Answer(15151, "Cannot find the symmetric key 'key'");
    try (FakeTdsServer server =
        FakeTdsServer.start(
            certificates.good("127.0.0.1"),
            Manner.USUAL,
            sql -> sql.startsWith("open") ? missing : Answer.DONE)) {
      DatabaseAddress address = address(server.port(), custom);
      SQLException refused =
          catchThrowableOfType(
              SQLException.class,
              () -> new SqlServerPlatform().dataSource(address, login).getConnection());
      assertThat(ConnectionTrouble.of(address, "vault_app", refused).sentence())
          .contains("does not open its symmetric key key (error 15151)");
    }
  }

  @Test
  void aValueOfMoreThan8000BytesReachesTheServerWhole() throws SQLException {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(conf).add(certificates.authority().certificate());
    byte[] sealed = new byte[20_000];
    java.util.Arrays.fill(sealed, (byte) 0x7a);
    KeyLayerSql layer = KeyLayerSql.of(KeyLayer.DEFAULT);

    try (FakeTdsServer server = FakeTdsServer.start(certificates.good("127.0.0.1"), Manner.USUAL)) {
      try (var connection =
              new SqlServerPlatform()
                  .dataSource(
                      address(server.port(), KeyLayer.DEFAULT),
                      new DatabaseLogin("vault_app", password))
                  .getConnection();
          var insert =
              connection.prepareStatement(
                  "insert into vault.account_password (sealed) values ("
                      + layer.sealed("?")
                      + ")")) {
        for (int i = 1; i <= layer.parameters(); i++) {
          insert.setBytes(i, sealed);
        }
        insert.executeUpdate();
      }
      assertThat(server.batches())
          .anyMatch(
              sql ->
                  sql.contains("else cast(0x" + "7a".repeat(20_000) + " as varbinary(max)) end"));
    }
  }

  private DatabaseAddress address(int port, KeyLayer layer) {
    return new DatabaseAddress(
        Engine.SQLSERVER,
        "127.0.0.1",
        port,
        "vault",
        Optional.empty(),
        true,
        new DatabaseAddress.Ways(
            Optional.of(conf.resolve("truststore.p12")), false, Optional.empty(), Auth.SQL, layer));
  }

  /** Whether a look-up would find what these statements made. */
  private static boolean isMadeBy(List<String> done, String question) {
    String what =
        question.contains("##MS_DatabaseMasterKey##")
            ? "create master key"
            : question.contains("sys.certificates") ? "create certificate" : "create symmetric key";
    return done.stream().anyMatch(sql -> sql.startsWith(what));
  }
}
