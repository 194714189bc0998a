package org.tandemvault.web.ui.part;

import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.crypto.InvalidSecretException;
import org.tandemvault.crypto.Secret;

/** The rim between what people type and see, and {@link Secret}. */
public final class Plaintext {

  private Plaintext() {}

  /**
   * What was typed into a field; the receiver closes it.
   *
   * @throws InvalidException on that field if it is not well-formed Unicode
   */
  public static Secret secret(String field, String typed) {
    try {
      return Secret.ofUtf8(typed);
    } catch (InvalidSecretException broken) {
      throw InvalidException.of(field, "must be well-formed Unicode");
    }
  }

  /** The text to be sent to the browser at once; nobody keeps it. */
  public static String shown(Secret secret) {
    return new String(secret.copyChars());
  }
}
