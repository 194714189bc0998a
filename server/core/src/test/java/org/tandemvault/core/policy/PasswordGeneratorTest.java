package org.tandemvault.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.crypto.Secret;

final class PasswordGeneratorTest {

  private final PasswordGenerator generator = new PasswordGenerator(new SecureRandom());

  @RepeatedTest(20)
  void withoutAPolicyItHasTwentyCharactersOfAllKinds() {
    String password = generate(Optional.empty(), Optional.empty());

    assertThat(password)
        .hasSize(20)
        .containsPattern("[A-Z]")
        .containsPattern("[a-z]")
        .containsPattern("[0-9]")
        .containsPattern("[^A-Za-z0-9]");
  }

  @ParameterizedTest
  @CsvSource({
    "true,false,false,false,[A-Z]+",
    "false,true,false,false,[a-z]+",
    "false,false,true,false,[0-9]+",
    "true,true,true,false,[A-Za-z0-9]+",
    "false,false,false,false,[A-Za-z0-9]+"
  })
  void thePolicyChoosesTheKinds(
      boolean upper, boolean lower, boolean digits, boolean symbols, String pattern) {
    var policy = policy(4, upper, lower, digits, symbols);

    String password = generate(Optional.of(policy), Optional.of(40));

    assertThat(password).hasSize(40).matches(pattern);
    assertThat(satisfies(policy, password)).isTrue();
  }

  @RepeatedTest(50)
  void theShortestOneStillHoldsEveryKind() {
    var policy = policy(4, true, true, true, true);

    assertThat(satisfies(policy, generate(Optional.of(policy), Optional.of(4)))).isTrue();
  }

  @Test
  void theUsualLengthIsThePolicysMinimumButAtLeastTwenty() {
    var shorter = policy(8, true, true, true, false);
    var longer = policy(33, true, true, true, false);

    assertThat(generate(Optional.of(shorter), Optional.empty())).hasSize(20);
    assertThat(generate(Optional.of(longer), Optional.empty())).hasSize(33);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
  void aLengthOutsideTheBoundsIsRefused(int length) {
    assertRefused(Optional.empty(), length);
  }

  @Test
  void aLengthBelowThePolicyIsRefused() {
    assertRefused(Optional.of(policy(12, true, true, true, true)), 11);
    assertRefused(Optional.of(policy(1, true, true, true, true)), 3);
  }

  @Test
  void theBoundsThemselvesAreTaken() {
    assertThat(generate(Optional.empty(), Optional.of(1))).hasSize(1);
    assertThat(generate(Optional.empty(), Optional.of(1000))).hasSize(1000);
  }

  @Test
  void everyAllowedPasswordIsEquallyLikely() {
    var policy = policy(2, false, false, true, false);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      counts.merge(generate(Optional.of(policy), Optional.of(2)), 1, Integer::sum);
    }

    assertThat(counts).hasSize(100);
    double chiSquare =
        counts.values().stream().mapToDouble(n -> Math.pow(n - 500.0, 2) / 500.0).sum();
    assertThat(chiSquare).isLessThan(200.0);
  }

  private String generate(Optional<PasswordPolicy> policy, Optional<Integer> length) {
    try (Secret secret = generator.generate(policy, length)) {
      return secret.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private void assertRefused(Optional<PasswordPolicy> policy, int length) {
    assertThatThrownBy(() -> generator.generate(policy, Optional.of(length)))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations().getFirst().field()).isEqualTo("length"));
  }

  private static boolean satisfies(PasswordPolicy policy, String password) {
    var rules = new FieldRules();
    try (Secret secret = Secret.ofUtf8(password)) {
      PasswordRules.check(rules, "password", secret, Optional.of(policy));
    }
    rules.check();
    return true;
  }

  static PasswordPolicy policy(
      int minLength, boolean upper, boolean lower, boolean digits, boolean symbols) {
    return new PasswordPolicy(
        new PolicyId(1), "p", minLength, upper, lower, digits, symbols, 0, false, 1);
  }
}
