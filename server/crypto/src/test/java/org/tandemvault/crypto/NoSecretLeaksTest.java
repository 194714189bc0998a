package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoSecretLeaksTest {

  private static final String MARKER = "Zq7-marker-xK";
  private static final Binding PLACE = new Binding("account_secret", 42, "password", 3);

  @TempDir private Path folder;

  private final SecureRandom random = new SecureRandom();
  private final byte[] keyBytes = Hex.range(0x40, 0x5f);

  @Test
  void noExceptionShowsASecretOrAKey() {
    try (Secret secret = Secret.ofUtf8(MARKER);
        MasterKey master = MasterKey.ofBytes(keyBytes)) {
      for (ThrowingCallable refused : refusedCalls(secret, master)) {
        Throwable thrown = catchThrowable(refused);
        assertThat(thrown).isNotNull();
        assertThat(everythingItSays(thrown)).doesNotContain(spellings());
      }
    }
  }

  @Test
  void nothingThatHoldsASecretShowsItWhenPrinted() {
    Keyring keyring = Keyring.create(new CountingRandom());
    try (Secret secret = Secret.ofUtf8(MARKER);
        MasterKey master = MasterKey.ofBytes(keyBytes)) {
      List<Object> holders =
          List.of(
              secret,
              master,
              keyring,
              keyring.wrap(master),
              keyring.authenticator(Purpose.AUDIT_CHAIN),
              new SecretCipher(keyring, keyId -> {}, random),
              new ConfValueCipher(master, random),
              new TokenFactory(random, master.authenticator(Purpose.TOKEN_DIGEST)),
              new PasswordHasher(1, Argon2Parameters.standard(), random));

      for (Object holder : holders) {
        assertThat(holder.toString()).doesNotContain(spellings()).doesNotContain("000102");
      }
    }
  }

  private List<ThrowingCallable> refusedCalls(Secret secret, MasterKey master) {
    Keyring keyring = Keyring.create(random);
    SecretCipher cipher = new SecretCipher(keyring, keyId -> {}, random);
    ConfValueCipher conf = new ConfValueCipher(master, random);
    PasswordHasher hasher = new PasswordHasher(1, new Argon2Parameters(8, 1, 1), random);
    byte[] plainAsSealed = MARKER.getBytes(StandardCharsets.UTF_8);
    byte[] elsewhere = cipher.seal(secret, new Binding("account_secret", 1, "password", 3));
    WrappedDataKey keyAsWrapped = new WrappedDataKey(1, keyBytes, true);
    Path file = folder.resolve("master.key");
    MasterKeyFile.write(file, master);
    return List.of(
        () -> Secret.ofUtf8(MARKER + "\uD83D"),
        () -> cipher.open(plainAsSealed, PLACE),
        () -> cipher.open(elsewhere, PLACE),
        () -> new SecretCipher(keyring, keyId -> fail(keyId), random).seal(secret, PLACE),
        () -> conf.open(MARKER, "database.password"),
        () -> conf.open("enc:v1:" + MARKER, "database.password"),
        () -> conf.open(conf.seal(secret, "mail.password"), "database.password"),
        () -> hasher.verify(secret, MARKER),
        () -> hasher.verify(secret, "$argon2id$v=19$m=1,t=1,p=1$" + MARKER + "$" + MARKER),
        () -> Keyring.unwrap(master, List.of(keyAsWrapped)),
        () -> MasterKey.ofBytes(MARKER.getBytes(StandardCharsets.UTF_8)),
        () -> MasterKeyFile.write(file, master),
        () -> MasterKeyFile.read(file, folder, false));
  }

  private static void fail(int keyId) {
    throw new KeyExhaustedException(keyId);
  }

  private CharSequence[] spellings() {
    byte[] marker = MARKER.getBytes(StandardCharsets.UTF_8);
    return Stream.of(marker, keyBytes)
        .flatMap(
            bytes ->
                Stream.of(
                    new String(bytes, StandardCharsets.ISO_8859_1),
                    Hex.text(bytes),
                    Base64.getEncoder().withoutPadding().encodeToString(bytes),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
        .toArray(CharSequence[]::new);
  }

  private static String everythingItSays(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
