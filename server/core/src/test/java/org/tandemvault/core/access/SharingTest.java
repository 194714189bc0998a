package org.tandemvault.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.access.Right.MANAGE;
import static org.tandemvault.core.access.Right.MODIFY;
import static org.tandemvault.core.access.Right.VIEW;
import static org.tandemvault.core.resource.VaultFixture.of;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.resource.VaultRig;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.core.shared.Violation;

final class SharingTest {

  private final VaultRig rig = new VaultRig();
  private final Caller owner = rig.person("owner", Role.PASSWORD_ADMIN);
  private final ResourceId resource = rig.resource(owner, "db-1");
  private final ShareTarget target = on(resource);
  private final Share own = new Share(of(owner.id()), MANAGE);

  @Test
  void sharesAreShownWithNames() {
    GroupId ops = rig.vault.group("ops", of(owner.id()));

    List<NamedShare> after =
        rig.sharing.replace(owner, target, List.of(own, new Share(of(ops), VIEW)));

    assertThat(after)
        .containsExactly(
            new NamedShare(new Share(of(ops), VIEW), "ops", "ops"),
            new NamedShare(own, "owner", "owner"));
    assertThat(rig.sharing.shares(owner, target)).isEqualTo(after);
  }

  @Test
  void theRecordTellsWhatChangedByName() {
    UserId anna = rig.vault.user("anna");
    UserId bert = rig.vault.user("bert");
    GroupId ops = rig.vault.group("ops", of(anna));
    rig.sharing.replace(
        owner, target, List.of(own, new Share(of(ops), VIEW), new Share(of(bert), VIEW)));

    rig.sharing.replace(
        owner, target, List.of(own, new Share(of(anna), VIEW), new Share(of(bert), MODIFY)));

    AuditEntry last = rig.trail.last();
    assertThat(last.action()).isEqualTo(AuditAction.SHARE_CHANGE);
    assertThat(last.target().name()).isEqualTo("db-1");
    assertThat(last.reason()).isEqualTo("+user anna view, =user bert modify, -group ops");
  }

  @Test
  void anUnchangedListIsRecordedAsSuch() {
    rig.sharing.replace(owner, target, List.of(own));

    assertThat(rig.trail.last().reason()).isEqualTo("nothing changed");
  }

  @Test
  void aLargeChangeIsToldInSeveralEvents() {
    var shares = new ArrayList<>(List.of(own));
    for (int i = 0; i < 100; i++) {
      shares.add(new Share(of(rig.vault.user("a rather long user name " + i)), VIEW));
    }
    rig.trail.forget();

    rig.sharing.replace(owner, target, shares);

    List<AuditEntry> events = rig.trail.of(AuditAction.SHARE_CHANGE, Outcome.OK);
    assertThat(events).hasSizeGreaterThan(2).allMatch(e -> e.reason().length() <= 1_000);
    assertThat(events.stream().mapToInt(e -> e.reason().split(",", -1).length).sum())
        .isEqualTo(100);
  }

  @Test
  void unknownAndDoublePrincipalsAreNamedByTheirPlace() {
    List<Share> shares =
        List.of(
            own,
            new Share(of(new UserId(1)), VIEW),
            new Share(of(new GroupId(2)), VIEW),
            new Share(of(owner.id()), VIEW));

    assertThatThrownBy(() -> rig.sharing.replace(owner, target, shares))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.violations())
                    .extracting(Violation::field)
                    .containsExactly(
                        "items[1].principal", "items[2].principal", "items[3].principal"));
    assertThat(rig.sharing.shares(owner, target)).hasSize(1);
  }

  @Test
  void moreSharesThanOneCanOverlookAreRefused() {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i <= Sharing.MOST; i++) {
      shares.add(new Share(of(new UserId(i + 1)), VIEW));
    }

    assertThatThrownBy(() -> rig.sharing.replace(owner, target, shares))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations().getFirst().field()).isEqualTo("items"));
  }

  @Test
  void nobodyCanLockEverybodyOut() {
    GroupId empty = rig.vault.group("empty");
    UserId gone = rig.vault.user("gone", false);

    for (List<Share> shares :
        List.<List<Share>>of(
            List.of(),
            List.of(new Share(of(owner.id()), MODIFY)),
            List.of(new Share(of(empty), MANAGE)),
            List.of(new Share(of(gone), MANAGE)))) {
      assertThatThrownBy(() -> rig.sharing.replace(owner, target, shares))
          .isInstanceOfSatisfying(
              ConflictException.class, e -> assertThat(e.code()).isEqualTo("no-manager"));
    }
    assertThat(rig.sharing.right(owner, target)).contains(MANAGE);
  }

  @Test
  void aManagerMayGoWhileAnotherStays() {
    UserId anna = rig.vault.user("anna");

    rig.sharing.replace(owner, target, List.of(new Share(of(anna), MANAGE)));

    assertThat(rig.sharing.right(owner, target)).isEmpty();
  }

  @Test
  void anInheritedManagerIsEnough() {
    FolderId folder = rig.folders.create(owner, "top", Optional.empty()).id();
    ResourceId inside =
        rig.resources.create(owner, VaultRig.fields("in", Optional.of(folder))).resource().id();

    assertThat(rig.sharing.replace(owner, on(inside), List.of())).isEmpty();
    assertThat(rig.sharing.right(owner, on(inside))).contains(MANAGE);
  }

  @Test
  void oneOwnRightIsExplainedWithTheViewRight() {
    Caller anna = rig.person("anna", Role.USER);
    rig.vault.share(resource, anna.id(), VIEW);

    assertThat(rig.sharing.explain(anna, target, Optional.empty()))
        .containsExactly(new Grant(VIEW, target, "db-1", of(anna.id()), "anna"));
    assertThat(Grant.strongest(rig.sharing.explain(owner, target, Optional.of(anna.id()))))
        .contains(VIEW);
  }

  @Test
  void rightsAndTheirWordsBelongTogether() {
    for (Right right : Right.values()) {
      assertThat(Right.ofWord(right.word())).contains(right);
    }
    assertThat(Right.ofWord("own")).isEmpty();
  }
}
