package org.tandemvault.core.resource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.policy.PasswordRules;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ChangedFields;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.UnreadableSecretException;
import org.tandemvault.crypto.Secret;

/** Accounts and their passwords. Thread-safe. */
public final class AccountCatalogue {

  /** A password change that loses a race is done again on top, at most so often. */
  private static final int TRIES = 10;

  private final AuditedTransactions work;
  private final ResourceStore store;
  private final AccountSeals seals;
  private final PasswordGenerator generator;
  private final Stamps stamps;

  public AccountCatalogue(
      AuditedTransactions work,
      ResourceStore store,
      AccountSeals seals,
      PasswordGenerator generator,
      Stamps stamps) {
    this.work = work;
    this.store = store;
    this.seals = seals;
    this.generator = generator;
    this.stamps = stamps;
  }

  /** Those of the resource that the caller may see; not found if there is none for them. */
  public Page<AccountView> list(Caller caller, ResourceId resource, PageRequest page) {
    return work.read(
        caller,
        tx -> {
          Optional<Right> inherited = loadResource(tx, caller, resource).right();
          Page<Account> found = store.accounts().pageVisible(tx, caller.id(), resource, page);
          List<AccountId> ids = found.items().stream().map(Account::id).toList();
          Map<AccountId, Right> own = store.shares().rightsOn(tx, caller.id(), ids);
          return found.map(account -> view(account, inherited, own));
        });
  }

  public AccountView get(Caller caller, AccountId id) {
    return work.read(
        caller,
        tx -> {
          HeldAccount held = load(tx, caller, id);
          return new AccountView(held.account(), seals.openNotes(held.account()), held.right());
        });
  }

  /** Needs modify on the resource. */
  public AccountView create(
      Caller caller, ResourceId resource, AccountFields fields, Secret password) {
    return work.write(
        Attempt.on(caller, AuditAction.ACCOUNT_CREATE, "resource", resource),
        AccountCatalogue::permitWrite,
        tx -> createNow(tx, caller, resource, new NewAccount(fields, password)));
  }

  /** Needs modify. */
  public AccountView update(
      Caller caller, AccountId id, AccountFields fields, long expectedVersion) {
    return work.write(
        Attempt.on(caller, AuditAction.ACCOUNT_UPDATE, "account", id),
        AccountCatalogue::permitWrite,
        tx -> updateNow(tx, caller, demand(tx, caller, id, Right.MODIFY), fields, expectedVersion));
  }

  /** Needs manage. */
  public void delete(Caller caller, AccountId id, OptionalLong expectedVersion) {
    work.write(
        Attempt.on(caller, AuditAction.ACCOUNT_DELETE, "account", id),
        AccountCatalogue::permitWrite,
        tx -> {
          HeldAccount held = demand(tx, caller, id, Right.MANAGE);
          long version = held.account().version();
          if (expectedVersion.orElse(version) != version) {
            throw new StaleVersionException(
                "Account " + id + " was changed meanwhile; load it again.");
          }
          store.accounts().delete(tx, id);
          work.record(tx, caller.did(AuditAction.ACCOUNT_DELETE, target(id, held.name())));
          return id;
        });
  }

  /** Needs modify; answers the new version. Of two at once the later one is on top. */
  public long changePassword(Caller caller, AccountId id, Secret password) {
    return change(caller, id, policy -> password.copy());
  }

  /** As {@link #changePassword} with a generated one by the account's policy. */
  public long generatePassword(Caller caller, AccountId id) {
    return change(caller, id, policy -> generator.generate(policy, Optional.empty()));
  }

  /** Needs view. Newest first. */
  public Page<PasswordVersion> history(Caller caller, AccountId id, PageRequest page) {
    return work.read(
        caller,
        tx -> {
          load(tx, caller, id);
          return store.accounts().history(tx, id, page);
        });
  }

  private static void permitWrite(Caller caller) {
    caller.require(Scope.WRITE);
  }

  private AccountView createNow(
      WriteSession tx, Caller caller, ResourceId resource, NewAccount asked) {
    VisibleResource on = loadResource(tx, caller, resource);
    Right right = on.right().orElseThrow(() -> Right.tooLittle(Right.MODIFY, "resource", resource));
    Right.demand(Optional.of(right), Right.MODIFY, "resource", resource);
    AccountFields fields = asked.fields();
    Optional<PasswordPolicy> policy = policy(tx, fields.policy());
    FieldRules rules = checked(fields, policy);
    PasswordRules.check(rules, "password", asked.password(), policy);
    rules.check();
    var id = new AccountId(stamps.nextId());
    Instant now = stamps.now();
    byte[] notes = seals.sealNotes(id, 1, fields.notes());
    Optional<Instant> expiry = Expiry.of(fields.expiresAt(), now, policy);
    var account =
        new Account(id, resource, fields.login(), notes, 1, now, expiry, fields.policy(), 1);
    byte[] sealed = seals.sealPassword(id, 1, asked.password());
    var first = new SealedPassword(id, 1, sealed, now, caller.name());
    store.accounts().insertAll(tx, List.of(account), List.of(first));
    String name = on.resource().name() + "/" + fields.login();
    work.record(tx, caller.did(AuditAction.ACCOUNT_CREATE, target(id, name)));
    return new AccountView(account, fields.notes(), right);
  }

