package org.tandemvault.web.rest.access;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.access.Sharing;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Preconditions;

/** Shares of resources, accounts and folders, and the rights that follow from them. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "shares")
public final class ShareRoutes {

  private final Sharing sharing;

  public ShareRoutes(Sharing sharing) {
    this.sharing = sharing;
  }

  @GET
  @Path("resources/{id}/shares")
  @Operation(summary = "With whom a resource is shared directly")
  public Response ofResource(@PathParam("id") String id, @Context SecurityContext security) {
    return shares(new ShareTarget.OfResource(Ids.resource(id)), security);
  }

  @PUT
  @Path("resources/{id}/shares")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace the direct shares of a resource")
  public Response replaceOfResource(
      @PathParam("id") String id,
      ShareList body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    return replace(new ShareTarget.OfResource(Ids.resource(id)), body, headers, security);
  }

  @GET
  @Path("accounts/{id}/shares")
  @Operation(summary = "With whom an account is shared directly")
  public Response ofAccount(@PathParam("id") String id, @Context SecurityContext security) {
    return shares(new ShareTarget.OfAccount(Ids.account(id)), security);
  }

  @PUT
  @Path("accounts/{id}/shares")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace the direct shares of an account")
  public Response replaceOfAccount(
      @PathParam("id") String id,
      ShareList body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    return replace(new ShareTarget.OfAccount(Ids.account(id)), body, headers, security);
  }

  @GET
  @Path("folders/{id}/shares")
  @Operation(summary = "With whom a folder and all in it is shared")
  public Response ofFolder(@PathParam("id") String id, @Context SecurityContext security) {
    return shares(new ShareTarget.OfFolder(Ids.folder(id)), security);
  }

  @PUT
  @Path("folders/{id}/shares")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace the shares of a folder")
  public Response replaceOfFolder(
      @PathParam("id") String id,
      ShareList body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    return replace(new ShareTarget.OfFolder(Ids.folder(id)), body, headers, security);
  }

  private Response shares(ShareTarget target, SecurityContext security) {
    return answer(ShareAnswer.of(sharing.shares(Callers.of(security), target)));
  }

  private Response replace(
      ShareTarget target, ShareList body, HttpHeaders headers, SecurityContext security) {
    Caller caller = Callers.of(security);
    var shares = body.shares();
    if (headers.getHeaderString(HttpHeaders.IF_MATCH) != null) {
      var present = ShareAnswer.of(sharing.shares(caller, target));
      if (!Preconditions.holds(headers, present.tag())) {
        throw new StaleVersionException("Somebody changed the shares meanwhile; load them again.");
      }
    }
    return answer(ShareAnswer.of(sharing.replace(caller, target, shares)));
  }

  private static Response answer(ShareAnswer shares) {
    return Response.ok(shares.listing()).tag(shares.tag()).build();
  }
}
