package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", " plain ", "Größe €", "\u0000\r\n\t", "日本語", "🔐🗝", "e\u0301", "\uFEFFx"})
  void textComesBackByteExact(String text) {
    try (Secret fromText = Secret.ofUtf8(text);
        Secret fromChars = Secret.ofChars(text.toCharArray())) {
      assertThat(fromText.copyBytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
      assertThat(fromText.copyChars()).isEqualTo(text.toCharArray());
      assertThat(fromText.length()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
      assertThat(fromText.sameAs(fromChars)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "ab\uD83Dc", "\uDD10", "\uDD10\uD83D", "end\uD83D"})
  void anUnpairedSurrogateIsRefused(String half) {
    assertThatExceptionOfType(InvalidSecretException.class)
        .isThrownBy(() -> Secret.ofChars(half.toCharArray()))
        .withMessageContaining("position");
  }

  @Test
  void bytesThatAreNoTextAreRefusedAsCharacters() {
    try (Secret secret = Secret.ofBytes(new byte[] {(byte) 0xC3, 0x28})) {
      assertThatExceptionOfType(InvalidSecretException.class).isThrownBy(secret::copyChars);
      assertThat(secret.length()).isEqualTo(2);
    }
  }

  @Test
  void theCallersArraysAreCopiedInAndOut() {
    byte[] mine = {1, 2, 3};
    try (Secret secret = Secret.ofBytes(mine)) {
      mine[0] = 9;
      secret.copyBytes()[1] = 9;
      assertThat(secret.copyBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void whatWasLentIsWipedAfterwards() {
    List<byte[]> kept = new ArrayList<>();
    try (Secret secret = Secret.ofUtf8("correct horse")) {
      int length =
          secret.use(
              bytes -> {
                kept.add(bytes);
                return bytes.length;
              });
      assertThat(length).isEqualTo(13);
      assertThat(kept.getFirst()).containsOnly(0);
      assertThat(secret.copyBytes()).isNotEqualTo(kept.getFirst());
    }
  }

  @Test
  void whatWasLentIsWipedAfterAFailureToo() {
    List<byte[]> kept = new ArrayList<>();
    try (Secret secret = Secret.ofUtf8("correct horse")) {
      assertThatThrownBy(
              () ->
                  secret.use(
                      bytes -> {
                        kept.add(bytes);
                        throw new UnsupportedOperationException("refused");
                      }))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(kept.getFirst()).containsOnly(0);
  }

  @Test
  void closingWipesTheBytesAndRefusesAnyLaterUse() {
    byte[] owned = {1, 2, 3};
    Secret secret = Secret.owning(owned);
    Secret other = Secret.ofUtf8("other");

    secret.close();
    secret.close();

    assertThat(owned).containsOnly(0);
    assertThatIllegalStateException().isThrownBy(secret::copyBytes);
    assertThatIllegalStateException().isThrownBy(secret::copyChars);
    assertThatIllegalStateException().isThrownBy(secret::length);
    assertThatIllegalStateException().isThrownBy(secret::copy);
    assertThatIllegalStateException().isThrownBy(() -> secret.sameAs(other));
    assertThatIllegalStateException().isThrownBy(() -> other.sameAs(secret));
    assertThatIllegalStateException().isThrownBy(() -> secret.use(bytes -> bytes.length));
    assertThat(secret).hasToString("Secret[redacted]");
  }

  @Test
  void aCopyLivesOnItsOwn() {
    Secret original = Secret.ofUtf8("correct horse");
    try (Secret copy = original.copy()) {
      original.close();
      assertThat(copy.copyChars()).isEqualTo("correct horse".toCharArray());
    }
  }

  @Test
  void equalContentIsTheSameButNeverEqual() {
    try (Secret one = Secret.ofUtf8("correct horse");
        Secret two = Secret.ofUtf8("correct horse");
        Secret shorter = Secret.ofUtf8("correct hors")) {
      assertThat(one.sameAs(two)).isTrue();
      assertThat(one.sameAs(shorter)).isFalse();
      assertThat(one).isNotEqualTo(two);
    }
  }

  @Test
  void aSecretCantBeSerialised() throws Exception {
    try (Secret secret = Secret.ofUtf8("correct horse");
        ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThat(secret).isNotInstanceOf(Serializable.class);
      assertThatExceptionOfType(NotSerializableException.class)
          .isThrownBy(() -> out.writeObject(secret));
    }
  }

  @Test
  void thePrintedFormTellsNothing() {
    try (Secret secret = Secret.ofUtf8("correct horse")) {
      assertThat(secret).hasToString("Secret[redacted]");
    }
  }
}
