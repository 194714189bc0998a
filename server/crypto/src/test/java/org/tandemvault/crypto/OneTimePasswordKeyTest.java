package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class OneTimePasswordKeyTest {

  @Test
  void carriesTheBytesOfTheSecretForHmacSha1() {
    byte[] shared = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    try (Secret secret = Secret.ofBytes(shared)) {
      assertThat(OneTimePasswordKey.of(secret).getEncoded()).isEqualTo(shared);
      assertThat(OneTimePasswordKey.of(secret).getAlgorithm()).isEqualTo("HmacSHA1");
    }
  }
}
