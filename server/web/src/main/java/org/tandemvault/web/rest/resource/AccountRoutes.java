package org.tandemvault.web.rest.resource;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.resource.AccountCatalogue;
import org.tandemvault.core.resource.AccountFields;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.Answers;
import org.tandemvault.web.rest.Callers;
import org.tandemvault.web.rest.Effect;
import org.tandemvault.web.rest.Ids;
import org.tandemvault.web.rest.Listing;
import org.tandemvault.web.rest.Paging;
import org.tandemvault.web.rest.Preconditions;

/** Accounts of resources. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
public final class AccountRoutes {

  private final AccountCatalogue accounts;
  private final NewPasswords passwords;

  public AccountRoutes(AccountCatalogue accounts, NewPasswords passwords) {
    this.accounts = accounts;
    this.passwords = passwords;
  }

  @GET
  @Path("resources/{id}/accounts")
  @Operation(summary = "The accounts of a resource that you may see, by login")
  public Listing<AccountAnswer> list(
      @PathParam("id") String id, @BeanParam Paging paging, @Context SecurityContext security) {
    return Listing.of(
        accounts.list(Callers.of(security), Ids.resource(id), paging.page()), AccountAnswer::of);
  }

  @POST
  @Path("resources/{id}/accounts")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Add an account with its password, given or generated")
  @APIResponseSchema(value = AccountAnswer.class, responseCode = "201")
  public Response create(
      @PathParam("id") String id,
      NewAccount body,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    AccountFields fields = body.fields();
    try (Secret password = passwords.chosen(caller, body, fields.policy())) {
      var made = AccountAnswer.of(accounts.create(caller, Ids.resource(id), fields, password));
      return Answers.created(uri, "accounts/" + made.id(), made);
    }
  }

  @GET
  @Path("accounts/{id}")
  @Operation(summary = "One account, without its password")
  public AccountAnswer get(@PathParam("id") String id, @Context SecurityContext security) {
    return AccountAnswer.of(accounts.get(Callers.of(security), Ids.account(id)));
  }

  @PUT
  @Path("accounts/{id}")
  @Effect(Effect.Kind.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Replace all editable fields of an account; its password stays")
  public AccountAnswer update(
      @PathParam("id") String id,
      AccountRequest body,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    AccountId account = Ids.account(id);
    long version = Preconditions.required(headers, () -> version(caller, account));
    return AccountAnswer.of(accounts.update(caller, account, body.fields(), version));
  }

  @DELETE
  @Path("accounts/{id}")
  @Effect(Effect.Kind.WRITE)
  @Operation(summary = "Delete an account and its passwords")
  public void delete(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    AccountId account = Ids.account(id);
    accounts.delete(
        caller, account, Preconditions.optional(headers, () -> version(caller, account)));
  }

  private long version(Caller caller, AccountId account) {
    return accounts.get(caller, account).account().version();
  }
}
