package org.tandemvault.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontDoorRulesTest {

  @ParameterizedTest
  @CsvSource({
    "https://vault.example.org, vault.example.org",
    "https://Vault.example.org:443, vault.example.org",
    "https://vault.example.org:7272, vault.example.org:7272",
    "https://[2001:db8::1]:7272, [2001:db8::1]:7272"
  })
  void aPageOfThisNodeOpensAWebSocket(String origin, String host) {
    assertThat(OwnOrigin.isOwn(origin, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example.org, vault.example.org",
    "https://vault.example.org.evil.example, vault.example.org",
    "http://vault.example.org, vault.example.org",
    "https://vault.example.org:7273, vault.example.org:7272",
    "null, vault.example.org"
  })
  void anotherPageDoesNot(String origin, String host) {
    assertThat(OwnOrigin.isOwn(origin, host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v-r=uidl&v-uiId=0", "v-uiId=0&v-r=heartbeat", "v-r=init"})
  void whatAPageFetchesIsNeverStored(String query) {
    assertThat(NeverStored.isFetched("/", query)).isTrue();
    assertThat(NeverStored.isFetched("/VAADIN/dynamic/resource/1/x/export.csv", "")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v-r=push", "note=v-r", "xv-r=uidl", ""})
  void theRestIsLeftAsItIs(String query) {
    assertThat(NeverStored.isFetched("/VAADIN/build/indexhtml.js", query)).isFalse();
  }

  @Test
  void idsOfSessionsHave256BitsAndDiffer() {
    var ids = new SessionIds(new SecureRandom());
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < 1_000; n++) {
      String id = ids.next();
      assertThat(Base64.getUrlDecoder().decode(id)).hasSize(32);
      seen.add(id);
    }

    assertThat(seen).hasSize(1_000);
  }
}
