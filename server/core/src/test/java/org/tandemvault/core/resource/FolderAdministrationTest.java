package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;

final class FolderAdministrationTest {

  private final VaultRig rig = new VaultRig();
  private final Caller maker = rig.person("maker", Role.PASSWORD_ADMIN);
  private final Caller other = rig.person("other", Role.PASSWORD_ADMIN);
  private final Caller user = rig.person("user", Role.USER);

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ADMIN", "PASSWORD_ADMIN"})
  void whoMakesAFolderManagesIt(Role role) {
    Caller caller = rig.person("caller", role);

    Folder made = rig.folders.create(caller, "top", Optional.empty());

    assertThat(rig.folders.get(caller, made.id())).isEqualTo(made);
    assertThat(rig.sharing.right(caller, on(made.id()))).contains(Right.MANAGE);
    assertThat(rig.trail.last().action()).isEqualTo(AuditAction.FOLDER_CREATE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"USER", "AUDITOR"})
  void othersMakeNone(Role role) {
    Caller caller = rig.person("caller", role);

    assertThatThrownBy(() -> rig.folders.create(caller, "top", Optional.empty()))
        .isInstanceOf(ForbiddenException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\u0000"})
  void aNameMustBeAName(String name) {
    assertField("name", () -> rig.folders.create(maker, name, Optional.empty()));
  }

  @Test
  void aNameIsUniqueInItsParent() {
    FolderId top = make("top");
    make("inner", top);

    assertThatThrownBy(() -> make("INNER", top)).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> make("Top")).isInstanceOf(ConflictException.class);
    make("top", top);
  }

  @Test
  void theParentMustBeKnown() {
    assertField("parent", () -> make("x", new FolderId(1)));
  }

  @Test
  void whoMakesFoldersSeesAllOthersWhatIsTheirs() {
    FolderId top = make("top");
    FolderId inner = make("inner", top);
    make("unseen", top);
    rig.vault.share(inner, user.id(), Right.VIEW);

    assertThat(rig.folders.list(other, PageRequest.first()).items()).hasSize(3);
    assertThat(rig.folders.list(user, PageRequest.first()).items())
        .extracting(Folder::name)
        .containsExactly("inner", "top");
    assertThat(rig.folders.get(user, top).name()).isEqualTo("top");
    assertThatThrownBy(() -> rig.folders.get(rig.person("nobody", Role.AUDITOR), top))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aRenameNeedsTheRoleOrManage() {
    FolderId top = make("top");
    rig.vault.share(top, user.id(), Right.MODIFY);

    rig.folders.update(other, top, "by role", Optional.empty(), 1);
    assertThatThrownBy(() -> rig.folders.update(user, top, "x", Optional.empty(), 2))
        .isInstanceOf(ForbiddenException.class);
    rig.vault.share(top, user.id(), Right.MANAGE);
    Folder after = rig.folders.update(user, top, "by right", Optional.empty(), 2);

    assertThat(after).isEqualTo(new Folder(top, "by right", Optional.empty(), 3));
    assertThat(rig.trail.last().reason()).isEqualTo("name");
  }

  @Test
  void aMoveNeedsManageWhateverTheRole() {
    FolderId top = make("top");
    FolderId inner = make("inner", top);

    assertThatThrownBy(() -> rig.folders.update(other, inner, "inner", Optional.empty(), 1))
        .isInstanceOf(ForbiddenException.class);
    Folder moved = rig.folders.update(maker, inner, "moved", Optional.empty(), 1);

    assertThat(moved.parent()).isEmpty();
    assertThat(rig.trail.last().reason()).isEqualTo("name, parent");
  }

  @Test
  void aMoveGoesOnlyWhereTheCallerCanSee() {
    FolderId hidden = make("hidden");
    FolderId mine = make("mine");
    rig.vault.share(mine, user.id(), Right.MANAGE);

    assertField("parent", () -> rig.folders.update(user, mine, "mine", Optional.of(hidden), 1));
    rig.vault.share(hidden, user.id(), Right.VIEW);
    rig.folders.update(user, mine, "mine", Optional.of(hidden), 1);

    assertThat(rig.folders.get(user, mine).parent()).contains(hidden);
  }

  @Test
  void aCircleIsRefused() {
    FolderId top = make("top");
    FolderId inner = make("inner", make("middle", top));

    assertField("parent", () -> rig.folders.update(maker, top, "top", Optional.of(inner), 1));
    assertField("parent", () -> rig.folders.update(maker, top, "top", Optional.of(top), 1));
  }

  @Test
  void aMoveThatLeavesNobodyInChargeIsRefused() {
    FolderId top = make("top");
    FolderId inner = rig.vault.folder("inner", top);

    assertThatThrownBy(() -> rig.folders.update(maker, inner, "inner", Optional.empty(), 1))
        .isInstanceOfSatisfying(
            ConflictException.class, e -> assertThat(e.code()).isEqualTo("no-manager"));
    assertThat(rig.folders.get(maker, inner).parent()).contains(top);
  }

  @Test
  void lostRacesAreRefused() {
    FolderId top = make("top");

    assertThatThrownBy(() -> rig.folders.update(maker, top, "x", Optional.empty(), 5))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> rig.folders.delete(maker, top, OptionalLong.of(5)))
        .isInstanceOf(StaleVersionException.class);
  }

  @Test
  void onlyAnEmptyFolderIsDeleted() {
    FolderId top = make("top");
    FolderId inner = make("inner", top);
    rig.vault.resource("db-1", inner);

    for (FolderId full : new FolderId[] {top, inner}) {
      assertThatThrownBy(() -> rig.folders.delete(maker, full, OptionalLong.empty()))
          .isInstanceOfSatisfying(
              ConflictException.class, e -> assertThat(e.code()).isEqualTo("folder-not-empty"));
    }
    FolderId empty = make("empty", top);
    rig.folders.delete(other, empty, OptionalLong.of(1));

    assertThatThrownBy(() -> rig.folders.get(maker, empty)).isInstanceOf(NotFoundException.class);
    assertThat(rig.trail.last().action()).isEqualTo(AuditAction.FOLDER_DELETE);
    assertThat(rig.trail.last().target().name()).isEqualTo("empty");
  }

  @Test
  void deletingNeedsTheRoleOrManage() {
    FolderId top = make("top");
    rig.vault.share(top, user.id(), Right.MODIFY);

    assertThatThrownBy(() -> rig.folders.delete(user, top, OptionalLong.empty()))
        .isInstanceOf(ForbiddenException.class);
    rig.vault.share(top, user.id(), Right.MANAGE);
    rig.folders.delete(user, top, OptionalLong.empty());

    assertThat(rig.folders.list(maker, PageRequest.first()).items()).isEmpty();
  }

  private FolderId make(String name) {
    return rig.folders.create(maker, name, Optional.empty()).id();
  }

  private FolderId make(String name, FolderId parent) {
    return rig.folders.create(maker, name, Optional.of(parent)).id();
  }

  private static void assertField(String field, Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations().getFirst().field()).isEqualTo(field));
  }
}
