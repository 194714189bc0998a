package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityFixture.group;
import static org.tandemvault.core.identity.IdentityFixture.of;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;

/** What every implementation of {@link Groups} must do. */
public abstract class GroupsContract {

  private IdentityFixture vault;
  private User anna;
  private User ben;

  /** A store without users and groups, on a primary. */
  protected abstract IdentityFixture emptyStore();

  @BeforeEach
  void open() {
    vault = emptyStore();
    anna = vault.insertUser(1, "anna");
    ben = vault.insertUser(2, "ben");
  }

  @Test
  void everythingOfAGroupComesBack() {
    Group inner = vault.insertGroup(11, "inner", of(anna));
    Group outer = vault.insertGroup(12, "Outer", of(inner), of(ben));

    assertGroup(outer);
    assertThat(find(new GroupId(99))).isEmpty();
  }

  @Test
  void aTakenNameIsRefusedInAnyCase() {
    Group one = vault.insertGroup(11, "ops");
    Group two = vault.insertGroup(12, "dev");

    assertThatThrownBy(() -> vault.insertGroup(13, "OPS"))
        .isInstanceOf(ConflictException.class)
        .hasFieldOrPropertyWithValue("code", "name-taken");
    assertThatThrownBy(() -> update(group(12, "Ops", 2)))
        .isInstanceOf(ConflictException.class)
        .hasFieldOrPropertyWithValue("code", "name-taken");
    assertGroup(one);
    assertGroup(two);
  }

  @Test
  void aGroupMayChangeTheCaseOfItsName() {
    vault.insertGroup(11, "ops");
    update(group(11, "OPS", 2));

    assertGroup(group(11, "OPS", 2));
  }

  @Test
  void updateReplacesAll() {
    vault.insertGroup(11, "ops", of(anna));
    Group after = group(11, "operators", 2, of(ben));
    update(after);

    assertGroup(after);
    assertThat(groupsOf(anna)).isEmpty();
    assertThat(groupsOf(ben)).containsExactly(after.id());
  }

  @Test
  void aLostRaceIsRefused() {
    vault.insertGroup(11, "ops");
    update(group(11, "ops", 2));

    assertThatThrownBy(() -> update(group(11, "ops", 2, of(anna))))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> update(group(77, "gone", 2)))
        .isInstanceOf(StaleVersionException.class);
    assertThat(groupsOf(anna)).isEmpty();
  }

  @Test
  void membershipReachesThroughGroupsAtAnyDepth() {
    Group inner = vault.insertGroup(11, "inner", of(anna));
    Group middle = vault.insertGroup(12, "middle", of(inner));
    Group outer = vault.insertGroup(13, "outer", of(middle), of(ben));

    assertThat(groupsOf(anna)).containsExactlyInAnyOrder(inner.id(), middle.id(), outer.id());
    assertThat(groupsOf(ben)).containsExactly(outer.id());
    assertThat(ancestors(inner)).containsExactlyInAnyOrder(middle.id(), outer.id());
    assertThat(ancestors(outer)).isEmpty();
  }

  @Test
  void membershipFollowsChangesInTheMiddle() {
    Group inner = vault.insertGroup(11, "inner", of(anna));
    Group middle = vault.insertGroup(12, "middle");
    Group outer = vault.insertGroup(13, "outer", of(middle));
    update(group(12, "middle", 2, of(inner)));

    assertThat(groupsOf(anna)).containsExactlyInAnyOrder(inner.id(), middle.id(), outer.id());

    update(group(12, "middle", 3));

    assertThat(groupsOf(anna)).containsExactly(inner.id());
    assertThat(ancestors(inner)).isEmpty();
  }

  @Test
  void membershipByTwoWaysOutlivesTheLossOfOne() {
    Group inner = vault.insertGroup(11, "inner", of(anna));
    Group left = vault.insertGroup(12, "left", of(inner));
    Group right = vault.insertGroup(13, "right", of(inner));
    Group top = vault.insertGroup(14, "top", of(left), of(right));
    update(group(12, "left", 2));

    assertThat(groupsOf(anna)).containsExactlyInAnyOrder(inner.id(), right.id(), top.id());
  }

  @Test
  void deletingAGroupEndsMembershipsOfItAndThroughIt() {
    Group inner = vault.insertGroup(11, "inner", of(anna));
    Group middle = vault.insertGroup(12, "middle", of(inner), of(ben));
    Group outer = vault.insertGroup(13, "outer", of(middle));
    vault.write(tx -> vault.groups().delete(tx, middle.id()));

    assertThat(find(middle.id())).isEmpty();
    assertThat(groupsOf(anna)).containsExactly(inner.id());
    assertThat(groupsOf(ben)).isEmpty();
    assertThat(find(outer.id()).orElseThrow().members()).isEmpty();
  }

  @Test
  void whatIsRolledBackIsNotThere() {
    Group ops = vault.insertGroup(11, "ops", of(anna));

    assertThatThrownBy(
            () ->
                vault.write(
                    tx -> {
                      vault.groups().update(tx, group(11, "ops", 2, of(ben)));
                      vault.groups().insert(tx, group(12, "dev", 1, of(anna)));
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertGroup(ops);
    assertThat(groupsOf(anna)).containsExactly(ops.id());
    assertThat(groupsOf(ben)).isEmpty();
  }

  @Test
  void pagesByNameInAnyCase() {
    for (String name : List.of("delta", "Alpha", "charlie", "Bravo", "echo")) {
      vault.insertGroup(name.charAt(0), name);
    }

    assertThat(pagedNames("")).containsExactly("Alpha", "Bravo", "charlie", "delta", "echo");
  }

  @Test
  void searchesTheStartOfTheNameLiterally() {
    vault.insertGroup(11, "a_1");
    vault.insertGroup(12, "ab1");

    assertThat(pagedNames("A_")).containsExactly("a_1");
    assertThat(pagedNames("%")).isEmpty();
    assertThat(pagedNames("b1")).isEmpty();
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    for (String cursor : List.of("nonsense", Cursor.of("a", "b", "c", "d"))) {
      PageRequest page = new PageRequest(2, Optional.of(cursor));
      assertThatThrownBy(() -> vault.read(tx -> vault.groups().page(tx, "", page)))
          .isInstanceOf(MalformedException.class);
    }
  }

  private void assertGroup(Group expected) {
    Group stored = find(expected.id()).orElseThrow();
    assertThat(stored).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(expected);
  }

  private Optional<Group> find(GroupId id) {
    return vault.read(tx -> vault.groups().find(tx, id));
  }

  private void update(Group group) {
    vault.write(tx -> vault.groups().update(tx, group));
  }

  private Set<GroupId> groupsOf(User user) {
    return vault.read(tx -> vault.groups().groupsOf(tx, user.id()));
  }

  private Set<GroupId> ancestors(Group group) {
    return vault.read(tx -> vault.groups().ancestors(tx, group.id()));
  }

  private List<String> pagedNames(String q) {
    List<String> names = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      PageRequest request = new PageRequest(2, cursor);
      Page<Group> page = vault.read(tx -> vault.groups().page(tx, q, request));
      page.items().forEach(g -> names.add(g.name()));
      cursor = page.next();
    } while (cursor.isPresent());
    return names;
  }
}
