package org.tandemvault.web.rest.identity;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.SignIn;
import org.tandemvault.core.identity.SignInResult;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.Answers;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.gate.BearerGate;
import org.tandemvault.web.rest.gate.BearerToken;
import org.tandemvault.web.rest.gate.BeforePasswordChange;
import org.tandemvault.web.rest.gate.Open;
import org.tandemvault.web.rest.problem.Refusal;
import org.tandemvault.web.rest.problem.RefusedException;

/** Signing in and out. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sessions")
public final class SessionRoutes {

  private final SignIn signIn;

  public SessionRoutes(SignIn signIn) {
    this.signIn = signIn;
  }

  @POST
  @Path("sessions")
  @Open
  @Effect(Effect.Kind.LOCAL)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Sign in; the session belongs to this node")
  @SecurityRequirements
  @APIResponseSchema(value = Session.class, responseCode = "201")
  @APIResponse(
      responseCode = "401",
      description = "invalid-credentials, second-factor-needed, locked")
  public Response signIn(Credentials body, @Context ContainerRequestContext request) {
    new FieldRules()
        .rule(body.username.isPresent(), "username", "must be given")
        .rule(body.password.isPresent(), "password", "must be given")
        .check();
    try (Secret password = body.password.orElseThrow()) {
      String client = BearerGate.client(request);
      return switch (signIn.signIn(body.username.orElseThrow(), password, body.totp, client)) {
        case SignInResult.SignedIn in ->
            Answers.created(request.getUriInfo(), "sessions/current", Session.of(in));
        case SignInResult.Refused refused -> throw refusal(refused.reason());
      };
    }
  }

  @DELETE
  @Path("sessions/current")
  @BeforePasswordChange
  @Effect(Effect.Kind.LOCAL)
  @Operation(summary = "Sign out")
  public void signOut(@Context HttpHeaders headers, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    Optional<String> header =
        Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    BearerToken.in(header)
        .ifPresent(
            token -> {
              try (token) {
                signIn.signOut(token, caller);
              }
            });
  }

  private static RefusedException refusal(SignInResult.Reason reason) {
    return new RefusedException(
        switch (reason) {
          case INVALID_CREDENTIALS ->
              Refusal.unauthenticated(
                  "invalid-credentials", "The name, the password or the code is wrong.");
          case SECOND_FACTOR_NEEDED ->
              Refusal.unauthenticated(
                  "second-factor-needed", "Send the code of your second factor as totp.");
          case LOCKED ->
              Refusal.unauthenticated(
                  "locked", "Too many wrong tries with this name; wait and try again.");
        });
  }

  /** Who wants in. */
  public record Credentials(
      Optional<String> username, Optional<Secret> password, Optional<String> totp) {}

  /** A session that was opened. */
  public record Session(
      Secret token,
      Instant expiresAt,
      Person user,
      boolean mustChangePassword,
      boolean mustSetUpSecondFactor) {

    static Session of(SignInResult.SignedIn in) {
      Caller caller = in.caller();
      var roles = caller.roles().stream().sorted().map(Role::word).toList();
      return new Session(
          in.token(),
          in.expiresAt(),
          new Person(caller.id().text(), caller.name(), roles),
          caller.mustChangePassword(),
          caller.mustSetUpSecondFactor());
    }
  }

  /** Whose session it is. */
  public record Person(String id, String name, List<String> roles) {}
}
