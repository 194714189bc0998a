package org.tandemvault.web.rest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ClientAddressTest {

  private final ClientAddress trusting = new ClientAddress(Set.of("10.0.0.1", "10.0.0.2"));

  @Test
  void theSocketCountsUnlessItsProxyIsTrusted() {
    assertThat(new ClientAddress(Set.of()).of("10.0.0.1", List.of("1.2.3.4")))
        .isEqualTo("10.0.0.1");
    assertThat(trusting.of("9.9.9.9", List.of("1.2.3.4"))).isEqualTo("9.9.9.9");
  }

  @Test
  void aTrustedProxyTellsWhoAsked() {
    assertThat(trusting.of("10.0.0.1", List.of("6.6.6.6, 1.2.3.4", "10.0.0.2")))
        .isEqualTo("1.2.3.4");
    assertThat(trusting.of("10.0.0.1", List.of("2001:db8::1"))).isEqualTo("2001:db8::1");
  }

  @Test
  void whatIsNoAddressIsNotBelieved() {
    assertThat(trusting.of("10.0.0.1", List.of("evil\r\nname"))).isEqualTo("10.0.0.1");
    assertThat(trusting.of("10.0.0.1", List.of("1".repeat(500)))).isEqualTo("10.0.0.1");
    assertThat(trusting.of("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
  }
}
