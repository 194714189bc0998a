package org.tandemvault.web.rest.identity;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.UserAdministration;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.Answers;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;
import org.tandemvault.web.rest.Preconditions;

/** Users, for admins; password-admins and auditors may read. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public final class UserRoutes {

  private final UserAdministration users;

  public UserRoutes(UserAdministration users) {
    this.users = users;
  }

  @GET
  @Path("users")
  @Operation(summary = "Users by name; q is the start of a name")
  public Listing<UserAnswer> list(
      @QueryParam("q") @DefaultValue("") String q,
      @BeanParam Paging paging,
      @Context SecurityContext security) {
    return Listing.of(
        users.list(Callers.of(security), q, paging.page()), user -> UserAnswer.of(user, users));
  }

  @POST
  @Path("users")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a user; without a password one is made and shown once")
  @APIResponseSchema(value = UserAnswer.class, responseCode = "201")
  public Response create(
      UserRequest body, @Context UriInfo uri, @Context SecurityContext security) {
    try {
      var made = UserAnswer.of(users.create(Callers.of(security), body.created(), body.password()));
      return Answers.created(uri, "users/" + made.id(), made);
    } finally {
      body.password().ifPresent(Secret::close);
    }
  }

  @GET
  @Path("users/{id}")
  @Operation(summary = "One user")
  public UserAnswer get(@PathParam("id") String id, @Context SecurityContext security) {
    return UserAnswer.of(users.get(Callers.of(security), Ids.user(id)), users);
  }

  @PUT
  @Path("users/{id}")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a user's fields; the name stays")
  public UserAnswer update(
      @PathParam("id") String id,
      UserRequest body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    UserId user = Ids.user(id);
    User present = users.get(caller, user);
    long version = Preconditions.required(headers, present::version);
    return UserAnswer.of(users.update(caller, user, body.replacing(present), version), users);
  }

  @DELETE
  @Path("users/{id}")
  @Effect(Effect.Kind.WRITE)
  @Operation(summary = "Disable a user and end their sessions and tokens")
  public void disable(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    UserId user = Ids.user(id);
    users.disable(
        caller, user, Preconditions.optional(headers, () -> users.get(caller, user).version()));
  }

  @POST
  @Path("users/{id}/reset-password")
  @Effect(Effect.Kind.WRITE)
  @Operation(summary = "Give a user a new first password, shown once")
  public InitialPassword resetPassword(
      @PathParam("id") String id, @Context SecurityContext security) {
    return new InitialPassword(users.resetPassword(Callers.of(security), Ids.user(id)));
  }

  @POST
  @Path("users/{id}/unlock")
  @Effect(Effect.Kind.LOCAL)
  @Operation(summary = "Let a locked name try again at once")
  public void unlock(@PathParam("id") String id, @Context SecurityContext security) {
    users.unlock(Callers.of(security), Ids.user(id));
  }

  @POST
  @Path("users/{id}/remove-second-factor")
  @Effect(Effect.Kind.WRITE)
  @Operation(summary = "Remove the second factor of somebody who lost theirs")
  public void removeSecondFactor(@PathParam("id") String id, @Context SecurityContext security) {
    users.removeSecondFactor(Callers.of(security), Ids.user(id));
  }

  /** A first password, shown once; it must be changed at the next sign-in. */
  public record InitialPassword(Secret initialPassword) {}
}
