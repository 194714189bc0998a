package org.tandemvault.core.drill;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.tandemvault.crypto.MessageAuthenticator;
import org.tandemvault.crypto.Secret;

/**
 * The password of the drill's user and the secret that it must find, made from the vault's keys:
 * every node knows them and no table holds them in clear. Thread-safe.
 */
public final class DrillSecrets {

  private final MessageAuthenticator codes;

  /**
   * @param codes an authenticator of the keyring for the purpose of fire drills
   */
  public DrillSecrets(MessageAuthenticator codes) {
    this.codes = codes;
  }

  /** What the user signs in with; the caller closes it. */
  Secret password() {
    return made("password of the user");
  }

  /** What it must find; the caller closes it. */
  Secret canary() {
    return made("canary in the vault");
  }

  private Secret made(String what) {
    byte[] code = codes.mac(what.getBytes(StandardCharsets.UTF_8));
    return Secret.ofBytes(Base64.getUrlEncoder().withoutPadding().encode(code));
  }
}
