package org.tandemvault.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.resource.VaultRig;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.StaleVersionException;

final class PolicyAdministrationTest {

  private static final PolicyFields STRICT =
      new PolicyFields("strict", 12, true, true, true, true, 90, true);

  private final VaultRig rig = new VaultRig();
  private final Caller admin = rig.person("admin", Role.ADMIN);

  @Test
  void adminsMakeChangeAndDeletePolicies() {
    PasswordPolicy made = rig.policies.create(admin, STRICT);
    var next = new PolicyFields("strict", 14, true, true, true, false, 0, true);

    PasswordPolicy changed = rig.policies.update(admin, made.id(), next, 1);

    assertThat(rig.policies.get(admin, made.id())).isEqualTo(changed);
    assertThat(changed.version()).isEqualTo(2);
    assertThat(rig.trail.last().reason()).isEqualTo("minLength, symbols, maxAgeDays");
    rig.policies.delete(admin, made.id(), OptionalLong.of(2));
    assertThat(rig.trail.last().action()).isEqualTo(AuditAction.POLICY_DELETE);
    assertThatThrownBy(() -> rig.policies.get(admin, made.id()))
        .isInstanceOf(NotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
  void othersOnlyRead(Role role) {
    PasswordPolicy made = rig.policies.create(admin, STRICT);
    Caller other = rig.person("other", role);

    assertThat(rig.policies.list(other, PageRequest.first()).items()).containsExactly(made);
    assertThatThrownBy(() -> rig.policies.create(other, STRICT))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> rig.policies.update(other, made.id(), STRICT, 1))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> rig.policies.delete(other, made.id(), OptionalLong.empty()))
        .isInstanceOf(ForbiddenException.class);
    assertThat(rig.trail.last().reason()).startsWith("policy-delete: ");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,minLength",
    "1001,0,minLength",
    "3,0,minLength",
    "8,-1,maxAgeDays",
    "8,36501,maxAgeDays"
  })
  void boundsAreKept(int minLength, int maxAgeDays, String field) {
    var fields = new PolicyFields("p", minLength, true, true, true, true, maxAgeDays, false);

    assertThatThrownBy(() -> rig.policies.create(admin, fields))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations().getFirst().field()).isEqualTo(field));
  }

  @Test
  void aPolicyInUseStays() {
    PasswordPolicy made = rig.policies.create(admin, STRICT);
    var account = VaultRig.fields("root", made.id());
    rig.account(admin, rig.resource(admin, "db-1"), account, "Long-enough-1");

    assertThatThrownBy(() -> rig.policies.delete(admin, made.id(), OptionalLong.empty()))
        .isInstanceOfSatisfying(
            ConflictException.class, e -> assertThat(e.code()).isEqualTo("policy-in-use"));
  }

  @Test
  void lostRacesAreRefused() {
    PasswordPolicy made = rig.policies.create(admin, STRICT);

    assertThatThrownBy(() -> rig.policies.update(admin, made.id(), STRICT, 7))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> rig.policies.delete(admin, made.id(), OptionalLong.of(7)))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> rig.policies.update(admin, new PolicyId(1), STRICT, 1))
        .isInstanceOf(NotFoundException.class);
    assertThat(rig.policies.list(admin, PageRequest.first()).items()).isEqualTo(List.of(made));
  }
}
