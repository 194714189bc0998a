package org.tandemvault.web.rest.policy;

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
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.policy.PolicyAdministration;
import org.tandemvault.core.policy.PolicyFields;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.web.rest.Answers;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;
import org.tandemvault.web.rest.Preconditions;
import org.tandemvault.web.rest.Versioned;

/** Policies: everybody reads, admins edit. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policies")
public final class PolicyRoutes {

  private final PolicyAdministration policies;

  public PolicyRoutes(PolicyAdministration policies) {
    this.policies = policies;
  }

  @GET
  @Path("policies")
  @Operation(summary = "Policies by name")
  public Listing<PolicyAnswer> list(@BeanParam Paging paging, @Context SecurityContext security) {
    return Listing.of(policies.list(Callers.of(security), paging.page()), PolicyAnswer::of);
  }

  @POST
  @Path("policies")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a policy")
  @APIResponseSchema(value = PolicyAnswer.class, responseCode = "201")
  public Response create(
      PolicyRequest body, @Context UriInfo uri, @Context SecurityContext security) {
    var made = PolicyAnswer.of(policies.create(Callers.of(security), body.fields()));
    return Answers.created(uri, "policies/" + made.id(), made);
  }

  @GET
  @Path("policies/{id}")
  @Operation(summary = "One policy")
  public PolicyAnswer get(@PathParam("id") String id, @Context SecurityContext security) {
    return PolicyAnswer.of(policies.get(Callers.of(security), Ids.policy(id)));
  }

  @PUT
  @Path("policies/{id}")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace a policy's fields")
  public PolicyAnswer update(
      @PathParam("id") String id,
      PolicyRequest body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    PolicyId policy = Ids.policy(id);
    long version = Preconditions.required(headers, () -> policies.get(caller, policy).version());
    return PolicyAnswer.of(policies.update(caller, policy, body.fields(), version));
  }

  @DELETE
  @Path("policies/{id}")
  @Effect(Effect.Kind.WRITE)
  @Operation(summary = "Delete a policy that no account uses")
  public void delete(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    PolicyId policy = Ids.policy(id);
    policies.delete(
        caller,
        policy,
        Preconditions.optional(headers, () -> policies.get(caller, policy).version()));
  }

  /** What admins send for a policy. What only the vault sets may come along and is ignored. */
  @JsonIgnoreProperties({"id", "version"})
  public record PolicyRequest(
      Optional<String> name,
      Optional<Integer> minLength,
      Optional<Boolean> upper,
      Optional<Boolean> lower,
      Optional<Boolean> digits,
      Optional<Boolean> symbols,
      Optional<Integer> maxAgeDays,
      Optional<Boolean> requireReason) {

    PolicyFields fields() {
      return new PolicyFields(
          name.orElse(""),
          minLength.orElse(0),
          upper.orElse(false),
          lower.orElse(false),
          digits.orElse(false),
          symbols.orElse(false),
          maxAgeDays.orElse(0),
          requireReason.orElse(false));
    }
  }

  /**
   * A policy.
   *
   * @param maxAgeDays 0 if passwords do not expire
   */
  public record PolicyAnswer(
      String id,
      String name,
      int minLength,
      boolean upper,
      boolean lower,
      boolean digits,
      boolean symbols,
      int maxAgeDays,
      boolean requireReason,
      long version)
      implements Versioned {

    static PolicyAnswer of(PasswordPolicy policy) {
      return new PolicyAnswer(
          policy.id().text(),
          policy.name(),
          policy.minLength(),
          policy.upper(),
          policy.lower(),
          policy.digits(),
          policy.symbols(),
          policy.maxAgeDays(),
          policy.requireReason(),
          policy.version());
    }
  }
}
