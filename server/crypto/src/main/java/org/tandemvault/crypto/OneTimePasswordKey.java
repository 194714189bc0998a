package org.tandemvault.crypto;

import java.security.Key;
import javax.crypto.spec.SecretKeySpec;

/** The key of a second factor in the form that one-time password libraries take. */
public final class OneTimePasswordKey {

  private OneTimePasswordKey() {}

  /** A key for HMAC-SHA-1 (RFC 4226, RFC 6238); it outlives the secret, so keep it no longer. */
  public static Key of(Secret shared) {
    return shared.use(bytes -> new SecretKeySpec(bytes, "HmacSHA1"));
  }
}
