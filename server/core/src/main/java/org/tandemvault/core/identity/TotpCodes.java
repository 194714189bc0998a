package org.tandemvault.core.identity;

import java.security.SecureRandom;
import java.time.Clock;
import org.tandemvault.crypto.SecretCipher;

/** Makes TOTP keys and checks codes. Thread-safe. */
public final class TotpCodes {

  private final SecretCipher cipher;
  private final SecureRandom random;
  private final Clock clock;

  public TotpCodes(SecretCipher cipher, SecureRandom random, Clock clock) {
    this.cipher = cipher;
    this.random = random;
    this.clock = clock;
  }
}
