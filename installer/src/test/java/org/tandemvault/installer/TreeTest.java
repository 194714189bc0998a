package org.tandemvault.installer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeTest {

  @ParameterizedTest
  @CsvSource({"1.0.0, 1.0.1", "1.9.0, 1.10.0", "0.9, 1.0.0", "1.0.0-SNAPSHOT, 1.0.0", "0, 0.1.0"})
  void anOlderVersionIsToldFromANewerOne(String older, String newer) {
    assertThat(Tree.compare(older, newer)).isNegative();
    assertThat(Tree.compare(newer, older)).isPositive();
  }

  @Test
  void theSameVersionIsNoOlder() {
    assertThat(Tree.compare("1.2.3", "1.2.3")).isZero();
  }
}
