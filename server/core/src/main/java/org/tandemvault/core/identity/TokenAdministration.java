package org.tandemvault.core.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.TokenId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.TokenFactory;

/** The caller's own API tokens. Thread-safe. */
public final class TokenAdministration {

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final TokenFactory factory;
  private final KnownTokens known;
  private final Stamps stamps;

  public TokenAdministration(
      AuditedTransactions work,
      IdentityStore store,
      TokenFactory factory,
      KnownTokens known,
      Stamps stamps) {
    this.work = work;
    this.store = store;
    this.factory = factory;
    this.known = known;
    this.stamps = stamps;
  }

  /** By id, those that are over too. */
  public Page<ApiToken> list(Caller caller, PageRequest page) {
    return work.read(caller, tx -> store.tokens().page(tx, caller.id(), page));
  }

  /**
   * Scopes beyond the caller's own rights are refused. Takes a session: a token that could make
   * others would outlive its own end.
   */
  public CreatedToken create(
      Caller caller, String name, Set<Scope> scopes, Optional<Instant> expiresAt) {
    work.permitWrite(
        Attempt.of(caller, AuditAction.TOKEN_CREATE),
        c -> {
          c.require(Scope.WRITE);
          c.requirePerson();
        });
    ApiToken token =
        new ApiToken(
            new TokenId(stamps.nextId()),
            caller.id(),
            name,
            scopes,
            stamps.now(),
            expiresAt.map(end -> end.truncatedTo(ChronoUnit.MICROS)));
    check(caller, token);
    return store(caller, token);
  }

  /** The caller's own; an admin may delete anybody's. */
  public void delete(Caller caller, TokenId id) {
    work.write(
        Attempt.on(caller, AuditAction.TOKEN_DELETE, "token", id),
        c -> c.require(Scope.WRITE),
        tx -> {
          ApiToken token =
              store
                  .tokens()
                  .find(tx, id)
                  .filter(t -> mayDelete(caller, t))
                  .orElseThrow(() -> NotFoundException.of("token", id));
          store.tokens().delete(tx, id);
          work.record(tx, caller.did(AuditAction.TOKEN_DELETE, token.target()));
          return true;
        });
    known.forget();
  }

  private static boolean mayDelete(Caller caller, ApiToken token) {
    boolean asAdmin = caller.is(Role.ADMIN) && caller.has(Scope.ADMIN);
    return asAdmin || token.owner().equals(caller.id());
  }

  private CreatedToken store(Caller caller, ApiToken token) {
    Secret text = factory.create();
    boolean stored = false;
    try {
      byte[] digest = factory.digest(text);
      work.write(
          tx -> {
            store.tokens().insert(tx, token, digest);
            work.record(
                tx,
                caller.entry(AuditAction.TOKEN_CREATE, token.target(), Outcome.OK, told(token)));
            return true;
          });
      stored = true;
      return new CreatedToken(token, text);
    } finally {
      if (!stored) {
        text.close();
      }
    }
  }

  /** What it is good for, for the audit trail. */
  private static String told(ApiToken token) {
    String scopes =
        token.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
    String end = token.expiresAt().map(at -> ", expires " + at).orElse(", never expires");
    return "scopes " + scopes + end;
  }

  private static void check(Caller caller, ApiToken token) {
    FieldRules rules = new FieldRules();
    rules.name("name", token.name());
    rules.rule(!token.scopes().isEmpty(), "scopes", "must name at least one scope");
    rules.rule(
        token.expiresAt().isEmpty() || !token.isOver(token.createdAt()),
        "expiresAt",
        "must be in the future");
    for (Scope scope : beyond(caller, token)) {
      rules.broken(
          "scopes", "must not hold '" + scope.word() + "', which your role does not allow");
    }
    rules.check();
  }

  private static List<Scope> beyond(Caller caller, ApiToken token) {
    Set<Scope> allowed = Scope.allowedTo(caller.roles());
    return token.scopes().stream()
        .filter(scope -> !allowed.contains(scope) || !caller.has(scope))
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
