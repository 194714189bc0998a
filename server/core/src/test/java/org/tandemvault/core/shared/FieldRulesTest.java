package org.tandemvault.core.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class FieldRulesTest {

  @Test
  void namesMayHoldAnyUnicodeUpTo256Characters() {
    assertThat(broken(r -> r.name("n", "\uD83D\uDD11".repeat(256)))).isEmpty();
    assertThat(broken(r -> r.name("n", "\uD83D\uDD11".repeat(257)))).contains("256");
    assertThat(broken(r -> r.name("n", ""))).contains("empty");
    assertThat(broken(r -> r.name("n", "\u2003 "))).contains("empty");
    assertThat(broken(r -> r.line("n", ""))).isEmpty();
  }

  @Test
  void controlCharactersAndHalfCharactersAreRefused() {
    for (String bad : new String[] {"a\nb", "a\tb", "a\u0000", "a\u0085b", "a\u2028b", "\u007F"}) {
      assertThat(broken(r -> r.name("n", bad))).contains("control");
    }
    assertThat(broken(r -> r.name("n", "a\uD800"))).contains("well-formed");
    assertThat(broken(r -> r.text("t", "a\uDC00b"))).contains("well-formed");
  }

  @Test
  void textsMayHaveLinesUpTo16KiB() {
    assertThat(broken(r -> r.text("t", "a\r\n\tb"))).isEmpty();
    assertThat(broken(r -> r.text("t", "a\u0007"))).contains("control");
    assertThat(broken(r -> r.text("t", "x".repeat(16 * 1024)))).isEmpty();
    assertThat(broken(r -> r.text("t", "\u00E4".repeat(8 * 1024) + "x"))).contains("16 KiB");
  }

  @Test
  void allThatIsBrokenIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                new FieldRules().name("a", "").rule(false, "b", "is odd").broken("c", "x").check())
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.violations())
                    .containsExactly(
                        new Violation("a", "must not be empty"),
                        new Violation("b", "is odd"),
                        new Violation("c", "x")));
  }

  @Test
  void aWaitIsToldInWholeSecondsRoundedUp() {
    assertThat(new TooManyAttemptsException(Duration.ofMillis(1_001)).retryAfter())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(new TooManyAttemptsException(Duration.ZERO)).hasMessage("Too many tries; wait 1 s.");
  }

  private static String broken(Consumer<FieldRules> check) {
    FieldRules rules = new FieldRules();
    check.accept(rules);
    try {
      rules.check();
      return "";
    } catch (InvalidException e) {
      return e.getMessage();
    }
  }
}
