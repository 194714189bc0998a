package org.tandemvault.web.rest.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.TooLargeException;

final class BoundedInputTest {

  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void whatIsWithinTheLimitPasses() throws IOException {
    assertThat(bounded(MEBIBYTE).readAllBytes()).hasSize(MEBIBYTE);
  }

  @Test
  void oneByteOverIsRefusedHoweverItIsRead() {
    assertThatThrownBy(() -> bounded(MEBIBYTE + 1).readAllBytes())
        .isInstanceOf(TooLargeException.class);
    assertThatThrownBy(
            () -> {
              InputStream in = bounded(MEBIBYTE + 1);
              while (in.read() >= 0) {}
            })
        .isInstanceOf(TooLargeException.class);
    assertThatThrownBy(() -> bounded(MEBIBYTE + 1).skipNBytes(MEBIBYTE + 1))
        .isInstanceOf(TooLargeException.class);
  }

  @Test
  void nothingIsReadTwiceUncounted() {
    assertThat(bounded(1).markSupported()).isFalse();
  }

  private static InputStream bounded(int length) {
    return new BoundedInput(new ByteArrayInputStream(new byte[length]), 1);
  }
}
