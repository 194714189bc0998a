package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.resource.VaultFixture.of;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.ResourceId;

/** Each use case, each right, each role, each scope. */
final class RightsMatrixTest {

  private final VaultRig rig = new VaultRig();
  private final Caller owner = rig.person("owner", Role.PASSWORD_ADMIN);
  private final FolderId folder = rig.folders.create(owner, "shared", Optional.empty()).id();
  private final ResourceId resource =
      rig.resources.create(owner, VaultRig.fields("db-1", Optional.of(folder))).resource().id();
  private final AccountId account = rig.account(owner, resource, "root", "first");

  /** What can be done, and what it takes. */
  private enum Op {
    GET_RESOURCE(Right.VIEW, Scope.READ, (t, rig, c) -> rig.resources.get(c, t.resource)),
    LIST_ACCOUNTS(
        Right.VIEW,
        Scope.READ,
        (t, rig, c) -> rig.accounts.list(c, t.resource, PageRequest.first())),
    GET_ACCOUNT(Right.VIEW, Scope.READ, (t, rig, c) -> rig.accounts.get(c, t.account)),
    HISTORY(
        Right.VIEW,
        Scope.READ,
        (t, rig, c) -> rig.accounts.history(c, t.account, PageRequest.first())),
    REVEAL(Right.VIEW, Scope.REVEAL, (t, rig, c) -> rig.reveal(c, t.account)),
    SHARES(Right.VIEW, Scope.READ, (t, rig, c) -> rig.sharing.shares(c, on(t.resource))),
    EXPLAIN_OWN(
        Right.VIEW,
        Scope.READ,
        (t, rig, c) -> rig.sharing.explain(c, on(t.account), Optional.empty())),
    EXPLAIN_OTHER(
        Right.MANAGE,
        Scope.READ,
        (t, rig, c) -> rig.sharing.explain(c, on(t.account), Optional.of(t.owner.id()))),
    UPDATE_RESOURCE(
        Right.MODIFY,
        Scope.WRITE,
        (t, rig, c) ->
            rig.resources.update(c, t.resource, VaultRig.fields("x", Optional.of(t.folder)), 1)),
    CREATE_ACCOUNT(
        Right.MODIFY, Scope.WRITE, (t, rig, c) -> rig.account(c, t.resource, "new", "secret")),
    UPDATE_ACCOUNT(
        Right.MODIFY,
        Scope.WRITE,
        (t, rig, c) -> rig.accounts.update(c, t.account, VaultRig.fields("x"), 1)),
    CHANGE_PASSWORD(Right.MODIFY, Scope.WRITE, (t, rig, c) -> rig.change(c, t.account, "next")),
    GENERATE_PASSWORD(
        Right.MODIFY, Scope.WRITE, (t, rig, c) -> rig.accounts.generatePassword(c, t.account)),
    MOVE_RESOURCE(
        Right.MANAGE,
        Scope.WRITE,
        (t, rig, c) -> {
          rig.vault.share(t.resource, t.owner.id(), Right.MANAGE);
          rig.resources.update(c, t.resource, VaultRig.fields("x", Optional.empty()), 1);
        }),
    SHARE_RESOURCE(
        Right.MANAGE,
        Scope.WRITE,
        (t, rig, c) ->
            rig.sharing.replace(
                c, on(t.resource), List.of(new Share(of(t.owner.id()), Right.MANAGE)))),
    RENAME_FOLDER(
        Right.MANAGE,
        Scope.WRITE,
        (t, rig, c) -> rig.folders.update(c, t.folder, "renamed", Optional.empty(), 1)),
    DELETE_ACCOUNT(
        Right.MANAGE,
        Scope.WRITE,
        (t, rig, c) -> rig.accounts.delete(c, t.account, OptionalLong.empty())),
    DELETE_RESOURCE(
        Right.MANAGE,
        Scope.WRITE,
        (t, rig, c) -> rig.resources.delete(c, t.resource, OptionalLong.of(1)));

    private final Right needed;
    private final Scope scope;
    private final Use use;

    Op(Right needed, Scope scope, Use use) {
      this.needed = needed;
      this.scope = scope;
      this.use = use;
    }

    void run(RightsMatrixTest test, Caller caller) {
      use.as(test, test.rig, caller);
    }

