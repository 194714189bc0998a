package org.tandemvault.web.rest.identity;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.core.identity.TotpEnrolment;
import org.tandemvault.core.identity.UserAdministration;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.gate.BeforePasswordChange;
import org.tandemvault.web.rest.gate.BeforeSecondFactor;

/** What people do with their own user. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "me")
public final class MeRoutes {

  private final OwnAccount own;
  private final UserAdministration users;

  public MeRoutes(OwnAccount own, UserAdministration users) {
    this.own = own;
    this.users = users;
  }

  @GET
  @Path("me")
  @BeforePasswordChange
  @Operation(summary = "Your own user")
  public UserAnswer me(@Context SecurityContext security) {
    return UserAnswer.of(own.me(Callers.of(security)), users);
  }

  @POST
  @Path("me/password")
  @BeforePasswordChange
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change your password; your other sessions end")
  public void changePassword(NewOwnPassword body, @Context SecurityContext security) {
    new FieldRules()
        .rule(body.current.isPresent(), "current", "must be given")
        .rule(body.next.isPresent(), "next", "must be given")
        .check();
    try (Secret current = body.current.orElseThrow();
        Secret next = body.next.orElseThrow()) {
      own.changePassword(Callers.of(security), current, next);
    }
  }

  @POST
  @Path("me/totp")
  @BeforeSecondFactor
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Get a key for a second factor; it counts once a code of it was confirmed, within ten"
              + " minutes. To replace the one you have, send a code of it")
  public Enrolment startTotp(Proof body, @Context SecurityContext security) {
    try (Secret password = body.given()) {
      TotpEnrolment enrolment = own.startTotp(Callers.of(security), password, body.code);
      return new Enrolment(enrolment.key(), enrolment.uri());
    }
  }

  @POST
  @Path("me/totp/confirm")
  @BeforeSecondFactor
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Confirm the second factor by a code of it; your other sessions end")
  public void confirmTotp(Code body, @Context SecurityContext security) {
    String code = body.code.orElseThrow(() -> InvalidException.of("code", "must be given"));
    own.confirmTotp(Callers.of(security), code);
  }

  @POST
  @Path("me/totp/remove")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give up your second factor, by a code of it; your other sessions end")
  public void removeTotp(Proof body, @Context SecurityContext security) {
    try (Secret password = body.given()) {
      own.removeTotp(Callers.of(security), password, body.code);
    }
  }

  /** The present password and the one to come. */
  public record NewOwnPassword(Optional<Secret> current, Optional<Secret> next) {}

  /**
   * The password again, to prove that it is you.
   *
   * @param code of the second factor that you have
   */
  public record Proof(Optional<Secret> password, Optional<String> code) {
    Secret given() {
      return password.orElseThrow(() -> InvalidException.of("password", "must be given"));
    }
  }

  /** A code of the second factor. */
  public record Code(Optional<String> code) {}

  /** A new key, shown once: as text, and as an address for a QR code. */
  public record Enrolment(Secret key, Secret uri) {}
}
