package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {

  private static final SealBudget UNLIMITED = keyId -> {};
  private static final Binding PLACE = new Binding("account_secret", 42, "password", 3);

  private final SecureRandom random = new SecureRandom();
  private final Keyring keyring = Keyring.create(random);
  private final SecretCipher cipher = new SecretCipher(keyring, UNLIMITED, random);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 8_000, 1_048_576})
  void whatWasSealedOpensAtItsPlace(int length) {
    byte[] content = new byte[length];
    random.nextBytes(content);
    try (Secret secret = Secret.ofBytes(content)) {
      byte[] sealed = cipher.seal(secret, PLACE);

      assertThat(sealed).hasSize(1 + 4 + 12 + length + 16);
      try (Secret opened = cipher.open(sealed, PLACE)) {
        assertThat(opened.sameAs(secret)).isTrue();
      }
    }
  }

  @Test
  void aDataKeyThatAnotherNodeMadeIsReadWhenAValueNamesIt() {
    Keyring rotated = keyring.withNewKey(random);
    SecretCipher elsewhere = new SecretCipher(rotated, UNLIMITED, random);
    SecretCipher here = new SecretCipher(keyring, UNLIMITED, random, () -> rotated);
    try (Secret secret = Secret.ofUtf8("new")) {
      byte[] sealed = elsewhere.seal(secret, PLACE);

      try (Secret opened = here.open(sealed, PLACE)) {
        assertThat(opened.sameAs(secret)).isTrue();
      }
      assertThat(here.activeKeyId()).isEqualTo(rotated.activeKeyId());
    }
  }

  @Test
  void aKeyThatNobodyHasIsLookedForOnceAndNotForEachValue() {
    AtomicInteger read = new AtomicInteger();
    SecretCipher here =
        new SecretCipher(
            keyring,
            UNLIMITED,
            random,
            () -> {
              read.incrementAndGet();
              return keyring;
            });
    byte[] unknown = ByteBuffer.allocate(60).put((byte) 1).putInt(77).array();

    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(UnknownKeyException.class)
          .isThrownBy(() -> here.open(unknown, PLACE));
    }

    assertThat(read).hasValue(1);
  }

  static Stream<Binding> otherPlaces() {
    return Stream.of(
        new Binding("account_secrets", 42, "password", 3),
        new Binding("account_secret", 43, "password", 3),
        new Binding("account_secret", 42, "notes", 3),
        new Binding("account_secret", 42, "password", 4),
        new Binding("account_secret", 3, "password", 42),
        new Binding("password", 42, "account_secret", 3));
  }

  @ParameterizedTest
  @MethodSource("otherPlaces")
  void aSwappedValueDoesNotOpen(Binding elsewhere) {
    byte[] sealed = sealed("correct horse");

    assertThatExceptionOfType(TamperedException.class)
        .isThrownBy(() -> cipher.open(sealed, elsewhere))
        .withMessageContaining("wrong row or changed bytes")
        .withMessageContaining(elsewhere.toString());
  }

  @Test
  void noTwoPlacesReadAlike() {
    byte[] header = {1, 0, 0, 0, 1};

    assertThat(new Binding("ab", 1, "c", 1).associatedData(header))
        .isNotEqualTo(new Binding("a", 1, "bc", 1).associatedData(header));
    assertThat(new Binding("t", 1, "f", -1).associatedData(header))
        .isNotEqualTo(new Binding("t", -1, "f", 1).associatedData(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "täble", "a/b", "a\u0000b"})
  void aPlaceHasPlainNames(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Binding(name, 1, "field", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Binding("table", 1, name, 1));
  }

  @Test
  void everyFlippedBitIsRefused() {
    byte[] sealed = sealed("x");

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      Class<? extends CryptoException> expected =
          bit < 8
              ? UnknownFormatException.class
              : bit < 40 ? UnknownKeyException.class : TamperedException.class;
      assertThatThrownBy(() -> cipher.open(changed, PLACE))
          .as("bit %d", bit)
          .isExactlyInstanceOf(expected);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] sealed = sealed("correct horse");

    for (int length = 0; length < sealed.length; length++) {
      byte[] shorter = Arrays.copyOf(sealed, length);
      Class<? extends CryptoException> expected =
          length < 33 ? TruncatedException.class : TamperedException.class;
      assertThatThrownBy(() -> cipher.open(shorter, PLACE))
          .as("length %d", length)
          .isExactlyInstanceOf(expected);
    }
  }

  @Test
  void bytesAfterTheEndAreRefused() {
    byte[] sealed = sealed("correct horse");

    assertThatExceptionOfType(TamperedException.class)
        .isThrownBy(() -> cipher.open(Arrays.copyOf(sealed, sealed.length + 1), PLACE));
  }

  @Test
  void aValueNamedForAnotherKeyOfTheSameKeyringIsRefused() {
    byte[] sealed = sealed("correct horse");
    SecretCipher rotated = new SecretCipher(keyring.withNewKey(random), UNLIMITED, random);
    sealed[4] = 2;

    assertThatExceptionOfType(TamperedException.class)
        .isThrownBy(() -> rotated.open(sealed, PLACE))
        .withMessageContaining("data key 2");
  }

  @Test
  void theRootOfTheKeyringOpensNothing() {
    byte[] sealed = sealed("correct horse");
    sealed[4] = 0;

    assertThatExceptionOfType(UnknownKeyException.class)
        .isThrownBy(() -> cipher.open(sealed, PLACE))
        .satisfies(refused -> assertThat(refused.keyId()).isZero());
  }

  @Test
  void aLaterFormatIsNamed() {
    byte[] sealed = sealed("correct horse");
    sealed[0] = (byte) 200;

    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> cipher.open(sealed, PLACE))
        .withMessageContaining("format version 200")
        .withMessageContaining("upgrade this node");
  }

  @Test
  void afterRotationOldValuesOpenAndNewOnesUseTheNewKey() {
    byte[] before = sealed("before");
    Keyring rotated = keyring.withNewKey(random);

    cipher.use(rotated);

    byte[] after = sealed("after");
    assertThat(SecretCipher.keyIdOf(before)).isEqualTo(1);
    assertThat(SecretCipher.keyIdOf(after)).isEqualTo(2);
    assertThat(cipher.activeKeyId()).isEqualTo(2);
    assertThat(opened(before)).isEqualTo("before");
    assertThat(opened(after)).isEqualTo("after");
  }

  @Test
  void aNodeWithAnOlderKeyringSaysThatItLacksTheKey() {
    SecretCipher ahead = new SecretCipher(keyring.withNewKey(random), UNLIMITED, random);
    byte[] sealed;
    try (Secret secret = Secret.ofUtf8("after")) {
      sealed = ahead.seal(secret, PLACE);
    }

    assertThatExceptionOfType(UnknownKeyException.class)
        .isThrownBy(() -> cipher.open(sealed, PLACE))
        .withMessageContaining("data key 2")
        .satisfies(refused -> assertThat(refused.keyId()).isEqualTo(2));
  }

  @Test
  void everySealIsCountedBeforeItIsMade() {
    List<Integer> spent = new ArrayList<>();
    SecretCipher counted = new SecretCipher(keyring, spent::add, random);
    SecretCipher broke =
        new SecretCipher(
            keyring,
            keyId -> {
              throw new KeyExhaustedException(keyId);
            },
            random);
    try (Secret secret = Secret.ofUtf8("correct horse")) {
      counted.seal(secret, PLACE);

      assertThat(spent).containsExactly(1);
      assertThatExceptionOfType(KeyExhaustedException.class)
          .isThrownBy(() -> broke.seal(secret, PLACE));
    }
  }

  @Test
  void noncesNeverRepeat() {
    Set<ByteBuffer> nonces = new HashSet<>();
    int seals = 100_000;
    try (Secret secret = Secret.ofUtf8("x")) {
      for (int n = 0; n < seals; n++) {
        nonces.add(ByteBuffer.wrap(Arrays.copyOfRange(cipher.seal(secret, PLACE), 5, 17)));
      }
    }

    assertThat(nonces).hasSize(seals);
  }

  @Test
  void manyThreadsSealAndOpenWhileTheKeyringIsRotated() throws Exception {
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> workers = new ArrayList<>();
      for (int worker = 0; worker < 200; worker++) {
        Binding place = new Binding("account_secret", worker, "password", 1);
        workers.add(virtual.submit(() -> sealAndOpen(place, 100)));
      }
      Keyring next = keyring;
      for (int rotation = 0; rotation < 50; rotation++) {
        next = next.withNewKey(random);
        cipher.use(next);
      }
      for (Future<Integer> worker : workers) {
        assertThat(worker.get()).isEqualTo(100);
      }
    }
  }

  private int sealAndOpen(Binding place, int times) {
    int same = 0;
    for (int n = 0; n < times; n++) {
      try (Secret secret = Secret.ofUtf8(place + " " + n);
          Secret opened = cipher.open(cipher.seal(secret, place), place)) {
        same += opened.sameAs(secret) ? 1 : 0;
      }
    }
    return same;
  }

  private byte[] sealed(String text) {
    try (Secret secret = Secret.ofUtf8(text)) {
      return cipher.seal(secret, PLACE);
    }
  }

  private String opened(byte[] sealed) {
    try (Secret secret = cipher.open(sealed, PLACE)) {
      return new String(secret.copyChars());
    }
  }
}
