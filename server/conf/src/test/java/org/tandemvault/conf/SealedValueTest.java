package org.tandemvault.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.ConfValueException;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Secret;

class SealedValueTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path home;
  private ConfFolder conf;
  private final ConfValueCipher cipher = newCipher();

  @BeforeEach
  void makeCorrectFiles() throws IOException {
    conf = new ConfFolder(home);
  }

  @Test
  void whatWasTypedIsSealedInTheFileAndStillOpens() throws IOException {
    conf.write("database.conf", "# mine\nengine = embedded\napp.password = h\u00fcnter 2 \n");

    VaultConf sealed = conf.load().sealed(cipher);

    assertThat(Files.readString(conf.file("database.conf")))
        .startsWith("# mine\nengine = embedded\napp.password = enc:v1:")
        .doesNotContain("nter");
    assertThat(plain(sealed.database().logins().app().password())).isEqualTo("h\u00fcnter 2 ");
  }

  @Test
  void sealingTwiceLeavesTheFileAsItIs() throws IOException {
    conf.write("server.conf", "https.keystore.password = pw\n");
    VaultConf once = conf.load().sealed(cipher);
    String before = Files.readString(conf.file("server.conf"));

    once.sealed(cipher);

    assertThat(conf.file("server.conf")).hasContent(before);
  }

  @Test
  void aSecretCanBeWrittenIntoAFile() {
    try (Secret secret = Secret.ofUtf8("made by the node")) {
      VaultConf changed =
          conf.load().with(DatabaseConf.FILE, DatabaseConf.OWNER_PASSWORD, secret, cipher);

      assertThat(plain(changed.database().logins().owner().password()))
          .isEqualTo("made by the node");
    }
  }

  @Test
  void noSecretIsPrinted() throws IOException {
    conf.write("database.conf", "app.password = hunter2\n");

    assertThat(conf.load().toString()).doesNotContain("hunter2").contains("redacted");
  }

  @Test
  void noSecretIsInAProblem() throws IOException {
    conf.write("database.conf", "app.password = enc:hunter2\n");

    assertThatThrownBy(conf::load)
        .isInstanceOf(ConfException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aValueSealedWithAnotherMasterKeyIsRefused() throws IOException {
    conf.write("database.conf", "app.password = pw\n");
    SealedValue value = conf.load().sealed(cipher).database().logins().app().password();

    assertThatThrownBy(() -> value.open(newCipher()))
        .isInstanceOf(ConfValueException.class)
        .hasMessageContaining("app.password");
  }

  private String plain(SealedValue value) {
    try (Secret secret = value.open(cipher)) {
      return secret.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static ConfValueCipher newCipher() {
    try (MasterKey key = MasterKey.generate(RANDOM)) {
      return new ConfValueCipher(key, RANDOM);
    }
  }
}
