package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfValueCipherTest {

  private static final String NAME = "database.password";

  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = MasterKey.generate(random);
  private final ConfValueCipher cipher = new ConfValueCipher(master, random);

  @AfterEach
  void close() {
    master.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "correct horse", "Größe 🔐"})
  void aSealedValueOpensUnderItsName(String text) {
    String sealed = sealed(text);

    assertThat(sealed).matches("enc:v1:[A-Za-z0-9_-]+");
    assertThat(ConfValueCipher.isSealed(sealed)).isTrue();
    assertThat(ConfValueCipher.isSealed(text)).isFalse();
    try (Secret opened = cipher.open(sealed, NAME)) {
      assertThat(opened.copyChars()).isEqualTo(text.toCharArray());
    }
  }

  @Test
  void theSameValueNeverLooksTheSame() {
    assertThat(sealed("correct horse")).isNotEqualTo(sealed("correct horse"));
  }

  @Test
  void aValuePastedUnderAnotherNameDoesNotOpen() {
    assertRefused(sealed("correct horse"), "mail.password", "another master key, for another name");
  }

  @Test
  void aValueSealedWithAnotherMasterKeyDoesNotOpen() {
    try (MasterKey other = MasterKey.generate(random);
        Secret secret = Secret.ofUtf8("correct horse")) {
      String sealed = new ConfValueCipher(other, random).seal(secret, NAME);

      assertRefused(sealed, NAME, master.keyId());
    }
  }

  @Test
  void everyFlippedBitIsRefused() {
    byte[] sealed = Base64.getUrlDecoder().decode(sealed("x").substring(7));

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      String value = "enc:v1:" + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertRefused(value, NAME, "was changed");
    }
  }

  @Test
  void whatIsNoSealedValueIsNamed() {
    assertRefused("correct horse", NAME, "does not begin with enc:v1:");
    assertRefused("enc:v2:AAAA", NAME, "does not begin with enc:v1:");
    assertRefused("enc:v1:", NAME, "truncated");
    assertRefused("enc:v1:AAAA", NAME, "truncated");
    assertRefused("enc:v1:not base64", NAME, "not base64url");
  }

  private String sealed(String text) {
    try (Secret secret = Secret.ofUtf8(text)) {
      return cipher.seal(secret, NAME);
    }
  }

  private void assertRefused(String value, String name, String why) {
    assertThatExceptionOfType(ConfValueException.class)
        .isThrownBy(() -> cipher.open(value, name))
        .withMessageContaining(name)
        .withMessageContaining(why)
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("horse"));
  }
}
