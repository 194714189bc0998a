package org.tandemvault.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.web.rest.problem.RefusedException;

final class PreconditionsTest {

  private static final LongSupplier NOT_ASKED =
      () -> {
        throw new AssertionError("looked up in vain");
      };

  @Test
  void theTagIsStrong() {
    assertThat(Preconditions.tag(7).isWeak()).isFalse();
    assertThat(Preconditions.tag(7).getValue()).isEqualTo("7");
  }

  @Test
  void oneTagIsTheVersionExpected() {
    assertThat(Preconditions.required(ifMatch("\"7\""), NOT_ASKED)).isEqualTo(7);
    assertThat(Preconditions.required(ifMatch(" \"7\" "), NOT_ASKED)).isEqualTo(7);
    assertThat(Preconditions.required(ifMatch("7"), NOT_ASKED)).isEqualTo(7);
  }

  @Test
  void aStarMatchesWhateverIsThere() {
    assertThat(Preconditions.required(ifMatch("*"), () -> 9)).isEqualTo(9);
  }

  @Test
  void anyTagOfAListMayMatch() {
    assertThat(Preconditions.required(ifMatch("\"1\", \"7\""), () -> 7)).isEqualTo(7);
    assertThatThrownBy(() -> Preconditions.required(ifMatch("\"1\", \"2\""), () -> 7))
        .isInstanceOf(StaleVersionException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"7\"", "\"abc\"", "\"\"", "\"07\"", "\"99999999999999999999\""})
  void aWeakOrForeignTagMatchesNoVersion(String header) {
    assertThat(Preconditions.required(ifMatch(header), NOT_ASKED)).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7", "7\"", "seven", "\"1\" \"2\"", "\"1\";\"2\"", "W/7"})
  void whatIsNoTagIsMalformed(String header) {
    assertThatThrownBy(() -> Preconditions.required(ifMatch(header), NOT_ASKED))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void withoutTheHeaderAnEditIsRefused() {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> Preconditions.required(none(), NOT_ASKED));
    assertThat(refused.refusal().problem().status()).isEqualTo(428);
    assertThat(refused.refusal().problem().code()).isEqualTo("if-match-needed");
  }

  @Test
  void withoutTheHeaderADeleteGoesOn() {
    assertThat(Preconditions.optional(none(), NOT_ASKED)).isEmpty();
  }

  @Test
  void aTagOfAnotherKindIsComparedAsText() {
    assertThat(Preconditions.holds(none(), "ab")).isTrue();
    assertThat(Preconditions.holds(ifMatch("*"), "ab")).isTrue();
    assertThat(Preconditions.holds(ifMatch("\"ab\""), "ab")).isTrue();
    assertThat(Preconditions.holds(ifMatch("W/\"ab\""), "ab")).isFalse();
    assertThat(Preconditions.holds(ifMatch("\"cd\""), "ab")).isFalse();
  }

  private static HttpHeaders none() {
    return headers(Optional.empty());
  }

  private static HttpHeaders ifMatch(String value) {
    return headers(Optional.of(value));
  }

  private static HttpHeaders headers(Optional<String> ifMatch) {
    return (HttpHeaders)
        Proxy.newProxyInstance(
            HttpHeaders.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, method, arguments) -> ifMatch.orElse(null));
  }
}
