package org.tandemvault.core.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.shared.SealPlaces;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.OneTimePasswordKey;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;

/**
 * Makes TOTP keys and checks codes (RFC 6238: SHA-1, 6 digits, 30 s, one step early or late).
 * Thread-safe.
 *
 * <p>A code works once: used steps are remembered in memory, which is all a standby has; a primary
 * also stores them.
 */
public final class TotpCodes {

  private static final Logger LOG = LoggerFactory.getLogger(TotpCodes.class);
  private static final String ISSUER = "Tandem%20Vault";
  private static final int KEY_BYTES = 20;
  private static final int DIGITS = 6;
  private static final long STEP_SECONDS = 30;
  private static final int TOLERATED_STEPS = 1;

  private final SecretCipher cipher;
  private final SecureRandom random;
  private final Clock clock;
  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(STEP_SECONDS), DIGITS);
  private final Map<UserId, Long> usedSteps = new ConcurrentHashMap<>();

  public TotpCodes(SecretCipher cipher, SecureRandom random, Clock clock) {
    this.cipher = cipher;
    this.random = random;
    this.clock = clock;
  }

  /** A new key: how it is stored, and how it is shown once. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record NewKey(byte[] sealed, TotpEnrolment shown) {}

  NewKey create(User user) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    byte[] text = Base32.encode(bytes);
    byte[] uri = uri(user.name(), text);
    try (Secret key = Secret.ofBytes(bytes)) {
      TotpEnrolment shown = new TotpEnrolment(Secret.ofBytes(text), Secret.ofBytes(uri));
      return new NewKey(cipher.seal(key, SealPlaces.secondFactor(user.id())), shown);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(text, (byte) 0);
      Arrays.fill(uri, (byte) 0);
    }
  }

  /**
   * The step whose code this is, of a key that isn't stored yet, so that no code of it was used;
   * empty if the code is wrong.
   */
  OptionalLong first(UserId user, byte[] sealed, String code) {
    try (Secret shared = cipher.open(sealed, SealPlaces.secondFactor(user))) {
      Key key = OneTimePasswordKey.of(shared);
      String digits = code.replace(" ", "");
      long now = clock.instant().getEpochSecond() / STEP_SECONDS;
      return LongStream.rangeClosed(now - TOLERATED_STEPS, now + TOLERATED_STEPS)
          .filter(step -> isCode(key, step, digits))
          .findFirst();
    }
  }

  /** From now on a new key is the user's, whose code of that step was used. */
  void begin(UserId user, long step) {
    usedSteps.put(user, step);
  }

  /** Takes the step whose code this is; empty if the code is wrong or was used. */
  OptionalLong use(Credentials stored, String code) {
    String digits = code.replace(" ", "");
    if (stored.sealedTotp().isEmpty() || digits.length() != DIGITS) {
      return OptionalLong.empty();
    }
    try (Secret shared =
        cipher.open(stored.sealedTotp().get(), SealPlaces.secondFactor(stored.user()))) {
      return use(stored, OneTimePasswordKey.of(shared), digits);
    } catch (CryptoException unreadable) {
      LOG.error(
          "The second factor of user {} can't be read: remove it. {}",
          stored.user(),
          unreadable.getMessage());
      return OptionalLong.empty();
    }
  }

  /**
   * A code that would be taken now, for the vault's own user; empty until the next step if this one
   * and the next were used.
   */
  Optional<String> unused(Credentials stored) {
    if (stored.sealedTotp().isEmpty()) {
      return Optional.empty();
    }
    long now = clock.instant().getEpochSecond() / STEP_SECONDS;
    long used = Math.max(stored.lastTotpStep(), usedSteps.getOrDefault(stored.user(), 0L));
    long step = Math.max(now, used + 1);
    if (step > now + TOLERATED_STEPS) {
      return Optional.empty();
    }
    try (Secret shared =
        cipher.open(stored.sealedTotp().get(), SealPlaces.secondFactor(stored.user()))) {
      return Optional.of(code(OneTimePasswordKey.of(shared), step));
    }
  }

  private OptionalLong use(Credentials stored, Key key, String digits) {
    long now = clock.instant().getEpochSecond() / STEP_SECONDS;
    for (long step = now - TOLERATED_STEPS; step <= now + TOLERATED_STEPS; step++) {
      boolean right = isCode(key, step, digits);
      if (right && step > stored.lastTotpStep() && claim(stored.user(), step)) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  private boolean isCode(Key key, long step, String digits) {
    return MessageDigest.isEqual(
        code(key, step).getBytes(StandardCharsets.UTF_8), digits.getBytes(StandardCharsets.UTF_8));
  }

  private String code(Key key, long step) {
    try {
      Instant at = Instant.ofEpochSecond(step * STEP_SECONDS);
      return generator.generateOneTimePasswordString(key, at, Locale.ROOT);
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException("Java refuses a key for HMAC-SHA-1.", impossible);
    }
  }

  private boolean claim(UserId user, long step) {
    boolean[] claimed = {false};
    usedSteps.compute(
        user,
        (id, last) -> {
          claimed[0] = last == null || last < step;
          return claimed[0] ? Long.valueOf(step) : last;
        });
    return claimed[0];
  }

  private static byte[] uri(String name, byte[] key) {
    String label = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    byte[] start =
        ("otpauth://totp/" + ISSUER + ":" + label + "?secret=").getBytes(StandardCharsets.UTF_8);
    byte[] end =
        ("&issuer=" + ISSUER + "&algorithm=SHA1&digits=6&period=30")
            .getBytes(StandardCharsets.UTF_8);
    byte[] uri = Arrays.copyOf(start, start.length + key.length + end.length);
    System.arraycopy(key, 0, uri, start.length, key.length);
    System.arraycopy(end, 0, uri, start.length + key.length, end.length);
    return uri;
  }
}
