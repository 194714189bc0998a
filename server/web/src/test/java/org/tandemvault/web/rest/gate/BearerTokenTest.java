package org.tandemvault.web.rest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.crypto.Secret;

final class BearerTokenTest {

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER   abc "})
  void theTokenStandsBehindItsScheme(String header) {
    try (Secret token = BearerToken.in(Optional.of(header)).orElseThrow();
        Secret expected = Secret.ofUtf8("abc")) {
      assertThat(token.sameAs(expected)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic abc", "abc", "Bearer \ud800"})
  void anythingElseIsNoToken(String header) {
    assertThat(BearerToken.in(Optional.of(header))).isEmpty();
  }

  @Test
  void noHeaderAndAnEndlessOneAreNoToken() {
    assertThat(BearerToken.in(Optional.empty())).isEmpty();
    assertThat(BearerToken.in(Optional.of("Bearer " + "a".repeat(10_000)))).isEmpty();
  }
}
