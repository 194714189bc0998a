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
  private final StandbyGate standby;

  @Context private ResourceInfo route;

  public BearerGate(SignIn signIn, StandbyGate standby) {
    this.signIn = signIn;
    this.standby = standby;
  }

  /** Where the request came from, as the front door found out; empty if it did not. */
  public static String client(ContainerRequestContext request) {
    return request.getProperty(ClientAddress.ATTRIBUTE) instanceof String address ? address : "";
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Optional<Method> code = Optional.ofNullable(route.getResourceMethod());
    if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      return;
    }
    if (code.filter(BearerGate::isOpen).isPresent()) {
      standby.check(code, Optional.empty());
      return;
    }
    Optional<Secret> token = BearerToken.in(header(request));
    Optional<Caller> caller = token.flatMap(text -> caller(text, request));
    standby.check(code, caller);
    Caller known = caller.orElseThrow(() -> unauthenticated(token.isPresent()));
    boolean early = code.filter(BearerGate::isBeforePasswordChange).isPresent();
    if (known.mustChangePassword() && !early) {
      throw standby.passwordChangeNeeded();
    }
    boolean setsUp = code.filter(BearerGate::isBeforeSecondFactor).isPresent();
    if (known.mustSetUpSecondFactor() && !early && !setsUp) {
      throw ForbiddenException.secondFactorSetupNeeded();
    }
    request.setSecurityContext(Callers.context(known));
  }

  private Optional<Caller> caller(Secret token, ContainerRequestContext request) {
    try (token) {
      return signIn.authenticate(token, client(request));
    }
  }

  private static Optional<String> header(ContainerRequestContext request) {
    return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION));
  }

  private static UnauthenticatedException unauthenticated(boolean presented) {
    return new UnauthenticatedException(
        presented
            ? "The session or token is unknown or over; sign in again."
            : "Sign in first (POST /api/v1/sessions).");
  }

  private static boolean isOpen(Method code) {
    return code.isAnnotationPresent(Open.class);
  }

  private static boolean isBeforePasswordChange(Method code) {
    return code.isAnnotationPresent(BeforePasswordChange.class);
  }

  private static boolean isBeforeSecondFactor(Method code) {
    return code.isAnnotationPresent(BeforeSecondFactor.class);
  }
}
