package org.tandemvault.web.rest.node;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.drill.FireDrill;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.gate.ServedAlways;

/** This node and its peers. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "ha")
public final class HaRoutes {

  private final HaStatusSource ha;
  private final FireDrill drill;

  public HaRoutes(HaStatusSource ha, FireDrill drill) {
    this.ha = ha;
    this.drill = drill;
  }

  @GET
  @Path("ha")
  @ServedAlways
  @Operation(
      summary = "High availability and replication as this node sees them",
      description =
          "For everybody who is signed in, and for API tokens of scope monitor, read or reveal.")
  public HaAnswer status(
      @Context SecurityContext security,
      @Parameter(description = "with the lag of the last hour")
          @QueryParam("history")
          @DefaultValue("false")
          boolean history) {
    Caller caller = Callers.of(security);
    // programs that read or reveal tell from it which node answered and how old its data are
    if (!caller.has(Scope.READ) && !caller.has(Scope.REVEAL)) {
      caller.require(Scope.MONITOR);
    }
    return HaAnswer.of(ha.status(), history);
  }

  @POST
  @Path("ha/drill")
  @Effect(Effect.Kind.LOCAL)
  @ServedAlways
  @Operation(
      summary = "Prove that people could work on this standby now",
      description =
          "The vault's own user signs in here with its second factor and reveals a canary; then"
              + " clocks, certificates and the age of the data are looked at. The result is on"
              + " record. A primary answers 409 not-a-standby.")
  public ProofAnswer drill(@Context SecurityContext security) {
    return ProofAnswer.of(drill.run(Callers.of(security)));
  }
}
