package org.tandemvault.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.crypto.Secret;

final class PasswordStrengthTest {

  private final PasswordStrength strength = new PasswordStrength();

  @Test
  void whatEverybodyUsesIsGuessedAtOnce() {
    assertThat(score("password")).isZero();
    assertThat(score("")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678", "Baseball1", "STARWARS", "qwertyuiop", "1qaz2wsx3edc"})
  void theCommonestAreGuessedAtOnceInAnyCase(String common) {
    assertThat(score(common)).isZero();
  }

  @Test
  void theListIsLongEnoughForWhatIsAllowed() {
    assertThat(CommonPasswords.bundled().count(8)).isGreaterThan(10_000);
  }

  @Test
  void whatIsRandomIsOutOfReach() {
    assertThat(score("x7Gq-2mVz_9Lw.4Rt")).isEqualTo(4);
    assertThat(score("пароль-ключ-😀-трава-окно")).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aLongOneIsMeasuredByItsStart() {
    assertThat(score("x7Gq-2mVz_9Lw.4Rt".repeat(400))).isEqualTo(4);
  }

  @Test
  void bytesThatAreNoTextScoreNothing() {
    try (Secret secret = Secret.ofBytes(new byte[] {(byte) 0xFF, 1, 2, 3})) {
      assertThat(strength.score(secret)).isZero();
    }
  }

  @Test
  void theSecretIsStillThereAfterwards() {
    try (Secret secret = Secret.ofUtf8("still here");
        Secret same = Secret.ofUtf8("still here")) {
      strength.score(secret);

      assertThat(secret.sameAs(same)).isTrue();
    }
  }

  private int score(String text) {
    try (Secret secret = Secret.ofUtf8(text)) {
      return strength.score(secret);
    }
  }
}
