package org.tandemvault.web.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.shared.UnauthenticatedException;

/** The caller as the JAX-RS runtime carries them along. */
public final class Callers {

  private Callers() {}

  /** Who asks. */
  public static Caller of(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Signed signed) {
      return signed.caller();
    }
    throw new UnauthenticatedException("Sign in first (POST /api/v1/sessions).");
  }

  /** For the runtime, once a caller is known. */
  public static SecurityContext context(Caller caller) {
    return new Known(new Signed(caller));
  }

  private record Signed(Caller caller) implements Principal {
    @Override
    public String getName() {
      return caller.name();
    }
  }

  private record Known(Signed signed) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return signed;
    }

    @Override
    public boolean isUserInRole(String role) {
      return signed.caller().roles().stream().anyMatch(r -> r.word().equals(role));
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }
}
