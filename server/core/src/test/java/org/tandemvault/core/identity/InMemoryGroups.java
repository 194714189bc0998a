package org.tandemvault.core.identity;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.tandemvault.core.node.InMemoryTable;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Paging;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** Groups in memory; effective memberships are found by walking. */
public final class InMemoryGroups implements Groups {

  private final InMemoryTable<GroupId, Group> groups =
      InMemoryTable.orderedBy(Comparator.comparingLong(GroupId::value));
  private final List<BiConsumer<WriteSession, GroupId>> deletions = new CopyOnWriteArrayList<>();

  /** What else goes when a group does: its shares. */
  public void onDelete(BiConsumer<WriteSession, GroupId> also) {
    deletions.add(also);
  }

  @Override
  public Optional<Group> find(ReadSession tx, GroupId id) {
    return groups.get(tx, id);
  }

  @Override
  public Page<Group> page(ReadSession tx, String q, PageRequest page) {
    String start = FieldRules.key(q);
    List<Group> found =
        groups.all(tx).stream().filter(g -> FieldRules.key(g.name()).startsWith(start)).toList();
    return Paging.page(found, g -> FieldRules.key(g.name()), Group::id, page);
  }

  @Override
  public Set<GroupId> groupsOf(ReadSession tx, UserId user) {
    return above(tx, new Principal.OfUser(user));
  }

  @Override
  public Set<GroupId> ancestors(ReadSession tx, GroupId group) {
    return above(tx, new Principal.OfGroup(group));
  }

  @Override
  public void insert(WriteSession tx, Group group) {
    requireFreeName(tx, group);
    groups.put(tx, group.id(), group);
  }

  @Override
  public void update(WriteSession tx, Group group) {
    if (groups.get(tx, group.id()).filter(g -> g.version() == group.version() - 1).isEmpty()) {
      throw new StaleVersionException("Group " + group.id() + " was changed.");
    }
    requireFreeName(tx, group);
    groups.put(tx, group.id(), group);
  }

  @Override
  public void delete(WriteSession tx, GroupId id) {
    Principal gone = new Principal.OfGroup(id);
    groups.remove(tx, id);
    for (Group group : groups.all(tx)) {
      if (group.members().contains(gone)) {
        groups.put(tx, group.id(), without(group, gone));
      }
    }
    deletions.forEach(also -> also.accept(tx, id));
  }

  private static Group without(Group group, Principal gone) {
    List<Principal> left = group.members().stream().filter(m -> !m.equals(gone)).toList();
    return new Group(group.id(), group.name(), group.description(), left, group.version());
  }

  private void requireFreeName(ReadSession tx, Group group) {
    String key = FieldRules.key(group.name());
    boolean taken =
        groups.all(tx).stream()
            .anyMatch(g -> !g.id().equals(group.id()) && FieldRules.key(g.name()).equals(key));
    if (taken) {
      throw ConflictException.nameTaken("group");
    }
  }

  private Set<GroupId> above(ReadSession tx, Principal member) {
    List<Group> all = groups.all(tx);
    Set<GroupId> found = new LinkedHashSet<>();
    Deque<Principal> open = new ArrayDeque<>(List.of(member));
    while (!open.isEmpty()) {
      Principal next = open.pop();
      Set<GroupId> direct =
          all.stream()
              .filter(g -> g.members().contains(next))
              .map(Group::id)
              .collect(Collectors.toSet());
      direct.stream().filter(found::add).map(Principal.OfGroup::new).forEach(open::push);
    }
    return found;
  }
}