    void run(RightsMatrixTest test, VaultRig elsewhere, Caller caller) {
      use.as(test, elsewhere, caller);
    }
  }

  @FunctionalInterface
  private interface Use {
    void as(RightsMatrixTest test, VaultRig rig, Caller caller);
  }

  static Stream<Arguments> everyRight() {
    return Stream.of(Op.values())
        .flatMap(op -> Stream.of(Right.values()).map(right -> Arguments.of(op, right)));
  }

  static Stream<Arguments> everyRole() {
    return Stream.of(Op.values())
        .flatMap(op -> Stream.of(Role.values()).map(role -> Arguments.of(op, role)));
  }

  @ParameterizedTest
  @MethodSource("everyRight")
  void rightsDecide(Op op, Right held) {
    Caller caller = rig.person("caller", Role.USER);
    rig.vault.share(folder, caller.id(), held);
    rig.trail.forget();

    if (held.covers(op.needed)) {
      assertThatCode(() -> op.run(this, caller)).doesNotThrowAnyException();
      assertThat(rig.trail.of(AuditAction.ACCESS_REFUSED, Outcome.REFUSED)).isEmpty();
    } else {
      assertThatThrownBy(() -> op.run(this, caller)).isInstanceOf(ForbiddenException.class);
      assertThat(rig.trail.of(AuditAction.ACCESS_REFUSED, Outcome.REFUSED)).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("everyRole")
  void noRoleGivesARightOnWhatIsNotShared(Op op, Role role) {
    Caller caller = rig.person("caller", role);
    boolean mayRename =
        op == Op.RENAME_FOLDER && (role == Role.ADMIN || role == Role.PASSWORD_ADMIN);

    if (mayRename) {
      assertThatCode(() -> op.run(this, caller)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> op.run(this, caller)).isInstanceOf(NotFoundException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Op.class)
  void aTokenWithoutTheScopeIsRefusedWhateverTheRight(Op op) {
    Caller token = VaultRig.without(owner, op.scope);
    rig.trail.forget();

    assertThatThrownBy(() -> op.run(this, token)).isInstanceOf(ForbiddenException.class);
    assertThat(rig.trail.last().outcome()).isEqualTo(Outcome.REFUSED);
  }

  @ParameterizedTest
  @EnumSource(Op.class)
  void nothingIsAllowedBeforeTheFirstPasswordIsChanged(Op op) {
    Caller fresh = new Caller(owner.id(), "owner", owner.roles(), Scope.all(), true, "10.0.0.1");
    rig.trail.forget();

    assertThatThrownBy(() -> op.run(this, fresh))
        .isInstanceOfSatisfying(
            ForbiddenException.class,
            e -> assertThat(e.code()).isEqualTo("password-change-needed"));
    assertThat(rig.trail.entries()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Op.class)
  void aStandbyReadsAndRevealsButChangesNothing(Op op) {
    VaultRig standby = rig.standby();

    if (op.scope == Scope.WRITE) {
      assertThatThrownBy(() -> op.run(this, standby, owner))
          .isInstanceOf(ReadOnlyNodeException.class);
    } else {
      assertThatCode(() -> op.run(this, standby, owner)).doesNotThrowAnyException();
    }
  }

  @Test
  void whoSeesAResourceInPartIsToldThatTheRightIsMissing() {
    Caller caller = rig.person("caller", Role.USER);
    rig.vault.share(account, caller.id(), Right.MANAGE);

    assertThatThrownBy(() -> Op.UPDATE_RESOURCE.run(this, caller))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> Op.CREATE_ACCOUNT.run(this, caller))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> Op.DELETE_RESOURCE.run(this, caller))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void aRefusalStandsEvenIfItCannotBeRecorded() {
    Caller caller = rig.person("caller", Role.USER);
    rig.vault.share(folder, caller.id(), Right.VIEW);
    rig.trail.breakDown();

    assertThatThrownBy(() -> Op.DELETE_ACCOUNT.run(this, caller))
        .isInstanceOf(ForbiddenException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void aChangeThatCannotBeRecordedIsTakenBack() {
    rig.trail.breakDown();

    assertThatThrownBy(() -> Op.CHANGE_PASSWORD.run(this, owner))
        .isInstanceOf(org.tandemvault.core.shared.UnavailableException.class);
    assertThat(rig.accounts.get(owner, account).account().passwordVersion()).isEqualTo(1);
  }
}
