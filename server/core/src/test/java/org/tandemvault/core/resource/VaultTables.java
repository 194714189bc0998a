package org.tandemvault.core.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.node.InMemoryTable;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.policy.VaultSettings;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.Id;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;

/** What the in-memory repositories of the vault have in common. */
public final class VaultTables {

  private static final Comparator<Id> BY_ID = Comparator.comparingLong(Id::value);

  public final InMemoryTable<FolderId, Folder> folders = InMemoryTable.orderedBy(BY_ID);
  public final InMemoryTable<ResourceId, Resource> resources = InMemoryTable.orderedBy(BY_ID);
  public final InMemoryTable<AccountId, Account> accounts = InMemoryTable.orderedBy(BY_ID);
  public final InMemoryTable<PolicyId, PasswordPolicy> policies = InMemoryTable.orderedBy(BY_ID);
  public final InMemoryTable<Integer, VaultSettings> settings = InMemoryTable.create();

  public final InMemoryTable<ShareTarget, List<Share>> shares =
      InMemoryTable.orderedBy(
          Comparator.comparing(ShareTarget::type).thenComparing(ShareTarget::id, BY_ID));

  final InMemoryTable<PasswordKey, SealedPassword> passwords =
      InMemoryTable.orderedBy(
          Comparator.comparing(PasswordKey::account, BY_ID)
              .thenComparing(Comparator.comparingLong(PasswordKey::version).reversed()));

  final InMemoryTable<LoginKey, AccountId> logins =
      InMemoryTable.orderedBy(
          Comparator.comparing(LoginKey::resource, BY_ID).thenComparing(LoginKey::login));

  record PasswordKey(AccountId account, long version) {}

  record LoginKey(ResourceId resource, String login) {}

  /** The folder and those above it, nearest first. */
  public List<Folder> path(ReadSession tx, Optional<FolderId> from) {
    var path = new ArrayList<Folder>();
    Optional<Folder> next = from.flatMap(id -> folders.get(tx, id));
    while (next.isPresent()) {
      path.add(next.get());
      next = next.get().parent().flatMap(id -> folders.get(tx, id));
    }
    return path;
  }

  /** What gives rights on a target: itself first, then what is above; empty if it isn't there. */
  public List<ShareTarget> chain(ReadSession tx, ShareTarget target) {
    var chain = new ArrayList<ShareTarget>();
    Optional<ResourceId> resource = Optional.empty();
    Optional<FolderId> folder = Optional.empty();
    switch (target) {
      case ShareTarget.OfAccount account -> {
        resource = accounts.get(tx, account.id()).map(Account::resource);
        resource.ifPresent(found -> chain.add(account));
      }
      case ShareTarget.OfResource of -> resource = Optional.of(of.id());
      case ShareTarget.OfFolder of -> folder = Optional.of(of.id());
    }
    Optional<Resource> found = resource.flatMap(id -> resources.get(tx, id));
    found.ifPresent(r -> chain.add(new ShareTarget.OfResource(r.id())));
    Optional<FolderId> start = found.isPresent() ? found.get().folder() : folder;
    path(tx, start).forEach(f -> chain.add(new ShareTarget.OfFolder(f.id())));
    return chain;
  }

  /** The accounts of a resource, by login. */
  List<Account> accountsOf(ReadSession tx, ResourceId resource) {
    return logins.after(tx, new LoginKey(resource, "")).toList().stream()
        .map(id -> accounts.get(tx, id).orElseThrow())
        .takeWhile(account -> account.resource().equals(resource))
        .toList();
  }

  /** An account goes with its passwords and shares. */
  void deleteAccount(WriteSession tx, Account account) {
    for (long version = 1; version <= account.passwordVersion(); version++) {
      passwords.remove(tx, new PasswordKey(account.id(), version));
    }
    shares.remove(tx, new ShareTarget.OfAccount(account.id()));
    logins.remove(tx, new LoginKey(account.resource(), account.login()));
    accounts.remove(tx, account.id());
  }
}
