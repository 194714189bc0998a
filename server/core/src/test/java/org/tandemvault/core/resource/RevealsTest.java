package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.policy.PolicyFields;
import org.tandemvault.core.policy.VaultSettings;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.UnreadableSecretException;

final class RevealsTest {

  private final VaultRig rig = new VaultRig();
  private final Caller admin = rig.person("admin", Role.ADMIN);
  private final Caller user = rig.person("user", Role.USER);
  private final ResourceId resource = rig.resource(admin, "db-1");
  private final AccountId account = rig.account(admin, resource, "root", "S3cret");

  @Test
  void aRevealIsOnRecordWithNameReasonAndClient() {
    rig.trail.forget();
    var request = new RevealRequest(account, "fix it", "T-1", Optional.of(1L), false);

    assertThat(rig.reveal(admin, request)).isEqualTo("S3cret");

    AuditEntry entry = rig.trail.last();
    assertThat(rig.trail.lines()).containsExactly("reveal ok db-1/root");
    assertThat(entry.reason()).isEqualTo("fix it; ticket T-1; version 1");
    assertThat(entry.actor()).isEqualTo("admin");
    assertThat(entry.client()).isEqualTo("10.0.0.1");
    assertThat(entry.target().id()).isEqualTo(account.text());
  }

  @Test
  void aCopyIsOnRecordAsSuch() {
    rig.reveal(admin, new RevealRequest(account, "", "T-1", Optional.empty(), true));

    assertThat(rig.trail.last().action()).isEqualTo(AuditAction.COPY);
    assertThat(rig.trail.last().reason()).isEqualTo("ticket T-1");
  }

  @Test
  void theAnswerTellsVersionNodeAndAge() {
    rig.change(admin, account, "next");

    try (Revealed revealed = rig.reveals.revealPlaintext(admin, request(""))) {
      assertThat(revealed.version()).isEqualTo(2);
      assertThat(revealed.node()).isEqualTo(new NodeId("node-1"));
      assertThat(revealed.asOf()).isEqualTo(rig.clock.instant());
      assertThat(revealed.lagSeconds()).isZero();
    }
  }

