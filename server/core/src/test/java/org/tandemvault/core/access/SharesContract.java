package org.tandemvault.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tandemvault.core.access.Right.MANAGE;
import static org.tandemvault.core.access.Right.MODIFY;
import static org.tandemvault.core.access.Right.VIEW;
import static org.tandemvault.core.resource.VaultFixture.of;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.Group;
import org.tandemvault.core.resource.Folder;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UserId;

/** What every implementation of {@link Shares} must do. */
public abstract class SharesContract {

  private VaultFixture vault;
  private UserId anna;
  private UserId bert;
  private FolderId top;
  private FolderId inner;
  private ResourceId server;
  private AccountId root;
  private AccountId guest;

  /** All ports over a store that is empty. */
  protected abstract VaultFixture emptyVault();

  @BeforeEach
  void fill() {
    vault = emptyVault();
    anna = vault.user("anna");
    bert = vault.user("bert");
    top = vault.folder("top");
    inner = vault.folder("inner", top);
    server = vault.resource("db-1", inner);
    root = vault.account(server, "root");
    guest = vault.account(server, "guest");
  }

  @Test
  void sharesComeBackByTypeAndId() {
    GroupId ops = vault.group("ops", of(anna));
    List<Share> shares =
        List.of(new Share(of(bert), VIEW), new Share(of(anna), MANAGE), new Share(of(ops), MODIFY));

    vault.write(tx -> vault.shares().replace(tx, on(server), shares));

    assertThat(direct(on(server)))
        .containsExactly(
            new Share(of(ops), MODIFY), new Share(of(anna), MANAGE), new Share(of(bert), VIEW));
  }

  @Test
  void replacingTakesAwayWhatIsNotNamed() {
    vault.share(root, anna, VIEW);

    vault.write(tx -> vault.shares().replace(tx, on(root), List.of(new Share(of(bert), MODIFY))));

    assertThat(direct(on(root))).containsExactly(new Share(of(bert), MODIFY));
    assertThat(right(anna, on(root))).isEmpty();
  }

  @Test
  void sharesOfOneTargetAreNotThoseOfAnother() {
    vault.share(server, anna, VIEW);
    vault.share(root, bert, MANAGE);

    vault.write(tx -> vault.shares().replace(tx, on(server), List.of()));

    assertThat(direct(on(server))).isEmpty();
    assertThat(direct(on(root))).hasSize(1);
    assertThat(direct(on(inner))).isEmpty();
  }

  @Test
  void newTargetsAreGivenTogether() {
    vault.write(
        tx -> {
          vault
              .shares()
              .giveOnNew(tx, List.of(on(root), on(guest), on(inner)), new Share(of(anna), MANAGE));
          vault.shares().giveOnNew(tx, List.of(), new Share(of(bert), VIEW));
        });

    assertThat(direct(on(root))).containsExactly(new Share(of(anna), MANAGE));
    assertThat(direct(on(guest))).containsExactly(new Share(of(anna), MANAGE));
    assertThat(direct(on(inner))).containsExactly(new Share(of(anna), MANAGE));
    assertThat(direct(on(server))).isEmpty();
  }

  @Test
  void nobodyHasARightOnWhatIsNotShared() {
    assertThat(right(anna, on(root))).isEmpty();
    assertThat(right(anna, on(server))).isEmpty();
    assertThat(right(anna, on(top))).isEmpty();
  }

  @Test
  void nobodyHasARightOnWhatDoesNotExist() {
    assertThat(right(anna, on(new AccountId(1)))).isEmpty();
    assertThat(right(anna, on(new ResourceId(1)))).isEmpty();
    assertThat(right(anna, on(new FolderId(1)))).isEmpty();
  }

  @Test
  void aFolderAboveGivesItsRightAllTheWayDown() {
    vault.share(top, anna, MODIFY);

    assertThat(right(anna, on(inner))).contains(MODIFY);
    assertThat(right(anna, on(server))).contains(MODIFY);
    assertThat(right(anna, on(root))).contains(MODIFY);
    assertThat(right(bert, on(root))).isEmpty();
  }

  @Test
  void aRightNeverGoesUp() {
    vault.share(root, anna, MANAGE);
    vault.share(server, bert, MANAGE);

    assertThat(right(anna, on(server))).isEmpty();
    assertThat(right(anna, on(guest))).isEmpty();
    assertThat(right(bert, on(inner))).isEmpty();
    assertThat(right(bert, on(guest))).contains(MANAGE);
  }

  @Test
  void theStrongestRightCounts() {
    vault.share(top, anna, VIEW);
    vault.share(server, anna, MODIFY);
    vault.share(root, anna, VIEW);

    assertThat(right(anna, on(inner))).contains(VIEW);
    assertThat(right(anna, on(root))).contains(MODIFY);
  }

  @Test
  void groupsInGroupsPassRightsToTheirMembers() {
    GroupId innermost = vault.group("innermost", of(anna));
    GroupId middle = vault.group("middle", of(innermost));
    GroupId outer = vault.group("outer", of(middle), of(bert));
    vault.share(on(top), of(outer), VIEW);
    vault.share(on(root), of(middle), MANAGE);

    assertThat(right(anna, on(root))).contains(MANAGE);
    assertThat(right(anna, on(guest))).contains(VIEW);
    assertThat(right(bert, on(root))).contains(VIEW);
  }

  @Test
  void leavingAGroupTakesTheRightAway() {
    GroupId inside = vault.group("inside", of(anna));
    GroupId outside = vault.group("outside", of(inside));
    vault.share(on(server), of(outside), VIEW);

    vault.write(tx -> vault.groups.update(tx, new Group(inside, "inside", "", List.of(), 2)));

    assertThat(right(anna, on(server))).isEmpty();
  }

