package org.tandemvault.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServersTest {

  @Test
  void anAddressIsOneServerHoweverItIsSpelled() {
    Servers servers =
        Servers.of(List.of("https://Vault-1/", " https://vault-1:443", "https://b:1"));

    assertThat(servers.all())
        .map(Object::toString)
        .containsExactly("https://vault-1", "https://b:1");
    assertThat(servers.find("https://VAULT-1")).contains(servers.all().getFirst());
    assertThat(servers.find("https://vault-2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://vault:7272",
        "vault:7272",
        "https://",
        "https://me:secret@vault",
        "https://vault/path",
        "https://vault?x=1",
        "not an address",
        ""
      })
  void whatIsNoHttpsServerIsRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Servers.of(List.of(address)))
        .withMessageContaining("https://HOST[:PORT]")
        .withMessageNotContaining("secret");
  }

  @Test
  void noServerIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Servers.of(List.of()));
  }
}