  @Test
  void oldVersionsAreRevealedToo() {
    rig.change(admin, account, "next");

    assertThat(rig.reveal(admin, version(1))).isEqualTo("S3cret");
    assertThat(rig.reveal(admin, version(2))).isEqualTo("next");
    assertThatThrownBy(() -> rig.reveal(admin, version(3)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("version 3");
  }

  @Test
  void revealIsRefusedWhenAuditCannotBeWritten() {
    rig.trail.breakDown();

    assertThatThrownBy(() -> rig.reveals.revealPlaintext(admin, request("because")))
        .isInstanceOfSatisfying(
            UnavailableException.class, e -> assertThat(e.code()).isEqualTo("audit-unavailable"))
        .satisfies(e -> assertThat(told(e)).doesNotContain("S3cret"));
  }

  @Test
  void whatIsNotSharedLooksLikeWhatDoesNotExistAndIsOnRecord() {
    rig.trail.forget();
    var nothing = new RevealRequest(new AccountId(1), "", "", Optional.empty(), false);

    Throwable hidden = catchIt(() -> rig.reveal(user, request("")));
    Throwable absent = catchIt(() -> rig.reveal(user, nothing));

    assertThat(hidden).isInstanceOf(NotFoundException.class);
    assertThat(absent).isInstanceOf(NotFoundException.class);
    assertThat(hidden.getMessage().replace(account.text(), "X"))
        .isEqualTo(absent.getMessage().replace(new AccountId(1).text(), "X"));
    assertThat(rig.trail.lines()).containsExactly("reveal refused db-1/root", "reveal refused");
  }

  @Test
  void aRefusalStandsEvenIfItCannotBeRecorded() {
    rig.trail.breakDown();

    assertThat(catchIt(() -> rig.reveal(user, request(""))))
        .isInstanceOf(NotFoundException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void aPolicyMayDemandAReason() {
    var policy = new PolicyFields("strict", 1, false, false, false, false, 0, true);
    PolicyId id = rig.policies.create(admin, policy).id();
    AccountId strict = rig.account(admin, resource, VaultRig.fields("strict", id), "S3cret");
    rig.trail.forget();

    assertReasonNeeded(strict);
    assertThat(rig.trail.entries()).isEmpty();
    assertThat(rig.reveal(admin, new RevealRequest(strict, "why", "", Optional.empty(), false)))
        .isEqualTo("S3cret");
  }

  @Test
  void theSettingsMayDemandAReasonForAll() {
    assertThat(rig.reveal(admin, account)).isEqualTo("S3cret");

    rig.settingsAdministration.update(admin, new VaultSettings(30, 30, 8, true, 0), 0);

    assertReasonNeeded(account);
    assertThat(rig.reveal(admin, request("why"))).isEqualTo("S3cret");
  }

  @Test
  void reasonAndTicketHaveTheirLimits() {
    assertField(
        "reason", new RevealRequest(account, "x".repeat(1025), "", Optional.empty(), false));
    assertField("reason", new RevealRequest(account, "a\nb", "", Optional.empty(), false));
    assertField("ticket", new RevealRequest(account, "", "x".repeat(257), Optional.empty(), false));
    rig.reveal(
        admin,
        new RevealRequest(account, "x".repeat(1024), "y".repeat(256), Optional.empty(), false));
  }

  @Test
  void aSwappedPasswordDoesNotOpenAndTheFailureIsOnRecord() {
    AccountId other = rig.account(admin, resource, "other", "Other");
    swapIn(other);
    rig.trail.forget();

    assertThatThrownBy(() -> rig.reveal(admin, request("because")))
        .isInstanceOfSatisfying(
            UnreadableSecretException.class,
            e -> assertThat(e.code()).isEqualTo("unreadable-secret"))
        .hasMessageContaining(account.text());

    assertThat(rig.trail.lines())
        .isEqualTo(List.of("reveal ok db-1/root", "reveal failed db-1/root"));
    assertThat(rig.trail.last().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(rig.trail.last().reason()).isEqualTo("unreadable-secret; because");
  }

  @Test
  void whoHoldsOneAccountRevealsThatOneAlone() {
    AccountId guest = rig.account(admin, resource, "guest", "Guest");
    rig.vault.share(account, user.id(), Right.VIEW);

    assertThat(rig.reveal(user, account)).isEqualTo("S3cret");
    assertThatThrownBy(() -> rig.reveal(user, guest)).isInstanceOf(NotFoundException.class);
  }

  /** As somebody might who owns the database: another row's value under the next version. */
  private void swapIn(AccountId other) {
    byte[] foreign =
        rig.vault.found(tx -> rig.vault.accounts().password(tx, other, 1)).orElseThrow().sealed();
    var forged = new SealedPassword(account, 2, foreign, rig.clock.instant(), "mallory");
    rig.vault.write(
        tx -> rig.vault.accounts().addPasswords(tx, List.of(forged), List.of(Optional.empty())));
  }

  private RevealRequest request(String reason) {
    return new RevealRequest(account, reason, "", Optional.empty(), false);
  }

  private RevealRequest version(long version) {
    return new RevealRequest(account, "", "", Optional.of(version), false);
  }

  private void assertReasonNeeded(AccountId id) {
    assertField("reason", new RevealRequest(id, " ", "", Optional.empty(), false));
    assertField("reason", new RevealRequest(id, "", "T-1", Optional.empty(), false));
  }

  private void assertField(String field, RevealRequest request) {
    assertThatThrownBy(() -> rig.reveal(admin, request))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations().getFirst().field()).isEqualTo(field));
  }

  private static Throwable catchIt(Runnable use) {
    return org.assertj.core.api.Assertions.catchThrowable(use::run);
  }

  private static String told(Throwable e) {
    var text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
