package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

  private static final Argon2Parameters LIGHT = new Argon2Parameters(64, 1, 1);
  private static final String SALT = "AAECAwQFBgcICQoLDA0ODw";
  private static final String HASH = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

  private final SecureRandom random = new SecureRandom();
  private final PasswordHasher hasher = new PasswordHasher(2, LIGHT, random);

  @Test
  void theRightPasswordMatchesAndAWrongOneDoesNot() {
    try (Secret password = Secret.ofUtf8("correct horse 🔐");
        Secret wrong = Secret.ofUtf8("correct horse")) {
      String phc = hasher.hash(password);

      assertThat(hasher.verify(password, phc)).isEqualTo(Verification.MATCH);
      assertThat(hasher.verify(wrong, phc)).isEqualTo(Verification.MISMATCH);
      assertThat(Verification.MATCH.matches()).isTrue();
      assertThat(Verification.MISMATCH.matches()).isFalse();
    }
  }

  @Test
  void theStandardWorkIsSpelledInTheHash() {
    PasswordHasher standard = new PasswordHasher(1, Argon2Parameters.standard(), random);
    standard.warmUp();
    try (Secret password = Secret.ofUtf8("correct horse")) {
      assertThat(standard.hash(password))
          .matches(
              "\\$argon2id\\$v=19\\$m=19456,t=2,p=1" + "\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }
  }

  @Test
  void theSamePasswordNeverHasTheSameHash() {
    try (Secret password = Secret.ofUtf8("correct horse")) {
      assertThat(hasher.hash(password)).isNotEqualTo(hasher.hash(password));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "128, 1, 1, MATCH_NEEDS_REHASH",
    "64, 2, 1, MATCH_NEEDS_REHASH",
    "64, 1, 2, MATCH_NEEDS_REHASH",
    "64, 1, 1, MATCH",
    "32, 1, 1, MATCH"
  })
  void aHashWeakerThanTodaysIsToBeMadeAnew(
      int memoryKib, int iterations, int parallelism, Verification expected) {
    Argon2Parameters today = new Argon2Parameters(memoryKib, iterations, parallelism);
    PasswordHasher stronger = new PasswordHasher(1, today, random);
    try (Secret password = Secret.ofUtf8("correct horse")) {
      String phc = hasher.hash(password);

      assertThat(stronger.verify(password, phc)).isEqualTo(expected);
      assertThat(expected.matches()).isTrue();
    }
  }

  @Test
  void aHashWithAShortSaltOrTagIsToBeMadeAnew() {
    byte[] password = {1, 2, 3};
    byte[] shortSalt = Argon2id.hash(password, new byte[8], LIGHT, 32);
    byte[] shortTag = Argon2id.hash(password, new byte[16], LIGHT, 16);
    try (Secret secret = Secret.ofBytes(password)) {
      assertThat(hasher.verify(secret, new PasswordHash(LIGHT, new byte[8], shortSalt).phc()))
          .isEqualTo(Verification.MATCH_NEEDS_REHASH);
      assertThat(hasher.verify(secret, new PasswordHash(LIGHT, new byte[16], shortTag).phc()))
          .isEqualTo(Verification.MATCH_NEEDS_REHASH);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "correct horse",
        "$argon2i$v=19$m=64,t=1,p=1$" + SALT + "$" + HASH,
        "$argon2id$v=16$m=64,t=1,p=1$" + SALT + "$" + HASH,
        "$argon2id$m=64,t=1,p=1$" + SALT + "$" + HASH,
        "$argon2id$v=19$m=064,t=1,p=1$" + SALT + "$" + HASH,
        "$argon2id$v=19$m=-64,t=1,p=1$" + SALT + "$" + HASH,
        "$argon2id$v=19$t=1,m=64,p=1$" + SALT + "$" + HASH,
        "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$" + HASH + "=",
        "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$" + HASH + "\n",
        "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$A",
        "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAA$" + HASH,
        "$argon2id$v=19$m=99999999999,t=1,p=1$" + SALT + "$" + HASH
      })
  void aMalformedHashIsRefusedWithoutRepeatingIt(String phc) {
    try (Secret password = Secret.ofUtf8("correct horse")) {
      assertThatExceptionOfType(MalformedPasswordHashException.class)
          .isThrownBy(() -> hasher.verify(password, phc))
          .withMessageContaining("Reset the password")
          .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(SALT));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m=262145,t=1,p=1",
        "m=999999999,t=1,p=1",
        "m=64,t=17,p=1",
        "m=64,t=1,p=9",
        "m=7,t=1,p=1",
        "m=15,t=1,p=2"
      })
  void aForgedHashCantEatTheMemoryOrTheTime(String work) {
    try (Secret password = Secret.ofUtf8("correct horse")) {
      assertThatExceptionOfType(MalformedPasswordHashException.class)
          .isThrownBy(
              () -> hasher.verify(password, "$argon2id$v=19$" + work + "$" + SALT + "$" + HASH))
          .withMessageContaining("work");
    }
  }

  @Test
  void parametersOutOfBoundsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Parameters(7, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Parameters(64, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Argon2Parameters(64, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordHasher(0, LIGHT, random));
  }

  @Test
  void noMoreHashesRunAtOnceThanAllowed() throws Exception {
    Semaphore turns = new Semaphore(1, true);
    PasswordHasher one = new PasswordHasher(turns, LIGHT, random);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
        Secret password = Secret.ofUtf8("correct horse")) {
      String phc = one.hash(password);
      List<Future<Verification>> checks = new ArrayList<>();

      turns.acquire();
      for (int n = 0; n < 5; n++) {
        checks.add(pool.submit(() -> one.verify(password, phc)));
      }
      await().until(() -> one.waiting() == 5);
      assertThat(checks).noneMatch(Future::isDone);
      turns.release();

      for (Future<Verification> check : checks) {
        assertThat(check.get()).isEqualTo(Verification.MATCH);
      }
      assertThat(one.waiting()).isZero();
    }
  }

  @Test
  void aUserWhoDoesNotExistCostsOneHash() {
    try (Secret password = Secret.ofUtf8("correct horse")) {
      hasher.verifyAgainstNothing(password);

      assertThat(hasher.waiting()).isZero();
    }
  }
}
