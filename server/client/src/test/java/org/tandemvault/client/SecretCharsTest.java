package org.tandemvault.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretCharsTest {

  private static final String TEXT = "pä55 \t\"w\\örd\uD83D\uDD11 \n";

  @Test
  void textComesBackByteByByte() throws CharacterCodingException {
    byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
    try (SecretChars secret = SecretChars.ofUtf8(utf8)) {
      assertThat(secret.utf8()).isEqualTo(utf8);
    }
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    assertThatExceptionOfType(CharacterCodingException.class)
        .isThrownBy(() -> SecretChars.ofUtf8(new byte[] {(byte) 0xff}));
  }

  @Test
  void aClosedSecretIsGoneAndAnOpenOneTellsNothing() {
    SecretChars secret = SecretChars.of("s3cret".toCharArray());
    assertThat(secret.toString()).doesNotContain("s3cret");
    secret.close();
    assertThatIllegalStateException().isThrownBy(() -> secret.use(chars -> chars.length));
  }

  @Test
  void jsonCarriesItUnharmed() {
    try (SecretChars secret = SecretChars.of(TEXT.toCharArray())) {
      byte[] json = Json.bytes(Map.of("password", secret));
      assertThat(new String(json, StandardCharsets.UTF_8)).contains("\\n").contains("\\\"w\\\\");
    }
  }
}
