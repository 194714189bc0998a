package org.tandemvault.boot;

import java.security.SecureRandom;
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
 */
record Keys(
    SecretCipher cipher,
    TokenFactory tokens,
    MessageAuthenticator auditChain,
    SecureRandom random) {

  static Keys of(Keyring keyring, SealBudget budget, SecureRandom random) {
    return new Keys(
        new SecretCipher(keyring, budget, random),
        new TokenFactory(random, keyring.authenticator(Purpose.TOKEN_DIGEST)),
        keyring.authenticator(Purpose.AUDIT_CHAIN),
        random);
  }
}
