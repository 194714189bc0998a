package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Argon2Parameters;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.PasswordHasher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.crypto.Verification;

final class UserPasswordsTest {

  private static final UserId USER = new UserId(7);

  private final SecureRandom random = new SecureRandom();
  private final UserPasswords passwords =
      new UserPasswords(
          new PasswordHasher(2, new Argon2Parameters(64, 1, 1), random),
          new SecretCipher(Keyring.create(random), key -> {}, random),
          new UserPasswordRules(() -> 8, p -> 1),
          random);

  @Test
  void whatIsSealedVerifiesInItsPlaceOnly() {
    try (Secret right = Secret.ofUtf8("right password");
        Secret wrong = Secret.ofUtf8("wrong password")) {
      byte[] sealed = passwords.seal(USER, 1, right);
      Credentials stored = Credentials.first(USER, sealed);

      assertThat(passwords.verify(stored, right)).isEqualTo(Verification.MATCH);
      assertThat(passwords.verify(stored, wrong)).isEqualTo(Verification.MISMATCH);
      assertThat(passwords.verify(stored.withPassword(sealed), right))
          .isEqualTo(Verification.MISMATCH);
      assertThatCode(() -> passwords.verifyNobody(right)).doesNotThrowAnyException();
    }
  }

  @Test
  void randomPasswordsDifferAndFulfilTheRules() {
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < 100; n++) {
      try (Secret made = passwords.random()) {
        seen.add(new String(made.copyChars()));
        FieldRules rules = new FieldRules();
        passwords.check(rules, "password", made, "anna");
        rules.check();
      }
    }

    assertThat(seen)
        .hasSize(100)
        .allMatch(text -> text.matches("[A-Za-z2-9]{5}(-[A-Za-z2-9]{5}){4}"));
  }

  @Test
  void aNameInAnyCaseIsFoundInAPassword() {
    assertThat(broken("my ANNA-5", "anna")).contains("sign-in name");
    assertThat(broken("my ANNA-56", "anna")).isEmpty();
    assertThat(broken("annaanna", "Anna")).contains("sign-in name");
    assertThat(broken("my b password", "b")).isEmpty();
    assertThat(broken("ann", "anna")).doesNotContain("sign-in name");
  }

  @Test
  void lengthIsCountedInCharactersAndBounded() {
    assertThat(broken("\uD83D\uDD11".repeat(8), "anna")).isEmpty();
    assertThat(broken("\uD83D\uDD11".repeat(7), "anna")).contains("8 characters");
    assertThat(broken("\uD83D\uDD11".repeat(2_000), "anna")).isEmpty();
    assertThat(broken("\uD83D\uDD11".repeat(2_001), "anna")).contains("8000 bytes");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    try (Secret secret = Secret.ofBytes(new byte[] {(byte) 0xFF, 1, 2, 3, 4, 5, 6, 7, 8})) {
      FieldRules rules = new FieldRules();
      passwords.check(rules, "password", secret, "anna");

      assertThatThrownBy(rules::check)
          .isInstanceOf(InvalidException.class)
          .hasMessage("password must be text");
    }
  }

  private String broken(String password, String name) {
    try (Secret secret = Secret.ofUtf8(password)) {
      FieldRules rules = new FieldRules();
      passwords.check(rules, "password", secret, name);
      rules.check();
      return "";
    } catch (InvalidException e) {
      return e.getMessage();
    }
  }
}
