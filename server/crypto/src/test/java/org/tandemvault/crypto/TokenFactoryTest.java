package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenFactoryTest {

  private final SecureRandom random = new SecureRandom();
  private final Keyring keyring = Keyring.create(random);
  private final TokenFactory tokens =
      new TokenFactory(random, keyring.authenticator(Purpose.TOKEN_DIGEST));

  @Test
  void aTokenIsSafeInUrlsAndHas256Bits() {
    try (Secret token = tokens.create()) {
      assertThat(new String(token.copyChars())).matches("[A-Za-z0-9_-]{43}");
    }
  }

  @Test
  void noTwoTokensAreAlike() {
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < 10_000; n++) {
      try (Secret token = tokens.create()) {
        seen.add(new String(token.copyChars()));
      }
    }

    assertThat(seen).hasSize(10_000);
  }

  @Test
  void theDigestFindsTheTokenAgainAndTellsNothingWithoutTheKeyring() {
    TokenFactory elsewhere =
        new TokenFactory(random, Keyring.create(random).authenticator(Purpose.TOKEN_DIGEST));
    try (Secret token = tokens.create();
        Secret sent = Secret.ofChars(token.copyChars());
        Secret other = tokens.create()) {
      assertThat(tokens.digest(sent)).hasSize(32).isEqualTo(tokens.digest(token));
      assertThat(tokens.digest(other)).isNotEqualTo(tokens.digest(token));
      assertThat(elsewhere.digest(token)).isNotEqualTo(tokens.digest(token));
    }
  }

  @Test
  void tokensOutliveRotationAndANewMasterKey() {
    try (MasterKey next = MasterKey.generate(random);
        Secret token = tokens.create()) {
      Keyring later = Keyring.unwrap(next, keyring.withNewKey(random).wrap(next));

      assertThat(new TokenFactory(random, later.authenticator(Purpose.TOKEN_DIGEST)).digest(token))
          .isEqualTo(tokens.digest(token));
    }
  }
}
