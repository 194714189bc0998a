package org.tandemvault.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FrontDoorRulesTest {

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
