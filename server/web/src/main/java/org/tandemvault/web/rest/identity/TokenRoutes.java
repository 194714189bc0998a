package org.tandemvault.web.rest.identity;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.ApiToken;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.identity.TokenAdministration;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.Answers;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;

/** Tokens for programs. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tokens")
public final class TokenRoutes {

  private final TokenAdministration tokens;

  public TokenRoutes(TokenAdministration tokens) {
    this.tokens = tokens;
  }

  @GET
  @Path("tokens")
  @Operation(summary = "Your tokens")
  public Listing<TokenAnswer> list(@BeanParam Paging paging, @Context SecurityContext security) {
    return Listing.of(tokens.list(Callers.of(security), paging.page()), TokenAnswer::of);
  }

  @POST
  @Path("tokens")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a token; it is shown once")
  @APIResponseSchema(value = NewToken.class, responseCode = "201")
  public Response create(
      TokenRequest body, @Context UriInfo uri, @Context SecurityContext security) {
    var made =
        tokens.create(
            Callers.of(security), body.name.orElse(""), body.readScopes(), body.expiresAt);
    String id = made.token().id().text();
    return Answers.created(uri, "tokens/" + id, new NewToken(id, made.text()));
  }

  @DELETE
  @Path("tokens/{id}")
  @Effect(Effect.Kind.WRITE)
  @Operation(summary = "Delete a token; it is refused from then on")
  public void delete(@PathParam("id") String id, @Context SecurityContext security) {
    tokens.delete(Callers.of(security), Ids.token(id));
  }

  /** What a token shall be. */
  public record TokenRequest(
      Optional<String> name, Optional<Instant> expiresAt, Optional<List<String>> scopes) {

    Set<Scope> readScopes() {
      List<String> words = scopes.orElse(List.of());
      var rules = new FieldRules().rule(!words.isEmpty(), "scopes", "must not be empty");
      var read = EnumSet.noneOf(Scope.class);
      for (int i = 0; i < words.size(); i++) {
        Optional<Scope> scope = Scope.ofWord(words.get(i));
        scope.ifPresent(read::add);
        rules.rule(
            scope.isPresent(), "scopes[" + i + "]", "is read, reveal, write, admin or monitor");
      }
      rules.check();
      return read;
    }
  }

  /** A token that was made. */
  public record NewToken(String id, Secret token) {}

  /** A token without the token itself. */
  public record TokenAnswer(
      String id, String name, List<String> scopes, Instant createdAt, Optional<Instant> expiresAt) {
    static TokenAnswer of(ApiToken token) {
      return new TokenAnswer(
          token.id().text(),
          token.name(),
          token.scopes().stream().sorted().map(Scope::word).toList(),
          token.createdAt(),
          token.expiresAt());
    }
  }
}
