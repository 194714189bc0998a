package org.tandemvault.core.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.identity.Groups;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.Users;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.resource.VaultTables;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.UserId;

/** Shares in memory; what is inherited is found by walking up. */
public final class InMemoryShares implements Shares {

  private static final Comparator<Share> BY_PRINCIPAL =
      Comparator.<Share, String>comparing(share -> share.principal().type())
          .thenComparing(share -> share.principal().id().value());

  private final VaultTables tables;
  private final Users users;
  private final Groups groups;

  public InMemoryShares(VaultTables tables, Users users, Groups groups) {
    this.tables = tables;
    this.users = users;
    this.groups = groups;
  }

  @Override
  public List<Share> of(ReadSession tx, ShareTarget target) {
    return tables.shares.get(tx, target).orElse(List.of());
  }

  @Override
  public void replace(WriteSession tx, ShareTarget target, List<Share> shares) {
    tables.shares.put(tx, target, shares.stream().sorted(BY_PRINCIPAL).toList());
  }

  @Override
  public void giveOnNew(WriteSession tx, Collection<? extends ShareTarget> targets, Share share) {
    targets.forEach(target -> replace(tx, target, List.of(share)));
  }

  @Override
  public Optional<Right> right(ReadSession tx, UserId user, ShareTarget target) {
    Set<GroupId> mine = groups.groupsOf(tx, user);
    return tables.chain(tx, target).stream()
        .flatMap(on -> of(tx, on).stream())
        .filter(share -> reaches(share.principal(), user, mine))
        .map(Share::right)
        .max(Comparator.naturalOrder());
  }

  @Override
  public Map<AccountId, Right> rightsOn(
      ReadSession tx, UserId user, Collection<AccountId> accounts) {
    Set<GroupId> mine = groups.groupsOf(tx, user);
    var rights = new HashMap<AccountId, Right>();
    for (AccountId account : accounts) {
      of(tx, new ShareTarget.OfAccount(account)).stream()
          .filter(share -> reaches(share.principal(), user, mine))
          .map(Share::right)
          .max(Comparator.naturalOrder())
          .ifPresent(right -> rights.put(account, right));
    }
    return rights;
  }

  @Override
  public boolean hasManager(ReadSession tx, ShareTarget target) {
    return users.page(tx, "", PageRequest.first(PageRequest.MOST)).items().stream()
        .filter(User::enabled)
        .anyMatch(user -> right(tx, user.id(), target).filter(Right.MANAGE::equals).isPresent());
  }

  @Override
  public List<Grant> explain(ReadSession tx, UserId user, ShareTarget target) {
    Set<GroupId> mine = groups.groupsOf(tx, user);
    var grants = new ArrayList<Grant>();
    for (ShareTarget on : tables.chain(tx, target)) {
      for (Share share : of(tx, on)) {
        if (reaches(share.principal(), user, mine)) {
          String onName = nameOf(tx, on).orElseThrow();
          Principal through = share.principal();
          grants.add(new Grant(share.right(), on, onName, through, nameOf(tx, through)));
        }
      }
    }
    grants.sort(Comparator.comparing(Grant::right).reversed());
    return grants;
  }

  @Override
  public Optional<String> nameOf(ReadSession tx, ShareTarget target) {
    return switch (target) {
      case ShareTarget.OfFolder folder -> tables.folders.get(tx, folder.id()).map(f -> f.name());
      case ShareTarget.OfResource of -> tables.resources.get(tx, of.id()).map(r -> r.name());
      case ShareTarget.OfAccount of ->
          tables
              .accounts
              .get(tx, of.id())
              .map(
                  a ->
                      nameOf(tx, new ShareTarget.OfResource(a.resource())).orElseThrow()
                          + "/"
                          + a.login());
    };
  }

  /** A group that is gone leaves no shares behind. */
  public void forget(WriteSession tx, GroupId group) {
    Principal gone = new Principal.OfGroup(group);
    var targets = new ArrayList<ShareTarget>();
    tables.folders.all(tx).forEach(f -> targets.add(new ShareTarget.OfFolder(f.id())));
    tables.resources.all(tx).forEach(r -> targets.add(new ShareTarget.OfResource(r.id())));
    tables.accounts.all(tx).forEach(a -> targets.add(new ShareTarget.OfAccount(a.id())));
    for (ShareTarget target : targets) {
      List<Share> shares = of(tx, target);
      List<Share> left = shares.stream().filter(s -> !s.principal().equals(gone)).toList();
      if (left.size() < shares.size()) {
        replace(tx, target, left);
      }
    }
  }

  private String nameOf(ReadSession tx, Principal principal) {
    return switch (principal) {
      case Principal.OfUser user -> users.find(tx, user.id()).orElseThrow().name();
      case Principal.OfGroup group -> groups.find(tx, group.id()).orElseThrow().name();
    };
  }

  private static boolean reaches(Principal principal, UserId user, Set<GroupId> groups) {
    return switch (principal) {
      case Principal.OfUser of -> of.id().equals(user);
      case Principal.OfGroup of -> groups.contains(of.id());
    };
  }
}
