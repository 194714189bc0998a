package org.tandemvault.web.rest.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.resource.Folder;
import org.tandemvault.core.resource.FolderAdministration;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.web.rest.Answers;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;
import org.tandemvault.web.rest.Preconditions;
import org.tandemvault.web.rest.Versioned;

/** Folders of resources. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "folders")
public final class FolderRoutes {

  private final FolderAdministration folders;

  public FolderRoutes(FolderAdministration folders) {
    this.folders = folders;
  }

  @GET
  @Path("folders")
  @Operation(summary = "The folders you may see, by name")
  public Listing<FolderAnswer> list(@BeanParam Paging paging, @Context SecurityContext security) {
    return Listing.of(folders.list(Callers.of(security), paging.page()), FolderAnswer::of);
  }

  @POST
  @Path("folders")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a folder; you get the right to manage it")
  @APIResponseSchema(value = FolderAnswer.class, responseCode = "201")
  public Response create(
      FolderRequest body, @Context UriInfo uri, @Context SecurityContext security) {
    var made =
        FolderAnswer.of(
            folders.create(Callers.of(security), body.name.orElse(""), body.parentId()));
    return Answers.created(uri, "folders/" + made.id(), made);
  }

  @GET
  @Path("folders/{id}")
  @Operation(summary = "One folder")
  public FolderAnswer get(@PathParam("id") String id, @Context SecurityContext security) {
    return FolderAnswer.of(folders.get(Callers.of(security), Ids.folder(id)));
  }

  @PUT
  @Path("folders/{id}")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Rename or move a folder")
  public FolderAnswer update(
      @PathParam("id") String id,
      FolderRequest body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    FolderId folder = Ids.folder(id);
    long version = Preconditions.required(headers, () -> folders.get(caller, folder).version());
    return FolderAnswer.of(
        folders.update(caller, folder, body.name.orElse(""), body.parentId(), version));
  }

  @DELETE
  @Path("folders/{id}")
  @Effect(Effect.Kind.WRITE)
  @Operation(summary = "Delete an empty folder")
  public void delete(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    FolderId folder = Ids.folder(id);
    folders.delete(
        caller,
        folder,
        Preconditions.optional(headers, () -> folders.get(caller, folder).version()));
  }

  /** What people send for a folder. What only the vault sets may come along and is ignored. */
  @JsonIgnoreProperties({"id", "version"})
  public record FolderRequest(Optional<String> name, Optional<String> parent) {
    Optional<FolderId> parentId() {
      return Ids.inField("parent", parent, FolderId::parse);
    }
  }

  /**
   * A folder.
   *
   * @param parent the id of the folder it is in, null at the top
   */
  public record FolderAnswer(String id, String name, Optional<String> parent, long version)
      implements Versioned {
    static FolderAnswer of(Folder folder) {
      return new FolderAnswer(
          folder.id().text(), folder.name(), folder.parent().map(FolderId::text), folder.version());
    }
  }
}
