package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.Violation;

final class ResourceCatalogueTest {

  private final VaultRig rig = new VaultRig();
  private final Caller maker = rig.person("maker", Role.PASSWORD_ADMIN);
  private final Caller user = rig.person("user", Role.USER);

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ADMIN", "PASSWORD_ADMIN"})
  void whoMakesAResourceManagesIt(Role role) {
    Caller caller = rig.person("caller", role);

    VisibleResource made = rig.resources.create(caller, VaultRig.fields("db-1", Optional.empty()));

    assertThat(made.right()).contains(Right.MANAGE);
    assertThat(rig.resources.get(caller, made.resource().id())).isEqualTo(made);
    assertThat(made.resource().createdAt()).isEqualTo(rig.clock.instant());
    assertThat(rig.trail.last().action()).isEqualTo(AuditAction.RESOURCE_CREATE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"USER", "AUDITOR"})
  void othersMakeNone(Role role) {
    Caller caller = rig.person("caller", role);

    assertThatThrownBy(
            () -> rig.resources.create(caller, VaultRig.fields("db-1", Optional.empty())))
        .isInstanceOf(ForbiddenException.class);
  }

  static Stream<Arguments> brokenFields() {
    String long257 = "x".repeat(257);
    var many = new HashMap<String, String>();
    for (int i = 0; i <= 50; i++) {
      many.put("name " + i, "value");
    }
    return Stream.of(
        Arguments.of("name", fields("", "", "", "", Map.of())),
        Arguments.of("name", fields(long257, "", "", "", Map.of())),
        Arguments.of("name", fields("\uD800", "", "", "", Map.of())),
        Arguments.of("type", fields("n", "a\tb", "", "", Map.of())),
        Arguments.of("address", fields("n", "", long257, "", Map.of())),
        Arguments.of("description", fields("n", "", "", "ü".repeat(8193), Map.of())),
        Arguments.of("attributes", fields("n", "", "", "", many)),
        Arguments.of("attributes[0].name", fields("n", "", "", "", Map.of("", "v"))),
        Arguments.of("attributes[0].value", fields("n", "", "", "", Map.of("a", "b\nc"))));
  }

  @ParameterizedTest
  @MethodSource("brokenFields")
  void fieldsKeepTheirRules(String field, ResourceFields fields) {
    assertField(field, () -> rig.resources.create(maker, fields));
    ResourceId id = rig.resource(maker, "db-1");
    assertField(field, () -> rig.resources.update(maker, id, fields, 1));
  }

  @Test
  void anyUnicodeMakesANameAndNamesMayRepeat() {
    String name = "Datenbank Ü 日本 🗄".repeat(10);

    ResourceId one = rig.resource(maker, name);
    ResourceId two = rig.resource(maker, name);

    assertThat(rig.resources.get(maker, one).resource().name()).isEqualTo(name);
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void anUpdateNamesTheChangedFieldsAndKeepsCreation() {
    ResourceId id = rig.resource(maker, "db-1");
    var created = rig.clock.instant();
    rig.clock.move(Duration.ofHours(1));
    var next = fields("db-2", "linux", "host.example", "secretive words", Map.of("a", "c"));

    VisibleResource after = rig.resources.update(maker, id, next, 1);

    assertThat(rig.resources.get(maker, id)).isEqualTo(after);
    assertThat(after.resource().createdAt()).isEqualTo(created);
    assertThat(after.resource().updatedAt()).isEqualTo(rig.clock.instant());
    assertThat(after.resource().version()).isEqualTo(2);
    assertThat(rig.trail.last().reason()).isEqualTo("name, description, attributes");
  }

  @Test
  void aMoveGoesOnlyWhereTheCallerCanSee() {
    FolderId hidden = rig.folders.create(maker, "hidden", Optional.empty()).id();
    ResourceId id = rig.resource(maker, "db-1");
    rig.vault.share(id, user.id(), Right.MANAGE);
    var into = VaultRig.fields("db-1", Optional.of(hidden));

    assertField("folder", () -> rig.resources.update(user, id, into, 1));
    assertField(
        "folder",
        () -> rig.resources.create(maker, VaultRig.fields("x", Optional.of(new FolderId(1)))));
    rig.vault.share(hidden, user.id(), Right.VIEW);
    rig.resources.update(user, id, into, 1);

    assertThat(rig.resources.get(user, id).resource().folder()).contains(hidden);
  }

  @Test
  void afterAMoveTheRightIsThatOfTheNewPlace() {
    FolderId folder = rig.folders.create(maker, "folder", Optional.empty()).id();
    rig.vault.share(folder, user.id(), Right.MANAGE);
    ResourceId id =
        rig.resources.create(maker, VaultRig.fields("db-1", Optional.of(folder))).resource().id();

    VisibleResource after =
        rig.resources.update(user, id, VaultRig.fields("db-1", Optional.empty()), 1);

    assertThat(after.right()).isEmpty();
    assertThat(rig.trail.last().reason()).isEqualTo("folder");
  }

  @Test
  void aMoveThatLeavesNobodyInChargeIsRefused() {
    FolderId folder = rig.folders.create(maker, "folder", Optional.empty()).id();
    ResourceId id = rig.vault.resource("db-1", folder);

    assertThatThrownBy(
            () -> rig.resources.update(maker, id, VaultRig.fields("db-1", Optional.empty()), 1))
        .isInstanceOfSatisfying(
            ConflictException.class, e -> assertThat(e.code()).isEqualTo("no-manager"));
    assertThat(rig.resources.get(maker, id).resource().folder()).contains(folder);
  }

  @Test
  void whoHoldsOneAccountSeesTheResourceInPart() {
    ResourceId id = rig.resource(maker, "db-1");
    rig.vault.share(rig.account(maker, id, "root", "secret"), user.id(), Right.MANAGE);

    VisibleResource seen = rig.resources.get(user, id);

    assertThat(seen.right()).isEmpty();
    assertThat(seen.resource().address()).isEqualTo("host.example");
    assertThat(seen.resource().description()).isEmpty();
    assertThat(seen.resource().attributes()).isEmpty();
    assertThat(rig.resources.search(user, ResourceQuery.ALL, PageRequest.first()).items())
        .containsExactly(seen);
  }

  @Test
  void lostRacesAreRefused() {
    ResourceId id = rig.resource(maker, "db-1");

    assertThatThrownBy(
            () -> rig.resources.update(maker, id, VaultRig.fields("x", Optional.empty()), 2))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> rig.resources.delete(maker, id, OptionalLong.of(2)))
        .isInstanceOf(StaleVersionException.class);
    assertThat(rig.resources.get(maker, id).resource().name()).isEqualTo("db-1");
  }

  @Test
  void whatIsDeletedWithAResourceIsNamedOnRecord() {
    ResourceId id = rig.resource(maker, "db-1");
    rig.account(maker, id, "root", "secret");
    rig.account(maker, id, "guest", "secret");
    rig.trail.forget();

    rig.resources.delete(maker, id, OptionalLong.of(1));

    assertThat(rig.trail.lines())
        .isEqualTo(
            List.of(
                "account-delete ok db-1/guest",
                "account-delete ok db-1/root",
                "resource-delete ok db-1"));
    assertThatThrownBy(() -> rig.resources.get(maker, id)).isInstanceOf(NotFoundException.class);
    assertThat(rig.sharing.right(maker, on(id))).isEmpty();
  }

  private static ResourceFields fields(
      String name, String type, String address, String description, Map<String, String> more) {
    return new ResourceFields(name, type, address, description, Optional.empty(), more);
  }

  private static void assertField(String field, Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations()).extracting(Violation::field).contains(field));
  }
}
