package org.tandemvault.core.access;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Group;
import org.tandemvault.core.identity.Groups;
import org.tandemvault.core.identity.NamedPrincipal;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.Users;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.UserId;

/** Shows and changes shares. Thread-safe. */
public final class Sharing {

  /** Most shares on one target; more are better given to a group. */
  static final int MOST = 500;

  private final AuditedTransactions work;
  private final Shares shares;
  private final Users users;
  private final Groups groups;

  public Sharing(AuditedTransactions work, Shares shares, Users users, Groups groups) {
    this.work = work;
    this.shares = shares;
    this.users = users;
    this.groups = groups;
  }

  /** The direct shares; needs the view right on the target. */
  public List<NamedShare> shares(Caller caller, ShareTarget target) {
    return work.read(
        caller,
        tx -> {
          demand(tx, caller, target, Right.VIEW);
          List<Share> direct = shares.of(tx, target);
          return named(direct, names(tx, direct));
        });
  }

  /**
   * Replaces the direct shares; needs manage. Unknown or double principals are violations on
   * items[n].principal.
   *
   * @throws ConflictException {@code no-manager} if nobody could manage the target afterwards: its
   *     secrets would be out of everybody's control
   */
  public List<NamedShare> replace(Caller caller, ShareTarget target, List<Share> next) {
    return work.write(
        Attempt.on(caller, AuditAction.SHARE_CHANGE, target.type(), target.id()),
        c -> c.require(Scope.WRITE),
        tx -> replaceNow(tx, caller, target, next));
  }

  /** Why a user (empty: the caller) has which right; others only for those with manage. */
  public List<Grant> explain(Caller caller, ShareTarget target, Optional<UserId> user) {
    UserId whose = user.orElse(caller.id());
    return work.read(
        Attempt.on(caller, AuditAction.ACCESS_REFUSED, target.type(), target.id()),
        c -> c.require(Scope.READ),
        tx -> {
          boolean own = whose.equals(caller.id());
          demand(tx, caller, target, own ? Right.VIEW : Right.MANAGE);
          return shares.explain(tx, whose, target);
        });
  }

  /** The caller's strongest right, empty without one. */
  public Optional<Right> right(Caller caller, ShareTarget target) {
    return work.read(caller, tx -> shares.right(tx, caller.id(), target));
  }

  private List<NamedShare> replaceNow(
      WriteSession tx, Caller caller, ShareTarget target, List<Share> next) {
    demand(tx, caller, target, Right.MANAGE);
    Map<Principal, NamedPrincipal> names = names(tx, next);
    check(next, names);
    List<Share> before = shares.of(tx, target);
    shares.replace(tx, target, next);
    if (!shares.hasManager(tx, target)) {
      throw new ConflictException(
          "no-manager",
          "Afterwards nobody could manage this "
              + target.type()
              + ". Leave the right 'manage' to at least one enabled user.");
    }
    names.putAll(names(tx, before));
    String name = shares.nameOf(tx, target).orElse("");
    var audited = new Target(target.type(), target.id().text(), name);
    for (String change : new ShareChanges(names).tell(before, next)) {
      work.record(tx, caller.entry(AuditAction.SHARE_CHANGE, audited, Outcome.OK, change));
    }
    return named(shares.of(tx, target), names);
  }

  private void demand(ReadSession tx, Caller caller, ShareTarget target, Right needed) {
    Right.demand(shares.right(tx, caller.id(), target), needed, target.type(), target.id());
  }

  private static void check(List<Share> next, Map<Principal, NamedPrincipal> names) {
    var rules = new FieldRules();
    rules.rule(next.size() <= MOST, "items", "must be at most " + MOST + "; share with a group");
    var seen = new HashSet<Principal>();
    for (int i = 0; i < next.size(); i++) {
      Principal principal = next.get(i).principal();
      String field = "items[" + i + "].principal";
      rules.rule(names.containsKey(principal), field, "there is no such " + principal.type());
      rules.rule(seen.add(principal), field, "is there twice");
    }
    rules.check();
  }

  private Map<Principal, NamedPrincipal> names(ReadSession tx, List<Share> of) {
    var names = new LinkedHashMap<Principal, NamedPrincipal>();
    var people = new HashSet<UserId>();
    for (Share share : of) {
      switch (share.principal()) {
        case Principal.OfUser user -> people.add(user.id());
        case Principal.OfGroup group ->
            groups.find(tx, group.id()).ifPresent(found -> names.put(group, name(group, found)));
      }
    }
    for (User user : people.isEmpty() ? List.<User>of() : users.findAll(tx, people)) {
      var principal = new Principal.OfUser(user.id());
      names.put(principal, new NamedPrincipal(principal, user.name(), user.displayName()));
    }
    return names;
  }

  private static NamedPrincipal name(Principal principal, Group group) {
    return new NamedPrincipal(principal, group.name(), group.name());
  }

  private static List<NamedShare> named(List<Share> direct, Map<Principal, NamedPrincipal> names) {
    return direct.stream().map(share -> named(share, names)).toList();
  }

  private static NamedShare named(Share share, Map<Principal, NamedPrincipal> names) {
    String id = share.principal().id().text();
    NamedPrincipal name =
        names.getOrDefault(share.principal(), new NamedPrincipal(share.principal(), id, id));
    return new NamedShare(share, name.name(), name.displayName());
  }
}
