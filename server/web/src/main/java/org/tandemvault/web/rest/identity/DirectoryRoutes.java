package org.tandemvault.web.rest.identity;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.Directory;
import org.tandemvault.core.identity.NamedPrincipal;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;

/** People and groups to share with, for everybody who may share. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "directory")
public final class DirectoryRoutes {

  private final Directory directory;

  public DirectoryRoutes(Directory directory) {
    this.directory = directory;
  }

  @GET
  @Path("directory")
  @Operation(summary = "The first users and groups whose name starts with q; one page only")
  public Listing<Entry> find(
      @QueryParam("q") @DefaultValue("") String q,
      @BeanParam Paging paging,
      @Context SecurityContext security) {
    int most = paging.page().limit();
    return Listing.whole(directory.find(Callers.of(security), q, most), Entry::of);
  }

  /**
   * A user or group.
   *
   * @param type {@code user} or {@code group}
   */
  public record Entry(String type, String id, String name, String displayName) {
    static Entry of(NamedPrincipal named) {
      return new Entry(
          named.principal().type(),
          named.principal().id().text(),
          named.name(),
          named.displayName());
    }
  }
}
