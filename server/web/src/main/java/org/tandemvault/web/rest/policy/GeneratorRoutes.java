package org.tandemvault.web.rest.policy;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.policy.PolicyAdministration;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.json.EmptyBodyAllowed;

/** Random passwords. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "passwords")
public final class GeneratorRoutes {

  private final PasswordGenerator generator;
  private final PolicyAdministration policies;

  public GeneratorRoutes(PasswordGenerator generator, PolicyAdministration policies) {
    this.generator = generator;
    this.policies = policies;
  }

  @POST
  @Path("passwords/generate")
  @Effect(Effect.Kind.READ)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a random password, by a policy if one is named; it is kept nowhere")
  public Generated generate(GeneratorRequest body, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    caller.require(Scope.READ);
    return new Generated(generator.generate(policy(caller, body), body.length));
  }

  private Optional<PasswordPolicy> policy(Caller caller, GeneratorRequest body) {
    try {
      return Ids.inField("policy", body.policy, PolicyId::parse)
          .map(id -> policies.get(caller, id));
    } catch (NotFoundException e) {
      throw InvalidException.of("policy", "names nothing that is there");
    }
  }

  /**
   * What it shall be like.
   *
   * @param policy a policy's id
   * @param length in characters
   */
  @EmptyBodyAllowed
  public record GeneratorRequest(Optional<String> policy, Optional<Integer> length) {}

  /** A password that was made. */
  public record Generated(Secret password) {}
}
