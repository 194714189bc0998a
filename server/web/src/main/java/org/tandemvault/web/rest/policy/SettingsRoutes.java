package org.tandemvault.web.rest.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.identity.SecondFactorDemand;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.core.policy.VaultSettings;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Preconditions;
import org.tandemvault.web.rest.Versioned;

/** The vault's settings: everybody reads, admins edit. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "settings")
public final class SettingsRoutes {

  private final SettingsAdministration settings;

  public SettingsRoutes(SettingsAdministration settings) {
    this.settings = settings;
  }

  @GET
  @Path("settings")
  @Operation(summary = "The settings")
  public SettingsAnswer get(@Context SecurityContext security) {
    Callers.of(security).require(Scope.READ);
    return SettingsAnswer.of(settings.get());
  }

  @PUT
  @Path("settings")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace the settings; all fields must be given, but secondFactor")
  public SettingsAnswer update(
      SettingsRequest body, @Context HttpHeaders headers, @Context SecurityContext security) {
    long version = Preconditions.required(headers, () -> settings.get().version());
    return SettingsAnswer.of(
        settings.update(Callers.of(security), body.settings(settings.get(), version), version));
  }

  /**
   * What admins send. What only the vault sets may come along and is ignored.
   *
   * @param secondFactor optional, admins or everyone; stays as it is if it isn't given
   */
  @JsonIgnoreProperties({"version"})
  public record SettingsRequest(
      Optional<Integer> revealSeconds,
      Optional<Integer> clipboardSeconds,
      Optional<Integer> minUserPassword,
      Optional<Boolean> requireReason,
      Optional<String> secondFactor) {

    VaultSettings settings(VaultSettings now, long version) {
      Optional<SecondFactorDemand> demand =
          secondFactor.isPresent()
              ? secondFactor.flatMap(SecondFactorDemand::ofWord)
              : Optional.of(now.secondFactor());
      new FieldRules()
          .rule(revealSeconds.isPresent(), "revealSeconds", "must be given")
          .rule(clipboardSeconds.isPresent(), "clipboardSeconds", "must be given")
          .rule(minUserPassword.isPresent(), "minUserPassword", "must be given")
          .rule(requireReason.isPresent(), "requireReason", "must be given")
          .rule(demand.isPresent(), "secondFactor", "must be optional, admins or everyone")
          .check();
      return new VaultSettings(
          revealSeconds.orElseThrow(),
          clipboardSeconds.orElseThrow(),
          minUserPassword.orElseThrow(),
          requireReason.orElseThrow(),
          demand.orElseThrow(),
          version);
    }
  }

  /**
   * The settings.
   *
   * @param revealSeconds how long a shown password stays visible
   * @param clipboardSeconds when a copied password is wiped from the clipboard
   * @param minUserPassword fewest characters of a user's own password
   * @param requireReason every reveal needs a reason
   * @param secondFactor of whom a second factor is demanded: optional, admins, everyone
   */
  public record SettingsAnswer(
      int revealSeconds,
      int clipboardSeconds,
      int minUserPassword,
      boolean requireReason,
      String secondFactor,
      long version)
      implements Versioned {
    static SettingsAnswer of(VaultSettings settings) {
      return new SettingsAnswer(
          settings.revealSeconds(),
          settings.clipboardSeconds(),
          settings.minUserPassword(),
          settings.requireReason(),
          settings.secondFactor().word(),
          settings.version());
    }
  }
}
