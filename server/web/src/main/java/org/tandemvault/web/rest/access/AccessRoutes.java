package org.tandemvault.web.rest.access;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.access.Grant;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.access.Sharing;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.QueryText;

/** Why somebody may do what with something. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "shares")
public final class AccessRoutes {

  private final Sharing sharing;

  public AccessRoutes(Sharing sharing) {
    this.sharing = sharing;
  }

  @GET
  @Path("resources/{id}/access")
  @Operation(
      summary = "Why you (or user) may do what with a resource, strongest first",
      description = "user: an id; others than yourself only with the right to manage.")
  public Listing<Reason> ofResource(
      @PathParam("id") String id,
      @QueryParam("user") @DefaultValue("") String user,
      @Context SecurityContext security) {
    return reasons(new ShareTarget.OfResource(Ids.resource(id)), user, security);
  }

  @GET
  @Path("accounts/{id}/access")
  @Operation(
      summary = "Why you (or user) may do what with an account, strongest first",
      description = "user: an id; others than yourself only with the right to manage.")
  public Listing<Reason> ofAccount(
      @PathParam("id") String id,
      @QueryParam("user") @DefaultValue("") String user,
      @Context SecurityContext security) {
    return reasons(new ShareTarget.OfAccount(Ids.account(id)), user, security);
  }

  @GET
  @Path("folders/{id}/access")
  @Operation(
      summary = "Why you (or user) may do what with a folder, strongest first",
      description = "user: an id; others than yourself only with the right to manage.")
  public Listing<Reason> ofFolder(
      @PathParam("id") String id,
      @QueryParam("user") @DefaultValue("") String user,
      @Context SecurityContext security) {
    return reasons(new ShareTarget.OfFolder(Ids.folder(id)), user, security);
  }

  private Listing<Reason> reasons(ShareTarget target, String user, SecurityContext security) {
    Optional<UserId> whose = Ids.inField("user", QueryText.given(user), UserId::parse);
    return Listing.whole(sharing.explain(Callers.of(security), target, whose), Reason::of);
  }

  /**
   * One share that gives the right.
   *
   * @param on where the share is: the thing itself or what it is in
   * @param through the user, or the group they are in
   */
  public record Reason(String right, Named on, Named through) {
    static Reason of(Grant grant) {
      return new Reason(
          grant.right().word(),
          new Named(grant.on().type(), grant.on().id().text(), grant.onName()),
          new Named(grant.through().type(), grant.through().id().text(), grant.throughName()));
    }
  }

  /** Something with its name. */
  public record Named(String type, String id, String name) {}
}
