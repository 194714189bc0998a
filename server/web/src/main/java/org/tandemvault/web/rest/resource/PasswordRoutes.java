package org.tandemvault.web.rest.resource;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.resource.AccountCatalogue;
import org.tandemvault.core.resource.PasswordVersion;
import org.tandemvault.core.resource.RevealRequest;
import org.tandemvault.core.resource.Revealed;
import org.tandemvault.core.resource.Reveals;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;
import org.tandemvault.web.rest.json.EmptyBodyAllowed;

/** The passwords of accounts: revealed, changed, and their history. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "passwords")
public final class PasswordRoutes {

  private final Reveals reveals;
  private final AccountCatalogue accounts;

  public PasswordRoutes(Reveals reveals, AccountCatalogue accounts) {
    this.reveals = reveals;
    this.accounts = accounts;
  }

  @POST
  @Path("accounts/{id}/reveal")
  @Effect(Effect.Kind.LOCAL)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Reveal a password; the audit trail has it before you do")
  public RevealAnswer reveal(
      @PathParam("id") String id, RevealBody body, @Context SecurityContext security) {
    var request =
        new RevealRequest(
            Ids.account(id),
            body.reason.orElse(""),
            body.ticket.orElse(""),
            body.version,
            body.copy.orElse(false));
    Revealed revealed = reveals.revealPlaintext(Callers.of(security), request);
    return new RevealAnswer(
        revealed.password(),
        revealed.version(),
        revealed.asOf(),
        revealed.lagSeconds(),
        revealed.node().value());
  }

  @PUT
  @Path("accounts/{id}/password")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change the password to the one given, or to a generated one")
  public NewVersion change(
      @PathParam("id") String id, PasswordChange body, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    AccountId account = Ids.account(id);
    boolean generate = body.generate.orElse(false);
    if (body.password.isPresent() == generate) {
      throw InvalidException.of(
          "password", generate ? "is either given or generated" : "must be given");
    }
    if (generate) {
      return new NewVersion(accounts.generatePassword(caller, account));
    }
    try (Secret password = body.password.orElseThrow()) {
      return new NewVersion(accounts.changePassword(caller, account, password));
    }
  }

  @GET
  @Path("accounts/{id}/history")
  @Operation(summary = "When and by whom the password was changed, newest first")
  public Listing<HistoryItem> history(
      @PathParam("id") String id, @BeanParam Paging paging, @Context SecurityContext security) {
    return Listing.of(
        accounts.history(Callers.of(security), Ids.account(id), paging.page()), HistoryItem::of);
  }

  /**
   * Why, and which version.
   *
   * @param copy true if it goes to the clipboard unseen
   */
  @EmptyBodyAllowed
  public record RevealBody(
      Optional<String> reason,
      Optional<String> ticket,
      Optional<Long> version,
      Optional<Boolean> copy) {}

  /**
   * A password in clear.
   *
   * @param asOf up to when this node's data are known to be complete
   * @param lagSeconds how old they are, 0 on a primary
   */
  public record RevealAnswer(
      Secret password, long version, Instant asOf, long lagSeconds, String node) {}

  /** Either a password or {@code generate: true}. */
  public record PasswordChange(Optional<Secret> password, Optional<Boolean> generate) {}

  /** The password's new version. */
  public record NewVersion(long version) {}

  /** One change of the password. */
  public record HistoryItem(long version, Instant changedAt, String changedBy) {
    static HistoryItem of(PasswordVersion version) {
      return new HistoryItem(version.version(), version.changedAt(), version.changedBy());
    }
  }
}
