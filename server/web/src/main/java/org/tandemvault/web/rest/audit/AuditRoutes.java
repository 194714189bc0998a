package org.tandemvault.web.rest.audit;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditReading;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;

/** The audit trail, for admins and auditors. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public final class AuditRoutes {

  private static final Target TRAIL = new Target("audit", "", "");

  private final AuditReading audit;
  private final AuditTrail trail;

  public AuditRoutes(AuditReading audit, AuditTrail trail) {
    this.audit = audit;
    this.trail = trail;
  }

  @GET
  @Path("audit")
  @Operation(summary = "Events of all nodes, newest first unless order=asc")
  public Listing<EventAnswer> find(
      @BeanParam AuditFilter filter, @BeanParam Paging paging, @Context SecurityContext security) {
    requireReader(security);
    return Listing.of(audit.find(filter.query(), paging.page()), EventAnswer::of);
  }

  @GET
  @Path("audit/verify")
  @Operation(summary = "Check every node's chain as of now: gaps, doubles, forged events")
  public ReportAnswer verify(@Context SecurityContext security) {
    requireReader(security);
    return ReportAnswer.of(audit.verify());
  }

  private void requireReader(SecurityContext security) {
    Caller caller = Callers.of(security);
    try {
      if (caller.is(Role.AUDITOR)) {
        caller.require(Scope.READ);
      } else {
        caller.require(Scope.ADMIN, Role.ADMIN);
      }
    } catch (ForbiddenException refused) {
      recordRefusal(caller, refused);
      throw refused;
    }
  }

  private void recordRefusal(Caller caller, ForbiddenException refused) {
    try {
      trail.recordDurably(
          caller.entry(AuditAction.ACCESS_REFUSED, TRAIL, Outcome.REFUSED, refused.getMessage()));
    } catch (UnavailableException unwritten) {
      refused.addSuppressed(unwritten);
    }
  }
}
