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
import org.tandemvault.core.identity.GroupAdministration;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.web.rest.Answers;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;
import org.tandemvault.web.rest.Preconditions;

/** Groups, for admins; password-admins and auditors may read. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public final class GroupRoutes {

  private final GroupAdministration groups;

  public GroupRoutes(GroupAdministration groups) {
    this.groups = groups;
  }

  @GET
  @Path("groups")
  @Operation(summary = "Groups by name; q is the start of a name")
  public Listing<GroupAnswer> list(
      @QueryParam("q") @DefaultValue("") String q,
      @BeanParam Paging paging,
      @Context SecurityContext security) {
    return Listing.of(groups.list(Callers.of(security), q, paging.page()), GroupAnswer::of);
  }

  @POST
  @Path("groups")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a group")
  @APIResponseSchema(value = GroupAnswer.class, responseCode = "201")
  public Response create(
      GroupRequest body, @Context UriInfo uri, @Context SecurityContext security) {
    var made = GroupAnswer.of(groups.create(Callers.of(security), body.fields()));
    return Answers.created(uri, "groups/" + made.id(), made);
  }

  @GET
  @Path("groups/{id}")
  @Operation(summary = "One group")
  public GroupAnswer get(@PathParam("id") String id, @Context SecurityContext security) {
    return GroupAnswer.of(groups.get(Callers.of(security), Ids.group(id)));
  }

  @PUT
  @Path("groups/{id}")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a group's fields and members")
  public GroupAnswer update(
      @PathParam("id") String id,
      GroupRequest body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    GroupId group = Ids.group(id);
    long version = Preconditions.required(headers, () -> groups.get(caller, group).version());
    return GroupAnswer.of(groups.update(caller, group, body.fields(), version));
  }

  @DELETE
  @Path("groups/{id}")
  @Effect(Effect.Kind.WRITE)
  @Operation(summary = "Delete a group and its shares")
  public void delete(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    GroupId group = Ids.group(id);
    groups.delete(
        caller, group, Preconditions.optional(headers, () -> groups.get(caller, group).version()));
  }
}
