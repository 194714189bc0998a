package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What release 0.1 wrote must open for ever. The vectors in {@code frozen/v1.properties} are never
 * changed; a new format gets a file of its own.
 */
class FrozenFormatsTest {

  private static final Binding PLACE =
      new Binding("account_secret", 0x0123456789abcdefL, "password", 7);

  private final Properties frozen = new Properties();
  private final MasterKey master = MasterKey.ofBytes(Hex.range(0x00, 0x1f));

  @BeforeEach
  void readVectors() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/frozen/v1.properties")) {
      frozen.load(in);
    }
  }

  @AfterEach
  void close() {
    master.close();
  }

  @Test
  void theMasterKeyKeepsItsId() {
    assertThat(master.keyId()).isEqualTo(frozen.getProperty("master-key-id"));
  }

  @Test
  void theKeyringIsWrappedAsThen() {
    assertThat(Keyring.unwrap(master, frozenKeys()).wrap(master)).isEqualTo(frozenKeys());
  }

  @Test
  void aValueSealedThenOpensToday() {
    SecretCipher cipher =
        new SecretCipher(Keyring.unwrap(master, frozenKeys()), keyId -> {}, new CountingRandom());

    try (Secret opened = cipher.open(bytes("sealed"), PLACE)) {
      assertThat(new String(opened.copyChars())).isEqualTo("Grüße, 🔐");
    }
  }

  @Test
  void aValueIsSealedAsThen() {
    SecretCipher cipher =
        new SecretCipher(Keyring.unwrap(master, frozenKeys()), keyId -> {}, new CountingRandom());

    try (Secret secret = Secret.ofUtf8("Grüße, 🔐")) {
      assertThat(cipher.seal(secret, PLACE)).isEqualTo(bytes("sealed"));
    }
  }

  @Test
  void theCheckValueOfThenFitsToday() {
    assertThat(CheckValue.fits(master, bytes("check-value"))).isTrue();
    assertThat(CheckValue.create(master, new CountingRandom())).isEqualTo(bytes("check-value"));
  }

  @Test
  void aConfValueOfThenOpensToday() {
    ConfValueCipher cipher = new ConfValueCipher(master, new CountingRandom());

    try (Secret secret = cipher.open(frozen.getProperty("conf-value"), "database.password")) {
      assertThat(new String(secret.copyChars())).isEqualTo("correct horse");
      assertThat(cipher.seal(secret, "database.password"))
          .isEqualTo(frozen.getProperty("conf-value"));
    }
  }

  @Test
  void everyPurposeGivesTheCodesOfThen() {
    Keyring keyring = Keyring.unwrap(master, frozenKeys());
    byte[] message = "message".getBytes(StandardCharsets.US_ASCII);

    for (Purpose purpose : Purpose.values()) {
      assertThat(Hex.text(keyring.authenticator(purpose).mac(message)))
          .isEqualTo(frozen.getProperty("keyring-mac." + purpose));
      assertThat(Hex.text(master.authenticator(purpose).mac(message)))
          .isEqualTo(frozen.getProperty("master-mac." + purpose));
    }
  }

  @Test
  void theTextOfTheMasterKeyFileIsTheOneOfThen() {
    String text = new String(MasterKeyText.of(master), StandardCharsets.US_ASCII);

    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "tandem-vault-master-key v1",
            "key-id: " + frozen.getProperty("master-key-id"),
            "key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "checksum: " + frozen.getProperty("master-key-file-checksum"));
  }

  @Test
  void aPasswordHashOfThenIsStillRight() {
    PasswordHasher hasher =
        new PasswordHasher(1, Argon2Parameters.standard(), new CountingRandom());

    try (Secret password = Secret.ofUtf8("correct horse")) {
      assertThat(hasher.verify(password, frozen.getProperty("password-hash")))
          .isEqualTo(Verification.MATCH);
    }
  }

  private List<WrappedDataKey> frozenKeys() {
    return List.of(
        new WrappedDataKey(0, bytes("wrapped-key.0"), false),
        new WrappedDataKey(1, bytes("wrapped-key.1"), false),
        new WrappedDataKey(2, bytes("wrapped-key.2"), true));
  }

  private byte[] bytes(String name) {
    return Hex.bytes(frozen.getProperty(name));
  }
}