  private AccountView updateNow(
      WriteSession tx, Caller caller, HeldAccount held, AccountFields fields, long expected) {
    Account old = held.account();
    Optional<PasswordPolicy> policy = policy(tx, fields.policy());
    checked(fields, policy).check();
    long version = expected + 1;
    var next =
        new Account(
            old.id(),
            old.resource(),
            fields.login(),
            seals.sealNotes(old.id(), version, fields.notes()),
            old.passwordVersion(),
            old.passwordChangedAt(),
            Expiry.of(fields.expiresAt(), old.passwordChangedAt(), policy),
            fields.policy(),
            version);
    store.accounts().update(tx, next);
    String changed =
        new ChangedFields()
            .of("login", old.login(), next.login())
            .of("notes", notesDiffer(old, fields.notes()))
            .of("expiresAt", old.expiresAt(), next.expiresAt())
            .of("policy", old.policy(), next.policy())
            .toString();
    Target target = target(old.id(), held.resourceName() + "/" + next.login());
    work.record(tx, caller.entry(AuditAction.ACCOUNT_UPDATE, target, Outcome.OK, changed));
    return new AccountView(next, fields.notes(), held.right());
  }

  private long change(
      Caller caller, AccountId id, Function<Optional<PasswordPolicy>, Secret> source) {
    Attempt attempt = Attempt.on(caller, AuditAction.PASSWORD_CHANGE, "account", id);
    for (int tried = 1; ; tried++) {
      try {
        return work.write(
            attempt, AccountCatalogue::permitWrite, tx -> changeNow(tx, caller, id, source));
      } catch (StaleVersionException lostRace) {
        if (tried == TRIES) {
          throw lostRace;
        }
      }
    }
  }

  private long changeNow(
      WriteSession tx,
      Caller caller,
      AccountId id,
      Function<Optional<PasswordPolicy>, Secret> source) {
    HeldAccount held = demand(tx, caller, id, Right.MODIFY);
    Account account = held.account();
    Optional<PasswordPolicy> policy = policy(tx, account.policy());
    long version = account.passwordVersion() + 1;
    Instant now = stamps.now();
    try (Secret password = source.apply(policy)) {
      var rules = new FieldRules();
      PasswordRules.check(rules, "password", password, policy);
      rules.check();
      byte[] sealed = seals.sealPassword(id, version, password);
      var next = new SealedPassword(id, version, sealed, now, caller.name());
      Optional<Instant> expiry = Expiry.afterChange(account, now, policy);
      store.accounts().addPasswords(tx, List.of(next), List.of(expiry));
    }
    work.record(tx, caller.did(AuditAction.PASSWORD_CHANGE, target(id, held.name())));
    return version;
  }

  private AccountView view(Account account, Optional<Right> inherited, Map<AccountId, Right> own) {
    Right direct = own.getOrDefault(account.id(), Right.VIEW);
    Right right = inherited.filter(r -> r.covers(direct)).orElse(direct);
    return new AccountView(account, seals.openNotes(account), right);
  }

  private HeldAccount load(ReadSession tx, Caller caller, AccountId id) {
    return store
        .accounts()
        .findHeld(tx, caller.id(), id)
        .orElseThrow(() -> NotFoundException.of("account", id));
  }

  private HeldAccount demand(ReadSession tx, Caller caller, AccountId id, Right needed) {
    HeldAccount held = load(tx, caller, id);
    Right.demand(Optional.of(held.right()), needed, "account", id);
    return held;
  }

  private VisibleResource loadResource(ReadSession tx, Caller caller, ResourceId id) {
    return store
        .resources()
        .findVisible(tx, caller.id(), id)
        .orElseThrow(() -> NotFoundException.of("resource", id));
  }

  private Optional<PasswordPolicy> policy(ReadSession tx, Optional<PolicyId> id) {
    return id.flatMap(known -> store.policies().find(tx, known));
  }

  private static FieldRules checked(AccountFields fields, Optional<PasswordPolicy> policy) {
    return new FieldRules()
        .name("login", fields.login())
        .text("notes", fields.notes())
        .rule(fields.policy().isEmpty() || policy.isPresent(), "policy", "is no policy");
  }

  /** Notes that no longer open may be written over. */
  private boolean notesDiffer(Account old, String next) {
    try {
      return !seals.openNotes(old).equals(next);
    } catch (UnreadableSecretException damaged) {
      return true;
    }
  }

  private static Target target(AccountId id, String name) {
    return new Target("account", id.text(), name);
  }

  private record NewAccount(AccountFields fields, Secret password) {}
}
