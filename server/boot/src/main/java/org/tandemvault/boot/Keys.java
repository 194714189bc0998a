package org.tandemvault.boot;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MessageAuthenticator;
import org.tandemvault.crypto.Purpose;
import org.tandemvault.crypto.SealBudget;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.crypto.TokenFactory;

/**
 * What is made of the keyring.
 *
 * @param auditChain signs and checks the audit trail
 * @param canaries proves to the other nodes that this one has the vault's keys
 * @param drill makes what fire drills sign in with and look for
 */
record Keys(
    SecretCipher cipher,
    TokenFactory tokens,
    MessageAuthenticator auditChain,
    MessageAuthenticator canaries,
    MessageAuthenticator drill,
    SecureRandom random) {

  /**
   * @param newest reads the keyring again, for data keys that another node made meanwhile
   */
  static Keys of(
      Keyring keyring, SealBudget budget, SecureRandom random, Supplier<Keyring> newest) {
    return new Keys(
        new SecretCipher(keyring, budget, random, newest),
        new TokenFactory(random, keyring.authenticator(Purpose.TOKEN_DIGEST)),
        keyring.authenticator(Purpose.AUDIT_CHAIN),
        keyring.authenticator(Purpose.HEARTBEAT_CANARY),
        keyring.authenticator(Purpose.FIRE_DRILL),
        random);
  }
}
