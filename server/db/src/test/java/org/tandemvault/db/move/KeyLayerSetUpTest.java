package org.tandemvault.db.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.conf.DatabaseConf.Auth;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.conf.DatabaseConf.KeyLayerMode;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.move.KeyLayerSetUp.Outcome;
import org.tandemvault.db.move.MoveException.Reason;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;

/** The second layer on servers of every kind; the real driver, no SQL Server. */
class KeyLayerSetUpTest {
  private static final String PASSWORD = "Tv1-of-the-master-key";
  private static final KeyLayer CUSTOM = new KeyLayer(KeyLayerMode.CUSTOM, "VaultCert", "VaultKey");
  private static final String[] DEFAULT_KEYS = {
    "##MS_DatabaseMasterKey##", "tandem_vault_certificate", "tandem_vault_key"
  };

  @TempDir private static Path conf;
  private static CertifiedKey certificate;

  @BeforeAll
  static void believeTheAuthority() {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(conf).add(certificates.authority().certificate());
    certificate = certificates.good("127.0.0.1");
  }

  @Test
  void theDefaultKeyIsMadeOnceAndProven() {
    FakeKeys server = new FakeKeys();

    assertThat(ensure(server, KeyLayer.DEFAULT)).isEqualTo(Outcome.WORKS);
    int statements = server.made().size();
    assertThat(ensure(server, KeyLayer.DEFAULT)).isEqualTo(Outcome.WORKS);

    assertThat(server.made()).hasSize(statements).hasSize(5);
    assertThat(server.made().getLast()).endsWith("to [vault_app]");
  }

  @Test
  void aTestMakesNothing() {
    FakeKeys server = new FakeKeys();

    assertThat(with(server, KeyLayer.DEFAULT, KeyLayerSetUp::test)).isEqualTo(Outcome.TO_MAKE);
    assertThat(server.made()).isEmpty();
  }

  @Test
  void valuesThatTheOtherServerEncryptedShowThatTheKeyIsTheSame() {
    FakeKeys server = new FakeKeys().with(DEFAULT_KEYS).withRows(0, 0, 7);

    assertThat(ensure(server, KeyLayer.DEFAULT)).isEqualTo(Outcome.SAME);
    assertThat(with(server, KeyLayer.DEFAULT, KeyLayerSetUp::test)).isEqualTo(Outcome.SAME);
  }

  @Test
  void aKeyOfAnotherIdentityOrSourceIsRefused() {
    FakeKeys identity = new FakeKeys().with(DEFAULT_KEYS).withRows(1, 0, 0);
    FakeKeys source = new FakeKeys().with("VaultCert", "VaultKey").withRows(0, 3, 0);

    assertThat(refusal(identity, KeyLayer.DEFAULT, Reason.NOT_THE_SAME))
        .contains("tandem_vault_key", "is not the one", "conf/masterkey.key of the primary");
    assertThat(refusal(source, CUSTOM, Reason.NOT_THE_SAME))
        .contains("VaultKey", "KEY_SOURCE and IDENTITY_VALUE");
  }

  @Test
  void valuesThatAServerEncryptedAreNotReadWithoutAKey() {
    assertThat(refusal(new FakeKeys().withRows(1, 0, 0), KeyLayer.NONE, Reason.NOT_THE_SAME))
        .contains("--encryption-key default or custom");
    assertThat(ensure(new FakeKeys(), KeyLayer.NONE)).isEqualTo(Outcome.NOT_WANTED);
  }

  @Test
  void withoutTheFileTheStandbyMakesNoKeyUp() {
    FakeKeys server = new FakeKeys();

    MoveException refused =
        refused(server, KeyLayer.DEFAULT, layer -> layer.ensure(Optional::empty));

    assertThat(refused.reason()).isEqualTo(Reason.UNFIT);
    assertThat(refused).hasMessageContaining("copy conf/masterkey.key of the primary");
    assertThat(server.made()).isEmpty();
  }

  @Test
  void aNamedKeyIsUsedAndNothingIsMade() {
    FakeKeys server = new FakeKeys().with("VaultCert", "VaultKey");

    assertThat(ensure(server, CUSTOM)).isEqualTo(Outcome.WORKS);
    assertThat(server.made()).isEmpty();
  }

  @Test
  void aNamedKeyThatIsMissingIsRefusedByName() {
    assertThat(refusal(new FakeKeys().with("VaultCert"), CUSTOM, Reason.UNFIT))
        .contains("has no symmetric key VaultKey");
  }

  @Test
  void aNamedCertificateThatIsMissingIsRefusedByName() {
    assertThat(refusal(new FakeKeys().with("VaultKey"), CUSTOM, Reason.UNFIT))
        .contains("has no certificate VaultCert", "VaultKey", "vault_owner");
  }

  @Test
  void aServerWithoutSuchKeysIsDoneWithoutUnlessTheyWereNamed() {
    FakeKeys ignorant = new FakeKeys().withoutCatalogue().thatIsNoSqlServer();
    FakeKeys empty = new FakeKeys().thatMakesNone().thatIsNoSqlServer();

    assertThat(ensure(ignorant, KeyLayer.DEFAULT)).isEqualTo(Outcome.DONE_WITHOUT);
    assertThat(ensure(empty, KeyLayer.DEFAULT)).isEqualTo(Outcome.DONE_WITHOUT);
    assertThat(refusal(ignorant, CUSTOM, Reason.UNFIT)).contains("knows no such thing");
  }

  @Test
  void aSqlServerThatRefusesToMakeThemIsNotDoneWithout() {
    assertThat(refusal(new FakeKeys().thatMakesNone(), KeyLayer.DEFAULT, Reason.REFUSED))
        .contains("vault_owner needs CONTROL on the database")
        .doesNotContain(PASSWORD);
  }

  @Test
  void aKeyThatDoesNotDecryptIsNotTaken() {
    FakeKeys server = new FakeKeys().with(DEFAULT_KEYS).thatDecryptsWrongly();

    assertThat(refusal(server, KeyLayer.DEFAULT, Reason.UNFIT))
        .contains("does not decrypt what it encrypted");
  }

  private static Outcome ensure(FakeKeys server, KeyLayer layer) {
    return with(server, layer, KeyLayerSetUpTest::ensured);
  }

  private static Outcome ensured(KeyLayerSetUp layer) {
    return layer.ensure(() -> Optional.of(Secret.ofUtf8(PASSWORD)));
  }

  private static String refusal(FakeKeys server, KeyLayer layer, Reason reason) {
    MoveException refused = refused(server, layer, KeyLayerSetUpTest::ensured);
    assertThat(refused.reason()).isEqualTo(reason);
    return refused.getMessage();
  }

  private static MoveException refused(
      FakeKeys server, KeyLayer layer, Function<KeyLayerSetUp, Outcome> work) {
    return catchThrowableOfType(MoveException.class, () -> with(server, layer, work));
  }

  private static Outcome with(
      FakeKeys keys, KeyLayer layer, Function<KeyLayerSetUp, Outcome> work) {
    try (FakeTdsServer server = FakeTdsServer.start(certificate, Manner.USUAL, keys);
        Secret password = Secret.ofUtf8("word")) {
      DatabaseAddress address =
          new DatabaseAddress(
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
                  layer));
      return work.apply(
          new KeyLayerSetUp(
              new Place(address, new DatabaseLogin("vault_owner", password), "vault_app")));
    }
  }
}
