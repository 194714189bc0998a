package org.tandemvault.web.rest.gate;

import java.util.Optional;
import org.tandemvault.crypto.InvalidSecretException;
import org.tandemvault.crypto.Secret;

/** The token in the header Authorization; nowhere else is one looked for. */
public final class BearerToken {

  private static final String SCHEME = "Bearer ";
  private static final int LONGEST = 512;

  private BearerToken() {}

  /** The token, empty if the header is not there or of another form; the receiver closes it. */
  public static Optional<Secret> in(Optional<String> authorization) {
    return authorization
        .filter(header -> header.length() <= LONGEST)
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .flatMap(BearerToken::secret);
  }

  private static Optional<Secret> secret(String header) {
    String token = header.substring(SCHEME.length()).strip();
    try {
      return token.isEmpty() ? Optional.empty() : Optional.of(Secret.ofUtf8(token));
    } catch (InvalidSecretException e) {
      return Optional.empty();
    }
  }
}