  @Test
  void aDeletedGroupTakesItsSharesAlong() {
    GroupId ops = vault.group("ops", of(anna));
    vault.share(on(server), of(ops), VIEW);

    vault.write(tx -> vault.groups.delete(tx, ops));

    assertThat(direct(on(server))).isEmpty();
    assertThat(right(anna, on(server))).isEmpty();
  }

  @Test
  void aMovedFolderInheritsFromItsNewPlace() {
    FolderId other = vault.folder("other");
    vault.share(top, anna, VIEW);
    vault.share(other, bert, MODIFY);

    vault.write(
        tx -> vault.folders().update(tx, new Folder(inner, "inner", Optional.of(other), 2)));

    assertThat(right(anna, on(root))).isEmpty();
    assertThat(right(bert, on(root))).contains(MODIFY);
  }

  @Test
  void aMovedResourceInheritsFromItsNewPlace() {
    vault.share(inner, anna, VIEW);
    vault.share(top, bert, VIEW);
    Resource before = vault.read(tx -> vault.resources().find(tx, server)).orElseThrow();

    vault.write(tx -> vault.resources().update(tx, moved(before, top)));

    assertThat(right(anna, on(server))).isEmpty();
    assertThat(right(bert, on(root))).contains(VIEW);
  }

  @Test
  void rightsOnAccountsLeaveOutWhatIsInherited() {
    GroupId ops = vault.group("ops", of(anna));
    vault.share(server, anna, MANAGE);
    vault.share(on(root), of(ops), MODIFY);
    vault.share(root, anna, VIEW);
    vault.share(guest, bert, VIEW);

    Map<AccountId, Right> rights =
        vault.read(tx -> vault.shares().rightsOn(tx, anna, List.of(root, guest)));

    assertThat(rights).isEqualTo(Map.of(root, MODIFY));
    assertThat(
            vault.<Map<AccountId, Right>>read(tx -> vault.shares().rightsOn(tx, anna, List.of())))
        .isEmpty();
  }

  @Test
  void aManagerIsFoundDirectlyInheritedAndThroughGroups() {
    assertThat(managed(on(root))).isFalse();
    vault.share(root, anna, MODIFY);
    assertThat(managed(on(root))).isFalse();
    vault.share(root, anna, MANAGE);
    assertThat(managed(on(root))).isTrue();
    assertThat(managed(on(guest))).isFalse();

    GroupId inside = vault.group("inside", of(bert));
    GroupId outside = vault.group("outside", of(inside));
    vault.share(on(top), of(outside), MANAGE);

    assertThat(managed(on(guest))).isTrue();
    assertThat(managed(on(server))).isTrue();
    assertThat(managed(on(inner))).isTrue();
  }

  @Test
  void anEmptyGroupAndADisabledUserManageNothing() {
    GroupId nobody = vault.group("nobody", of(vault.group("hollow")));
    UserId gone = vault.user("gone", false);
    vault.share(on(server), of(nobody), MANAGE);
    vault.share(server, gone, MANAGE);

    assertThat(managed(on(server))).isFalse();
    assertThat(managed(on(root))).isFalse();
  }

  @Test
  void everyGrantIsExplainedStrongestFirst() {
    GroupId inside = vault.group("inside", of(anna));
    GroupId outside = vault.group("outside", of(inside));
    vault.share(top, anna, VIEW);
    vault.share(on(server), of(outside), MANAGE);
    vault.share(root, anna, MODIFY);
    vault.share(guest, anna, MANAGE);
    vault.share(root, bert, MANAGE);

    List<Grant> grants = vault.read(tx -> vault.shares().explain(tx, anna, on(root)));

    assertThat(grants)
        .containsExactly(
            new Grant(MANAGE, on(server), "db-1", of(outside), "outside"),
            new Grant(MODIFY, on(root), "db-1/root", of(anna), "anna"),
            new Grant(VIEW, on(top), "top", of(anna), "anna"));
  }

  @Test
  void nothingIsExplainedWithoutAShare() {
    assertThat(vault.listed(tx -> vault.shares().explain(tx, anna, on(root)))).isEmpty();
    assertThat(vault.listed(tx -> vault.shares().explain(tx, anna, on(new AccountId(1)))))
        .isEmpty();
  }

  @Test
  void targetsAreCalledByTheirNames() {
    assertThat(nameOf(on(root))).contains("db-1/root");
    assertThat(nameOf(on(server))).contains("db-1");
    assertThat(nameOf(on(inner))).contains("inner");
    assertThat(nameOf(on(new ResourceId(1)))).isEmpty();
  }

  private List<Share> direct(ShareTarget target) {
    return vault.read(tx -> vault.shares().of(tx, target));
  }

  private Optional<Right> right(UserId user, ShareTarget target) {
    return vault.read(tx -> vault.shares().right(tx, user, target));
  }

  private boolean managed(ShareTarget target) {
    return vault.read(tx -> vault.shares().hasManager(tx, target));
  }

  private Optional<String> nameOf(ShareTarget target) {
    return vault.read(tx -> vault.shares().nameOf(tx, target));
  }

  private static Resource moved(Resource r, FolderId folder) {
    return new Resource(
        r.id(),
        r.name(),
        r.type(),
        r.address(),
        r.description(),
        Optional.of(folder),
        r.attributes(),
        r.createdAt(),
        r.updatedAt(),
        r.version() + 1);
  }
}
