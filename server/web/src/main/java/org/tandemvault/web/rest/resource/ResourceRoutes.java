package org.tandemvault.web.rest.resource;

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
import org.tandemvault.core.resource.ResourceCatalogue;
import org.tandemvault.core.resource.ResourceQuery;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.web.rest.Answers;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;
import org.tandemvault.web.rest.Preconditions;
import org.tandemvault.web.rest.QueryText;

/** Resources: found, kept and deleted. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "resources")
public final class ResourceRoutes {

  private final ResourceCatalogue resources;

  public ResourceRoutes(ResourceCatalogue resources) {
    this.resources = resources;
  }

  @GET
  @Path("resources")
  @Operation(
      summary = "Resources you may see, by name",
      description =
          "q: words, each the start of a word in the name, address, description or an account's"
              + " login. type: exact, any case. folder: in it or below it.")
  public Listing<ResourceAnswer> search(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("type") @DefaultValue("") String type,
      @QueryParam("folder") @DefaultValue("") String folder,
      @BeanParam Paging paging,
      @Context SecurityContext security) {
    var query =
        new ResourceQuery(
            q,
            QueryText.given(type),
            Ids.inField("folder", QueryText.given(folder), FolderId::parse));
    return Listing.of(
        resources.search(Callers.of(security), query, paging.page()), ResourceAnswer::of);
  }

  @POST
  @Path("resources")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a resource; you get the right to manage it")
  @APIResponseSchema(value = ResourceAnswer.class, responseCode = "201")
  public Response create(
      ResourceRequest body, @Context UriInfo uri, @Context SecurityContext security) {
    var made = ResourceAnswer.of(resources.create(Callers.of(security), body.fields()));
    return Answers.created(uri, "resources/" + made.id(), made);
  }

  @GET
  @Path("resources/{id}")
  @Operation(summary = "One resource")
  public ResourceAnswer get(@PathParam("id") String id, @Context SecurityContext security) {
    return ResourceAnswer.of(resources.get(Callers.of(security), Ids.resource(id)));
  }

  @PUT
  @Path("resources/{id}")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace all editable fields of a resource")
  public ResourceAnswer update(
      @PathParam("id") String id,
      ResourceRequest body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    ResourceId resource = Ids.resource(id);
    long version = Preconditions.required(headers, () -> version(caller, resource));
    return ResourceAnswer.of(resources.update(caller, resource, body.fields(), version));
  }

  @DELETE
  @Path("resources/{id}")
  @Effect(Effect.Kind.WRITE)
  @Operation(summary = "Delete a resource with its accounts and their passwords")
  public void delete(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    ResourceId resource = Ids.resource(id);
    resources.delete(
        caller, resource, Preconditions.optional(headers, () -> version(caller, resource)));
  }

  private long version(Caller caller, ResourceId resource) {
    return resources.get(caller, resource).resource().version();
  }
}
