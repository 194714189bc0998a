package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityVault.CLIENT;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.core.shared.Violation;

final class GroupAdministrationTest {

  private final IdentityVault vault = IdentityVault.primary();
  private final User root = vault.user("root", Role.ADMIN);
  private final User anna = vault.user("anna");
  private final Caller admin = callerOf(root);

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void aGroupIsCreatedChangedAndDeletedOnRecord() {
    Group ops = create("ops", of(anna));
    Group after =
        vault.groups.update(admin, ops.id(), new GroupFields("ops 2", "all", List.of()), 1);
    assertThat(vault.groups.get(admin, ops.id())).isEqualTo(after);
    vault.groups.delete(admin, ops.id(), OptionalLong.of(2));

    assertThatThrownBy(() -> vault.groups.get(admin, ops.id()))
        .isInstanceOf(NotFoundException.class);
    assertThat(vault.recorded())
        .containsExactly("group-create ok", "group-update ok", "group-delete ok");
  }

  @Test
  void aCircleIsRefusedAtTheMemberThatClosesIt() {
    Group inner = create("inner", of(anna));
    Group middle = create("middle", of(inner));
    Group outer = create("outer", of(middle));

    assertViolations(() -> update(inner, of(anna), of(outer)), "members[1]");
    assertViolations(() -> update(inner, of(middle)), "members[0]");
    assertViolations(() -> update(inner, of(inner)), "members[0]");
    update(inner, of(root));
  }

  @Test
  void twoChangesAtOnceCloseNoCircle() throws Exception {
    Group left = create("left");
    Group right = create("right");
    List<Callable<Boolean>> both = List.of(() -> joins(left, right), () -> joins(right, left));
    int done = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<Boolean> result : threads.invokeAll(both)) {
        done += result.get() ? 1 : 0;
      }
    }

    assertThat(done).isEqualTo(1);
  }

  @Test
  void membersMustExistAndStandOnce() {
    Principal noUser = new Principal.OfUser(new UserId(999));
    Principal noGroup = new Principal.OfGroup(new GroupId(998));

    assertViolations(
        () -> create("ops", of(anna), noUser, noGroup, of(anna)),
        "members[1]",
        "members[2]",
        "members[3]");
  }

  @Test
  void everyBrokenFieldIsTold() {
    GroupFields broken = new GroupFields(" ops", "a\u0007b", List.of());

    assertViolations(() -> vault.groups.create(admin, broken), "name", "description");
  }

  @Test
  void aTakenNameIsRefused() {
    create("ops");

    assertThatThrownBy(() -> create("OPS")).isInstanceOf(ConflictException.class);
  }

  @Test
  void aLostRaceIsRefused() {
    Group ops = create("ops");

    assertThatThrownBy(
            () -> vault.groups.update(admin, ops.id(), new GroupFields("ops", "", List.of()), 2))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> vault.groups.delete(admin, ops.id(), OptionalLong.of(2)))
        .isInstanceOf(StaleVersionException.class);
    vault.groups.delete(admin, ops.id(), OptionalLong.empty());
  }

  @Test
  void onlyAdminsEditAndOthersWithAnOfficeRead() {
    Group ops = create("ops");
    Caller user = callerOf(anna);
    Caller auditor = callerOf(vault.user("audit", Role.AUDITOR));
    for (Caller caller : List.of(user, auditor)) {
      for (ThrowingCallable edit :
          List.<ThrowingCallable>of(
              () -> vault.groups.create(caller, new GroupFields("x", "", List.of())),
              () -> vault.groups.update(caller, ops.id(), new GroupFields("x", "", List.of()), 1),
              () -> vault.groups.delete(caller, ops.id(), OptionalLong.empty()))) {
        assertThatThrownBy(edit).isInstanceOf(ForbiddenException.class);
      }
    }

    assertThat(vault.groups.list(auditor, "o", PageRequest.first()).items()).containsExactly(ops);
    assertThat(vault.groups.get(auditor, ops.id())).isEqualTo(ops);
    assertThatThrownBy(() -> vault.groups.list(user, "", PageRequest.first()))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> vault.groups.get(user, ops.id()))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void theDirectoryFindsEnabledUsersAndGroupsByTheStartOfAName() {
    Group annas = create("annas");
    User off = vault.user("anna-off");
    vault.users.disable(admin, off.id(), OptionalLong.empty());
    User other = vault.user("annabel");

    assertThat(vault.directory.find(callerOf(anna), "ANNA", 10))
        .containsExactly(
            new NamedPrincipal(of(anna), "anna", "ANNA"),
            new NamedPrincipal(of(other), "annabel", "ANNABEL"),
            new NamedPrincipal(of(annas), "annas", "annas"));
    assertThat(vault.directory.find(callerOf(anna), "anna", 2))
        .extracting(NamedPrincipal::name)
        .containsExactly("anna", "annabel");
  }

  @Test
  void theDirectoryNamesPrincipalsInTheOrderAsked() {
    Group ops = create("ops");
    Principal gone = new Principal.OfUser(new UserId(999));
    Principal goneGroup = new Principal.OfGroup(new GroupId(998));

    assertThat(vault.directory.names(callerOf(anna), List.of(of(ops), gone, of(anna), goneGroup)))
        .extracting(NamedPrincipal::name)
        .containsExactly("ops", gone.id().text(), "anna", goneGroup.id().text());
    assertThat(vault.directory.names(callerOf(anna), List.of())).isEmpty();
  }

  @Test
  void theDirectoryNeedsTheScopeRead() {
    Caller blind = new Caller(anna.id(), "anna", anna.roles(), Set.of(Scope.WRITE), false, CLIENT);

    assertThatThrownBy(() -> vault.directory.find(blind, "", 5))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> vault.directory.names(blind, List.of()))
        .isInstanceOf(ForbiddenException.class);
  }

  private boolean joins(Group group, Group member) {
    try {
      update(group, of(member));
      return true;
    } catch (InvalidException circle) {
      return false;
    }
  }

  private Group create(String name, Principal... members) {
    return vault.groups.create(admin, new GroupFields(name, "", List.of(members)));
  }

  private void update(Group group, Principal... members) {
    GroupFields fields = new GroupFields(group.name(), "", List.of(members));
    vault.groups.update(admin, group.id(), fields, group.version());
  }

  private static Principal of(User user) {
    return new Principal.OfUser(user.id());
  }

  private static Principal of(Group group) {
    return new Principal.OfGroup(group.id());
  }

  private static void assertViolations(ThrowingCallable call, String... fields) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations()).extracting(Violation::field).containsExactly(fields));
  }

  private static Caller callerOf(User user) {
    return new Caller(user.id(), user.name(), user.roles(), Scope.all(), false, CLIENT);
  }
}
