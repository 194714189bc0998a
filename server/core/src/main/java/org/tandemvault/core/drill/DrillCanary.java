package org.tandemvault.core.drill;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.DrillUser;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.resource.AccountSeals;
import org.tandemvault.core.resource.ExportRow;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.ResourceStore;
import org.tandemvault.core.resource.SealedPassword;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.crypto.Secret;

/**
 * What a fire drill looks for: a user of the vault's own and one account that it may view and that
 * nobody else sees. Made on a primary that has a standby; replication brings it there. Thread-safe.
 */
public final class DrillCanary {

  private static final String RESOURCE = "Fire drill";
  private static final String LOGIN = "canary";

  private final AuditedTransactions work;
  private final DrillUser users;
  private final ResourceStore store;
  private final AccountSeals seals;
  private final Made made;

  /** Where what is made comes from. */
  public record Made(DrillSecrets secrets, Stamps stamps) {}

  public DrillCanary(
      AuditedTransactions work,
      DrillUser users,
      ResourceStore store,
      AccountSeals seals,
      Made made) {
    this.work = work;
    this.users = users;
    this.store = store;
    this.seals = seals;
    this.made = made;
  }

  /**
   * Makes what is missing.
   *
   * @throws org.tandemvault.core.shared.ReadOnlyNodeException on a standby
   */
  public void ensure() {
    work.demandWrites();
    Optional<User> known = work.read(users::find);
    if (known.isPresent() && work.read(tx -> account(tx, known.get())).isPresent()) {
      return;
    }
    User user = known.orElseGet(this::makeUser);
    work.write(
        tx -> {
          if (account(tx, user).isEmpty()) {
            makeAccount(tx, user);
          }
          return user;
        });
  }

  /** The account that the user is to find. */
  Optional<AccountId> account(ReadSession tx, User user) {
    return store.accounts().exportRows(tx, user.id(), 0, 1).stream()
        .map(ExportRow::account)
        .map(Account::id)
        .findFirst();
  }

  private User makeUser() {
    try (Secret password = made.secrets().password()) {
      DrillUser.Made fresh = users.make(password);
      return work.write(
          tx -> {
            Optional<User> meanwhile = users.find(tx);
            if (meanwhile.isPresent()) {
              return meanwhile.get();
            }
            users.insert(tx, work, fresh);
            return fresh.user();
          });
    }
  }

  private void makeAccount(WriteSession tx, User user) {
    Instant now = made.stamps().now();
    var resource =
        new Resource(
            new ResourceId(made.stamps().nextId()),
            RESOURCE,
            "vault",
            "",
            "Proves that people could work on a standby. Made by the vault.",
            Optional.empty(),
            Map.of(),
            now,
            now,
            1);
    var id = new AccountId(made.stamps().nextId());
    var account =
        new Account(
            id,
            resource.id(),
            LOGIN,
            seals.sealNotes(id, 1, ""),
            1,
            now,
            Optional.empty(),
            Optional.empty(),
            1);
    store.resources().insertAll(tx, List.of(resource));
    try (Secret canary = made.secrets().canary()) {
      byte[] sealed = seals.sealPassword(id, 1, canary);
      store
          .accounts()
          .insertAll(
              tx, List.of(account), List.of(new SealedPassword(id, 1, sealed, now, "system")));
    }
    store
        .shares()
        .giveOnNew(
            tx,
            List.of(new ShareTarget.OfAccount(id)),
            new Share(new Principal.OfUser(user.id()), Right.VIEW));
    work.record(tx, created(resource, id));
  }

  private static AuditEntry created(Resource resource, AccountId account) {
    return new AuditEntry(
        "",
        "system",
        AuditAction.ACCOUNT_CREATE,
        new Target("account", account.text(), resource.name() + "/" + LOGIN),
        Outcome.OK,
        "for fire drills",
        "");
  }
}
