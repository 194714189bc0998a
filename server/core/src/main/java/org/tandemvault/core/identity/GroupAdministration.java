package org.tandemvault.core.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.ReasonTexts;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ChangedFields;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.UserId;

/**
 * What admins do with groups. Reading is open to admin, password-admin and auditor. Thread-safe.
 */
public final class GroupAdministration {

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final Stamps stamps;

  /** So that two changes, each good alone, don't close a circle together. */
  private final ReentrantLock oneAtATime = new ReentrantLock();

  public GroupAdministration(AuditedTransactions work, IdentityStore store, Stamps stamps) {
    this.work = work;
    this.store = store;
    this.stamps = stamps;
  }

  /** By name; {@code q} is the start of a name. */
  public Page<Group> list(Caller caller, String q, PageRequest page) {
    Attempt attempt = Attempt.of(caller, AuditAction.ACCESS_REFUSED);
    return work.read(attempt, GroupAdministration::mayRead, tx -> store.groups().page(tx, q, page));
  }

  public Group get(Caller caller, GroupId id) {
    Attempt attempt = Attempt.on(caller, AuditAction.ACCESS_REFUSED, "group", id);
    return work.read(attempt, GroupAdministration::mayRead, tx -> find(tx, id));
  }

  public Group create(Caller caller, GroupFields fields) {
    GroupId id = new GroupId(stamps.nextId());
    Group group = new Group(id, fields.name(), fields.description(), fields.members(), 1);
    return work.write(
        Attempt.of(caller, AuditAction.GROUP_CREATE),
        GroupAdministration::mayEdit,
        tx -> {
          check(tx, group);
          store.groups().insert(tx, group);
          record(tx, caller, AuditAction.GROUP_CREATE, group, members(tx, List.of(), group));
          return group;
        });
  }

  /** Refuses a circle. */
  public Group update(Caller caller, GroupId id, GroupFields fields, long expectedVersion) {
    Group after =
        new Group(id, fields.name(), fields.description(), fields.members(), expectedVersion + 1);
    oneAtATime.lock();
    try {
      return work.write(
          Attempt.on(caller, AuditAction.GROUP_UPDATE, "group", id),
          GroupAdministration::mayEdit,
          tx -> {
            Group before = find(tx, id);
            requireVersion(before, OptionalLong.of(expectedVersion));
            check(tx, after);
            store.groups().update(tx, after);
            record(tx, caller, AuditAction.GROUP_UPDATE, after, changes(tx, before, after));
            return after;
          });
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Deletes it with its memberships and shares. */
  public void delete(Caller caller, GroupId id, OptionalLong expectedVersion) {
    work.write(
        Attempt.on(caller, AuditAction.GROUP_DELETE, "group", id),
        GroupAdministration::mayEdit,
        tx -> {
          Group before = find(tx, id);
          requireVersion(before, expectedVersion);
          store.groups().delete(tx, id);
          work.record(tx, caller.did(AuditAction.GROUP_DELETE, before.target()));
          return true;
        });
  }

  private void record(
      WriteSession tx, Caller caller, AuditAction action, Group group, List<String> words) {
    for (String change : ReasonTexts.of(words, "")) {
      work.record(tx, caller.entry(action, group.target(), Outcome.OK, change));
    }
  }

  private List<String> changes(ReadSession tx, Group before, Group after) {
    String fields =
        new ChangedFields()
            .of("name", before.name(), after.name())
            .of("description", before.description(), after.description())
            .toString();
    List<String> words = new ArrayList<>(fields.isEmpty() ? List.of() : List.of(fields));
    words.addAll(members(tx, before.members(), after));
    return words;
  }

  private List<String> members(ReadSession tx, List<Principal> before, Group after) {
    return new MemberChanges(store).words(tx, before, after.members());
  }

  private static void mayRead(Caller caller) {
    caller.require(Scope.READ, Role.ADMIN, Role.PASSWORD_ADMIN, Role.AUDITOR);
  }

  private static void mayEdit(Caller caller) {
    caller.require(Scope.ADMIN, Role.ADMIN);
  }

  private void check(ReadSession tx, Group group) {
    FieldRules rules = new FieldRules();
    UserRules.name(rules, "name", group.name());
    rules.text("description", group.description());
    checkMembers(tx, group, rules);
    rules.check();
  }

  private void checkMembers(ReadSession tx, Group group, FieldRules rules) {
    Set<UserId> users = existingUsers(tx, group.members());
    Set<GroupId> above = store.groups().ancestors(tx, group.id());
    Set<Principal> seen = new HashSet<>();
    for (int n = 0; n < group.members().size(); n++) {
      Principal member = group.members().get(n);
      String field = "members[" + n + "]";
      rules.rule(seen.add(member), field, "is there twice");
      switch (member) {
        case Principal.OfUser user ->
            rules.rule(users.contains(user.id()), field, "does not exist");
        case Principal.OfGroup inner -> {
          boolean circle = inner.id().equals(group.id()) || above.contains(inner.id());
          rules.rule(!circle, field, "would make a circle of groups");
          rules.rule(circle || exists(tx, inner.id()), field, "does not exist");
        }
      }
    }
  }

  private Set<UserId> existingUsers(ReadSession tx, List<Principal> members) {
    Set<UserId> asked = new HashSet<>();
    for (Principal member : members) {
      if (member instanceof Principal.OfUser user) {
        asked.add(user.id());
      }
    }
    Set<UserId> existing = new HashSet<>();
    store.users().findAll(tx, asked).forEach(user -> existing.add(user.id()));
    return existing;
  }

  private boolean exists(ReadSession tx, GroupId id) {
    Optional<Group> found = store.groups().find(tx, id);
    return found.isPresent();
  }

  private Group find(ReadSession tx, GroupId id) {
    return store.groups().find(tx, id).orElseThrow(() -> NotFoundException.of("group", id));
  }

  private static void requireVersion(Group group, OptionalLong expected) {
    if (expected.isPresent() && expected.getAsLong() != group.version()) {
      throw new StaleVersionException(
          "Group " + group.id() + " was changed meanwhile; load it again and redo the change.");
    }
  }
}
