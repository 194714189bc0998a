package org.tandemvault.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes bearer tokens of 256 random bits, spelled in 43 characters that are safe in URLs, and the
 * digest by which the database knows them.
 *
 * <p>The digest is keyed, so that who can write to the database can't plant a token of his own.
 * Thread-safe.
 */
public final class TokenFactory {

  private static final int RANDOM_BYTES = 32;

  private final SecureRandom random;
  private final MessageAuthenticator digests;

  /**
   * @param digests an authenticator for {@link Purpose#TOKEN_DIGEST}; from the keyring, so that
   *     tokens outlive a change of the master key
   */
  public TokenFactory(SecureRandom random, MessageAuthenticator digests) {
    this.random = random;
    this.digests = digests;
  }

  /** A new token; the caller closes it. */
  public Secret create() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    try {
      return Secret.owning(Base64.getUrlEncoder().withoutPadding().encode(bytes));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** What the database keeps of a token, 32 bytes; also the key to look it up by. */
  public byte[] digest(Secret token) {
    return token.use(digests::mac);
  }
}
