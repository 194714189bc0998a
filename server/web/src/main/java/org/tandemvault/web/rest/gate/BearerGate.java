package org.tandemvault.web.rest.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.Optional;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.UnauthenticatedException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.Callers;

/** Finds out who asks, before any route runs. */
@Priority(Priorities.AUTHENTICATION)
public final class BearerGate implements ContainerRequestFilter {

  private final SignIn signIn;

  @Context private ResourceInfo route;

  public BearerGate(SignIn signIn) {
    this.signIn = signIn;
  }

  /** Where the request came from, as the front door found out; empty if it did not. */
  public static String client(ContainerRequestContext request) {
    return request.getProperty(ClientAddress.ATTRIBUTE) instanceof String address ? address : "";
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Method code = route.getResourceMethod();
    if (request.getMethod().equals(HttpMethod.OPTIONS) || isOpen(code)) {
      return;
    }
    Caller caller = caller(request);
    if (caller.mustChangePassword() && !isBeforePasswordChange(code)) {
      throw ForbiddenException.passwordChangeNeeded();
    }
    request.setSecurityContext(Callers.context(caller));
  }

  private Caller caller(ContainerRequestContext request) {
    Optional<String> header =
        Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    try (Secret token =
        BearerToken.in(header)
            .orElseThrow(
                () -> new UnauthenticatedException("Sign in first (POST /api/v1/sessions)."))) {
      return signIn
          .authenticate(token, client(request))
          .orElseThrow(
              () ->
                  new UnauthenticatedException(
                      "The session or token is unknown or over; sign in again."));
    }
  }

  private static boolean isOpen(Method code) {
    return code != null && code.isAnnotationPresent(Open.class);
  }

  private static boolean isBeforePasswordChange(Method code) {
    return code != null && code.isAnnotationPresent(BeforePasswordChange.class);
  }
}
