package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyringTest {

  private static final Binding PLACE = new Binding("account_secret", 42, "password", 3);

  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = MasterKey.generate(random);
  private final MasterKey other = MasterKey.generate(random);
  private final Keyring keyring = Keyring.create(random);

  @AfterEach
  void close() {
    master.close();
    other.close();
  }

  @Test
  void aNewKeyringHasOneActiveKey() {
    assertThat(keyring.activeKeyId()).isEqualTo(1);
    assertThat(keyring.keyIds()).containsExactly(1);
    assertThat(keyring).hasToString("Keyring[1] active 1");
  }

  @Test
  void whatIsWrappedComesBack() {
    Keyring rotated = keyring.withNewKey(random).withNewKey(random);

    Keyring read = Keyring.unwrap(master, rotated.wrap(master));

    assertThat(read.activeKeyId()).isEqualTo(3);
    assertThat(read.keyIds()).containsExactly(1, 2, 3);
    assertThat(read.wrap(master)).isEqualTo(rotated.wrap(master));
  }

  @Test
  void rotatingLeavesTheOldKeyringAsItWas() {
    Keyring rotated = keyring.withNewKey(random);

    assertThat(rotated.activeKeyId()).isEqualTo(2);
    assertThat(keyring.activeKeyId()).isEqualTo(1);
    assertThat(keyring.keyIds()).containsExactly(1);
  }

  @Test
  void rekeyingTouchesNoSealedValueAndNoCode() {
    byte[] message = {1, 2, 3};
    byte[] code = keyring.authenticator(Purpose.AUDIT_CHAIN).mac(message);
    byte[] sealed;
    try (Secret secret = Secret.ofUtf8("correct horse")) {
      sealed = new SecretCipher(keyring, keyId -> {}, random).seal(secret, PLACE);
    }

    Keyring rekeyed = Keyring.unwrap(other, keyring.withNewKey(random).wrap(other));

    SecretCipher cipher = new SecretCipher(rekeyed, keyId -> {}, random);
    try (Secret opened = cipher.open(sealed, PLACE)) {
      assertThat(opened.copyChars()).isEqualTo("correct horse".toCharArray());
    }
    assertThat(rekeyed.authenticator(Purpose.AUDIT_CHAIN).verify(code, message)).isTrue();
  }

  @Test
  void aWrongMasterKeyIsNamed() {
    List<WrappedDataKey> wrapped = keyring.wrap(master);

    assertThatExceptionOfType(WrongMasterKeyException.class)
        .isThrownBy(() -> Keyring.unwrap(other, wrapped))
        .withMessageContaining(other.keyId())
        .withMessageContaining("wrong master key file");
  }

  @Test
  void neitherNumberNorStateOfAKeyCanBeChanged() {
    List<WrappedDataKey> wrapped = keyring.withNewKey(random).wrap(master);

    WrappedDataKey first = wrapped.get(1);
    WrappedDataKey second = wrapped.get(2);
    assertRefused(wrapped.get(0), new WrappedDataKey(1, first.wrapped(), true));
    assertRefused(wrapped.get(0), first, new WrappedDataKey(2, second.wrapped(), false));
    assertRefused(wrapped.get(0), new WrappedDataKey(3, second.wrapped(), true));
  }

  @Test
  void everyFlippedBitOfAWrappedKeyIsRefused() {
    List<WrappedDataKey> wrapped = keyring.wrap(master);
    byte[] stored = wrapped.get(1).wrapped();

    for (int bit = 8; bit < stored.length * 8; bit++) {
      byte[] changed = stored.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(wrapped.get(0), new WrappedDataKey(1, changed, true));
    }
  }

  @Test
  void aWrappedKeyOfALaterFormatIsNamed() {
    byte[] stored = keyring.wrap(master).get(1).wrapped();
    stored[0] = 2;

    assertThatExceptionOfType(UnknownFormatException.class)
        .isThrownBy(() -> Keyring.unwrap(master, List.of(new WrappedDataKey(1, stored, true))))
        .withMessageContaining("Wrapped data key 1 has format version 2");
  }

  @Test
  void aWrappedKeyOfAnotherLengthIsRefused() {
    byte[] stored = keyring.wrap(master).get(1).wrapped();

    for (int length = 0; length < stored.length; length++) {
      WrappedDataKey shorter = new WrappedDataKey(1, Arrays.copyOf(stored, length), true);
      assertThatExceptionOfType(TruncatedException.class)
          .isThrownBy(() -> Keyring.unwrap(master, List.of(shorter)));
    }
    WrappedDataKey longer = new WrappedDataKey(1, Arrays.copyOf(stored, 50), true);
    assertThatExceptionOfType(KeyringDamagedException.class)
        .isThrownBy(() -> Keyring.unwrap(master, List.of(longer)));
  }

  @Test
  void aKeyringThatIsNotWholeIsRefused() {
    List<WrappedDataKey> whole = keyring.withNewKey(random).wrap(master);
    List<WrappedDataKey> doubled = new ArrayList<>(whole);
    doubled.add(whole.get(1));

    assertDamaged(List.of(), "root");
    assertDamaged(whole.subList(1, 3), "root");
    assertDamaged(whole.subList(0, 2), "active data keys are []");
    assertDamaged(doubled, "data key 1 is there twice");
  }

  @Test
  void twoActiveKeysAreRefused() {
    List<WrappedDataKey> both = new ArrayList<>(keyring.wrap(master));
    both.add(keyring.withNewKey(random).wrap(master).get(2));

    assertDamaged(both, "active data keys are [1, 2]");
  }

  @Test
  void aWrappedKeyIsAValue() {
    byte[] bytes = {1, 2, 3};
    WrappedDataKey key = new WrappedDataKey(1, bytes, true);
    bytes[0] = 9;
    key.wrapped()[0] = 9;

    assertThat(key)
        .isEqualTo(new WrappedDataKey(1, new byte[] {1, 2, 3}, true))
        .hasSameHashCodeAs(new WrappedDataKey(1, new byte[] {1, 2, 3}, true))
        .isNotEqualTo(new WrappedDataKey(1, new byte[] {1, 2, 4}, true))
        .isNotEqualTo(new WrappedDataKey(1, new byte[] {1, 2, 3}, false))
        .isNotEqualTo(new WrappedDataKey(2, new byte[] {1, 2, 3}, true))
        .isNotEqualTo("a key")
        .hasToString("WrappedDataKey[1, active]");
    assertThat(new WrappedDataKey(2, bytes, false)).hasToString("WrappedDataKey[2]");
  }

  private void assertRefused(WrappedDataKey... keys) {
    assertThatExceptionOfType(WrongMasterKeyException.class)
        .isThrownBy(() -> Keyring.unwrap(master, List.of(keys)));
  }

  private void assertDamaged(List<WrappedDataKey> keys, String what) {
    assertThatExceptionOfType(KeyringDamagedException.class)
        .isThrownBy(() -> Keyring.unwrap(master, keys))
        .withMessageContaining(what);
  }
}
