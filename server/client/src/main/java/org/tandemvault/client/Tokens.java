package org.tandemvault.client;

import java.net.URI;
import java.util.Optional;

/** The tokens of a user. An API token is good on every node, a session on the node that made it. */
public interface Tokens {

  /** The token for this server, as a copy that the client closes; empty if there is none. */
  Optional<SecretChars> tokenFor(URI server);

  /** Nobody's. */
  static Tokens none() {
    return server -> Optional.empty();
  }

  /** One token for all servers; the caller goes on owning it. */
  static Tokens everywhere(SecretChars token) {
    return server -> Optional.of(token.use(SecretChars::of));
  }
}
