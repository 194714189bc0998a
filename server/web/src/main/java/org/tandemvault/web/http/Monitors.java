package org.tandemvault.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.UnauthenticatedException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.gate.BearerToken;
import org.tandemvault.web.rest.gate.ClientAddress;

/** Lets in who may watch the vault: a token of scope monitor, or an admin's session. */
final class Monitors {

  private final SignIn signIn;

  Monitors(SignIn signIn) {
    this.signIn = signIn;
  }

  /**
   * Returns normally if the request may watch.
   *
   * @throws UnauthenticatedException without a good token
   * @throws ForbiddenException with one that is for something else
   */
  void require(HttpServletRequest request) {
    Optional<String> header = Optional.ofNullable(request.getHeader("Authorization"));
    try (Secret token =
        BearerToken.in(header)
            .orElseThrow(() -> new UnauthenticatedException("Send a token of scope monitor."))) {
      Caller caller =
          signIn
              .authenticate(token, String.valueOf(request.getAttribute(ClientAddress.ATTRIBUTE)))
              .orElseThrow(
                  () -> new UnauthenticatedException("The session or token is unknown or over."));
      caller.require(Scope.MONITOR);
      boolean session = caller.scopes().equals(Scope.all());
      if (session && !caller.is(Role.ADMIN)) {
        throw new ForbiddenException("Only an admin's session or a token of scope monitor may.");
      }
    }
  }
}
