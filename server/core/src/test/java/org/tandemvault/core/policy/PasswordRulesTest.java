package org.tandemvault.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.policy.PasswordGeneratorTest.policy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.Violation;
import org.tandemvault.crypto.Secret;

final class PasswordRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", " ", "\u0000", "\n", "пароль", "𝒳😀", "\uFEFFx", "e\u0301"})
  void anyTextOfOneByteOrMoreIsAPassword(String text) {
    assertThat(broken(text, Optional.empty())).isEmpty();
  }

  @Test
  void emptyIsNone() {
    assertThat(broken("", Optional.empty())).containsExactly("must not be empty");
  }

  @Test
  void theLimitIsInBytes() {
    assertThat(broken("ü".repeat(4000), Optional.empty())).isEmpty();
    assertThat(broken("ü".repeat(4000) + "x", Optional.empty()))
        .containsExactly("must have at most 8000 bytes");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    var rules = new FieldRules();
    try (Secret halfCharacter = Secret.ofBytes(new byte[] {(byte) 0xC3})) {
      PasswordRules.check(rules, "password", halfCharacter, Optional.empty());
    }

    assertThatThrownBy(rules::check).hasMessageContaining("well-formed");
  }

  @Test
  void lengthCountsCharactersNotBytesOrHalves() {
    var policy = policy(3, false, false, false, false);

    assertThat(broken("😀😀", Optional.of(policy)))
        .containsExactly("must have at least 3 characters");
    assertThat(broken("😀😀😀", Optional.of(policy))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ABC1-,needs a lower-case letter",
    "abc1-,needs an upper-case letter",
    "abcD-,needs a digit",
    "abcD1,needs a symbol",
    "'abcD1 ',needs a symbol"
  })
  void eachKindIsAskedFor(String text, String message) {
    assertThat(broken(text, Optional.of(policy(1, true, true, true, true))))
        .containsExactly(message);
  }

  @Test
  void lettersAndDigitsOfEveryScriptCount() {
    assertThat(broken("ÄßД٣€", Optional.of(policy(1, true, true, true, true)))).isEmpty();
  }

  private static List<String> broken(String text, Optional<PasswordPolicy> policy) {
    var rules = new FieldRules();
    try (Secret secret = Secret.ofUtf8(text)) {
      PasswordRules.check(rules, "password", secret, policy);
    }
    try {
      rules.check();
      return List.of();
    } catch (InvalidException e) {
      return e.violations().stream().map(Violation::message).toList();
    }
  }
}
