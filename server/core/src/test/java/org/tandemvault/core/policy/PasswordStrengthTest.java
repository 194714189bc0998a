package org.tandemvault.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tandemvault.crypto.Secret;

final class PasswordStrengthTest {

  private final PasswordStrength strength = new PasswordStrength();

  @Test
  void whatEverybodyUsesIsGuessedAtOnce() {
    assertThat(score("password")).isZero();
    assertThat(score("")).isZero();
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
