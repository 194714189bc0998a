package org.tandemvault.db.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.conf.DatabaseConf.Auth;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.crypto.CheckValue;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;

/** The real changelog and the real driver on servers that do not know all of SQL Server. */
class TdsServersTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private static Path conf;
  private static CertifiedKey certificate;

  @BeforeAll
  static void believeTheAuthority() {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(conf).add(certificates.authority().certificate());
    certificate = certificates.good("127.0.0.1");
  }

  @Test
  void theChangelogMakesAllTablesOnAServerThatOnlySpeaksTds() {
    FakeVault vault =
        new FakeVault()
            .thatIsNoSqlServer()
            .withoutRowVersions()
            .refusing("alter database", "open symmetric key", "set lock_timeout");

    try (FakeTdsServer server = FakeTdsServer.start(certificate, Manner.USUAL, vault);
        Secret password = Secret.ofUtf8("word")) {
      new NodeDatabase(address(server), new DatabaseLogin("vault_owner", password))
          .migrate("vault_app");
    }

    assertThat(vault.tables())
        .containsAll(VaultTable.names().stream().map(name -> "vault." + name).toList());
    assertThat(vault.said())
        .noneMatch(sql -> sql.toLowerCase(Locale.ROOT).contains("not for replication"));
    assertThat(vault.said()).anyMatch(sql -> sql.startsWith("grant select"));
  }

  @Test
  void aMoveGoesOnAndWarnsWhereRowVersionsCantBeSwitchedOn() {
    assertThat(warningsOfAMoveTo(new FakeVault().refusing("alter database")))
        .singleElement()
        .asString()
        .startsWith("READ_COMMITTED_SNAPSHOT can't be switched on now (33557097)")
        .contains("alter database [vault] set read_committed_snapshot on");
  }

  @Test
  void aMoveGoesOnAndWarnsWhereRowVersionsAreNotKnown() {
    assertThat(
            warningsOfAMoveTo(
                new FakeVault()
                    .thatIsNoSqlServer()
                    .withoutRowVersions()
                    .refusing("alter database", "open symmetric key", "create master key")))
        .containsExactly(
            "The server does not tell of READ_COMMITTED_SNAPSHOT: readers and writers may wait for"
                + " each other.");
  }

  @Test
  void nothingIsWarnedOfWhereItIsSwitchedOn() {
    FakeVault vault = new FakeVault();

    assertThat(warningsOfAMoveTo(vault)).isEmpty();
    assertThat(vault.said())
        .contains("alter database [vault] set read_committed_snapshot on with no_wait");
  }

  /** An empty vault is moved from one such server to another. */
  private static List<String> warningsOfAMoveTo(FakeVault vault) {
    List<String> warnings = new ArrayList<>();
    try (MasterKey master = MasterKey.generate(RANDOM);
        Secret password = Secret.ofUtf8("word");
        FakeTdsServer old =
            FakeTdsServer.start(
                certificate,
                Manner.USUAL,
                new FakeVault().holding(CheckValue.create(master, RANDOM)));
        FakeTdsServer fresh = FakeTdsServer.start(certificate, Manner.USUAL, vault)) {
      DatabaseLogin owner = new DatabaseLogin("vault_owner", password);
      DatabaseMove move =
          new DatabaseMove(
              new Place(address(old), owner, "vault_app"),
              new Place(address(fresh), owner, "vault_app"),
              master);
      move.test();
      move.run(new Listening(warnings));
    }
    return warnings;
  }

  private record Listening(List<String> warnings) implements MoveProgress {
    @Override
    public void warned(String warning) {
      warnings.add(warning);
    }

    @Override
    public void copied(String table, long rows, long all) {
      assertThat(all).isZero();
    }

    @Override
    public void verified(String table, long rows, String digest) {
      assertThat(rows).isZero();
    }
  }

  private static DatabaseAddress address(FakeTdsServer server) {
    return new DatabaseAddress(
        Engine.SQLSERVER,
        "127.0.0.1",
        server.port(),
        "vault",
        Optional.empty(),
        true,
        new DatabaseAddress.Ways(
            Optional.of(conf.resolve("truststore.p12")),
            false,
            Optional.empty(),
            Auth.SQL,
            KeyLayer.NONE));
  }
}
