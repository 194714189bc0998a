package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Binding;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;

final class TotpCodesTest {

  private static final UserId USER = new UserId(7);
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private final SecretCipher cipher =
      new SecretCipher(Keyring.create(new SecureRandom()), key -> {}, new SecureRandom());

  /** RFC 6238, appendix B, SHA-1; of its 8 digits the last 6. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130",
  })
  void codesAreThoseOfTheStandard(long second, String code) {
    TotpCodes codes = at(Instant.ofEpochSecond(second));

    assertThat(codes.use(stored(0), code)).hasValue(second / 30);
  }

  @Test
  void oneStepEarlyOrLateIsTakenAndNoMore() {
    Instant noon = Instant.parse("2026-06-01T12:00:00Z");
    for (int steps = -3; steps <= 3; steps++) {
      String code = Authenticator.code(base32(KEY), noon.plusSeconds(30L * steps));
      boolean taken = at(noon).use(stored(0), code).isPresent();
      assertThat(taken).as("%s steps off", steps).isEqualTo(Math.abs(steps) <= 1);
    }
  }

  @Test
  void aStepIsUsedOnceAndNoneBeforeIt() {
    MovableClock clock = MovableClock.atNoon();
    TotpCodes codes = new TotpCodes(cipher, new SecureRandom(), clock);
    String before = Authenticator.code(base32(KEY), clock.instant().minusSeconds(30));
    String now = Authenticator.code(base32(KEY), clock.instant());
    assertThat(codes.use(stored(0), now)).isPresent();

    assertThat(codes.use(stored(0), now)).isEmpty();
    assertThat(codes.use(stored(0), before)).isEmpty();
    clock.move(Duration.ofSeconds(30));
    String next = Authenticator.code(base32(KEY), clock.instant());
    assertThat(codes.use(stored(0), next)).isPresent();
  }

  @Test
  void aStepThatIsStoredAsUsedIsUsed() {
    Instant noon = Instant.parse("2026-06-01T12:00:00Z");
    String code = Authenticator.code(base32(KEY), noon);

    assertThat(at(noon).use(stored(noon.getEpochSecond() / 30), code)).isEmpty();
  }

  @Test
  void blanksAreReadOverAndNonsenseIsWrong() {
    Instant noon = Instant.parse("2026-06-01T12:00:00Z");
    String code = Authenticator.code(base32(KEY), noon);

    assertThat(at(noon).use(stored(0), code.substring(0, 3) + " " + code.substring(3))).isPresent();
    for (String wrong : new String[] {"", "12345", "1234567", "abcdef", "\u0661\u0662\u0663456"}) {
      assertThat(at(noon).use(stored(0), wrong)).isEmpty();
    }
  }

  @Test
  void aKeyOfAnotherUserOpensNothing() {
    Credentials other =
        new Credentials(new UserId(8), 1, new byte[0], stored(0).sealedTotp(), true, 0);
    Instant noon = Instant.parse("2026-06-01T12:00:00Z");

    assertThat(at(noon).use(other, Authenticator.code(base32(KEY), noon))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void base32IsThatOfTheStandard(String text, String expected) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

    assertThat(base32(bytes)).isEqualTo(expected);
    assertThat(Authenticator.decode(expected)).isEqualTo(bytes);
  }

  private TotpCodes at(Instant now) {
    return new TotpCodes(cipher, new SecureRandom(), new MovableClock(now));
  }

  private Credentials stored(long lastStep) {
    try (Secret key = Secret.ofBytes(KEY)) {
      byte[] sealed = cipher.seal(key, new Binding("vault_user", USER.value(), "totp", 1));
      return new Credentials(USER, 1, new byte[0], Optional.of(sealed), true, lastStep);
    }
  }

  private static String base32(byte[] bytes) {
    return new String(Base32.encode(bytes), StandardCharsets.US_ASCII);
  }
}
