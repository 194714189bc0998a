package org.tandemvault.db.identity;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tandemvault.core.identity.Group;
import org.tandemvault.core.identity.Groups;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.session.Chunks;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/**
 * {@link Groups} in the database. Thread-safe.
 *
 * <p>The table user_principal holds, for each user, everything they act as: themselves and each
 * group they are in at any depth. It is made anew for a changed group and all groups above it.
 */
public final class JdbiGroups implements Groups {

  @Override
  public Optional<Group> find(ReadSession tx, GroupId id) {
    var session = JdbiSession.of(tx);
    return withMembers(
            session,
            session.query("identity/group_find").bind("id", id.value()).map(Row::of).list())
        .stream()
        .findFirst();
  }

  @Override
  public Page<Group> page(ReadSession tx, String q, PageRequest page) {
    var session = JdbiSession.of(tx);
    Keyset after = Keyset.of(page);
    String prefix = FieldRules.key(q);
    List<Row> rows =
        session
            .query("identity/group_page")
            .bind("afterKey", after.key())
            .bind("afterId", after.id())
            .bind("prefix", prefix)
            .bind("prefixEnd", session.platform().endOfPrefix(prefix))
            .bind("limit", page.limit() + 1)
            .map(Row::of)
            .list();
    return Keyset.page(
        withMembers(session, rows),
        page.limit(),
        g -> new Keyset(FieldRules.key(g.name()), g.id().value()).cursor());
  }

  @Override
  public Set<GroupId> groupsOf(ReadSession tx, UserId user) {
    return JdbiSession.of(tx)
        .query("identity/groups_of_user")
        .bind("userId", user.value())
        .map((row, context) -> new GroupId(row.getLong("principal_id")))
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<GroupId> ancestors(ReadSession tx, GroupId group) {
    return above(JdbiSession.of(tx), group.value()).stream()
        .map(GroupId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void insert(WriteSession tx, Group group) {
    StructureLock.GROUPS.take(tx);
    var session = JdbiSession.of(tx);
    session
        .update("identity/group_insert")
        .bind("id", group.id().value())
        .bind("name", group.name())
        .bind("nameKey", FieldRules.key(group.name()))
        .bind("description", group.description())
        .bind("version", group.version())
        .execute();
    replaceMembers(session, group);
  }

  @Override
  public void update(WriteSession tx, Group group) {
    StructureLock.GROUPS.take(tx);
    var session = JdbiSession.of(tx);
    int changed =
        session
            .update("identity/group_update")
            .bind("id", group.id().value())
            .bind("name", group.name())
            .bind("nameKey", FieldRules.key(group.name()))
            .bind("description", group.description())
            .bind("version", group.version())
            .execute();
    if (changed == 0) {
      throw new StaleVersionException(
          "Group " + group.id() + " was changed by somebody else meanwhile. Load it again.");
    }
    session.update("identity/members_delete").bind("groupId", group.id().value()).execute();
    replaceMembers(session, group);
  }

  @Override
  public void delete(WriteSession tx, GroupId id) {
    StructureLock.GROUPS.take(tx);
    var session = JdbiSession.of(tx);
    Set<Long> above = above(session, id.value());
    session.update("identity/members_delete").bind("groupId", id.value()).execute();
    session.update("identity/memberships_delete").bind("memberId", id.value()).execute();
    session.update("identity/shares_with_delete").bind("principalId", id.value()).execute();
    session.update("identity/principal_delete").bind("principalId", id.value()).execute();
    session.update("identity/group_delete").bind("id", id.value()).execute();
    above.forEach(group -> deriveUsers(session, group));
  }

  private static void replaceMembers(JdbiSession session, Group group) {
    var batch = session.batch("identity/member_insert");
    int position = 0;
    for (Principal member : group.members()) {
      batch
          .bind("groupId", group.id().value())
          .bind("position", position++)
          .bind("memberType", member.type())
          .bind("memberId", member.id().value())
          .add();
    }
    if (position > 0) {
      batch.execute();
    }
    Set<Long> above = above(session, group.id().value());
    if (above.contains(group.id().value())) {
      throw InvalidException.of("members", "must not hold the group itself through other groups");
    }
    deriveUsers(session, group.id().value());
    above.forEach(each -> deriveUsers(session, each));
  }

  /** Makes the effective members of one group anew. */
  private static void deriveUsers(JdbiSession session, long group) {
    session.update("identity/principal_delete").bind("principalId", group).execute();
    Set<Long> users = usersBelow(session, group);
    if (users.isEmpty()) {
      return;
    }
    var batch = session.batch("identity/principal_insert");
    users.forEach(user -> batch.bind("userId", user).bind("principalId", group).add());
    batch.execute();
  }

  private static Set<Long> usersBelow(JdbiSession session, long group) {
    var users = new HashSet<Long>();
    var seen = new HashSet<>(Set.of(group));
    Collection<Long> level = Set.of(group);
    while (!level.isEmpty()) {
      var next = new HashSet<Long>();
      for (Member member : members(session, level)) {
        if (member.principal() instanceof Principal.OfUser user) {
          users.add(user.id().value());
        } else if (seen.add(member.principal().id().value())) {
          next.add(member.principal().id().value());
        }
      }
      level = next;
    }
    return users;
  }

  private static Set<Long> above(JdbiSession session, long group) {
    var found = new HashSet<Long>();
    Collection<Long> level = Set.of(group);
    while (!level.isEmpty()) {
      level =
          Chunks.each(
                  level,
                  chunk ->
                      session
                          .query("identity/groups_with_members")
                          .bindList("ids", chunk)
                          .mapTo(Long.class)
                          .list())
              .stream()
              .filter(found::add)
              .toList();
    }
    return found;
  }

  private static List<Group> withMembers(JdbiSession session, List<Row> rows) {
    Map<Long, List<Member>> members =
        members(session, rows.stream().map(Row::id).toList()).stream()
            .collect(Collectors.groupingBy(Member::group));
    return rows.stream()
        .map(
            row ->
                new Group(
                    new GroupId(row.id()),
                    row.name(),
                    row.description(),
                    members.getOrDefault(row.id(), List.of()).stream()
                        .map(Member::principal)
                        .toList(),
                    row.version()))
        .toList();
  }

  private static List<Member> members(JdbiSession session, Collection<Long> groups) {
    return Chunks.each(
        groups,
        chunk ->
            session
                .query("identity/members_of_groups")
                .bindList("ids", chunk)
                .map(
                    (row, context) ->
                        new Member(
                            row.getLong("group_id"),
                            Principals.of(row.getString("member_type"), row.getLong("member_id"))))
                .list());
  }

  private record Member(long group, Principal principal) {}

  private record Row(long id, String name, String description, long version) {
    static Row of(java.sql.ResultSet row, org.jdbi.v3.core.statement.StatementContext context)
        throws java.sql.SQLException {
      return new Row(
          row.getLong("id"),
          row.getString("name"),
          row.getString("description"),
          row.getLong("version"));
    }
  }
}
