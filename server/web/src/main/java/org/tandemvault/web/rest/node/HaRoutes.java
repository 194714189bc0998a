package org.tandemvault.web.rest.node;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.gate.ServedAlways;

/** This node and its peers. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "ha")
public final class HaRoutes {

  private final HaStatusSource ha;

  public HaRoutes(HaStatusSource ha) {
    this.ha = ha;
  }

  @GET
  @Path("ha")
  @ServedAlways
  @Operation(summary = "High availability and replication as this node sees them")
  public HaAnswer status(
      @Context SecurityContext security,
      @Parameter(description = "with the lag of the last hour")
          @QueryParam("history")
          @DefaultValue("false")
          boolean history) {
    Callers.of(security);
    return HaAnswer.of(ha.status(), history);
  }
}
