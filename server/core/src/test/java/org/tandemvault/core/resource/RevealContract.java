package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tandemvault.core.resource.VaultFixture.of;
import static org.tandemvault.core.resource.VaultFixture.on;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** How every implementation of {@link Accounts} reads out for reveals and exports. */
public abstract class RevealContract {

  private VaultFixture vault;
  private UserId anna;
  private FolderId folder;
  private ResourceId server;

  /** All ports over a store that is empty. */
  protected abstract VaultFixture emptyVault();

  @BeforeEach
  void open() {
    vault = emptyVault();
    anna = vault.user("anna");
    folder = vault.folder("inner", vault.folder("top"));
    server = vault.resource("db-1", folder);
  }

  @Test
  void theCurrentPasswordComesWithNamesAndRight() {
    AccountId root = vault.account(server, "root");
    add(root, 2);
    vault.share(root, anna, Right.VIEW);

    RevealRow row = row(root, Optional.empty()).orElseThrow();

    assertThat(row.password())
        .usingRecursiveComparison()
        .isEqualTo(vault.read(tx -> vault.accounts().password(tx, root, 2)).orElseThrow());
    assertThat(row.resourceName()).isEqualTo("db-1");
    assertThat(row.login()).isEqualTo("root");
    assertThat(row.right()).contains(Right.VIEW);
    assertThat(row.requireReason()).isFalse();
  }

  @Test
  void anOldVersionIsThereForTheAsking() {
    AccountId root = vault.account(server, "root");
    add(root, 2);
    vault.share(root, anna, Right.VIEW);

    assertThat(row(root, Optional.of(1L)).map(r -> r.password().version())).contains(1L);
    assertThat(row(root, Optional.of(2L)).map(r -> r.password().version())).contains(2L);
    assertThat(row(root, Optional.of(3L))).isEmpty();
    assertThat(row(new AccountId(1), Optional.empty())).isEmpty();
  }

  @Test
  void theRowTellsWhenThereIsNoRight() {
    AccountId root = vault.account(server, "root");
    AccountId guest = vault.account(server, "guest");
    vault.share(guest, anna, Right.MANAGE);

    assertThat(row(root, Optional.empty()).orElseThrow().right()).isEmpty();
  }

  @Test
  void theStrongestRightCountsFromWhereverItComes() {
    AccountId root = vault.account(server, "root");
    vault.share(root, anna, Right.VIEW);
    vault.share(on(folder), of(vault.group("ops", of(vault.group("in", of(anna))))), Right.MODIFY);

    assertThat(row(root, Optional.empty()).orElseThrow().right()).contains(Right.MODIFY);
  }

  @Test
  void thePolicyTellsWhetherAReasonIsNeeded() {
    PolicyId strict = vault.policy("strict", true);
    PolicyId lax = vault.policy("lax", false);
    AccountId one = vault.account(server, "one", Optional.of(strict));
    AccountId two = vault.account(server, "two", Optional.of(lax));

    assertThat(row(one, Optional.empty()).orElseThrow().requireReason()).isTrue();
    assertThat(row(two, Optional.empty()).orElseThrow().requireReason()).isFalse();
  }

  @Test
  void anExportHoldsWhatOneMayViewById() {
    AccountId root = vault.account(server, "root");
    AccountId guest = vault.account(server, "guest");
    ResourceId part = vault.resource("partly", folder);
    AccountId app = vault.account(part, "app");
    vault.account(part, "hidden");
    add(guest, 2);
    vault.share(folderOf(server), anna, Right.MODIFY);
    Resource outside = atTop(part);
    vault.write(tx -> vault.resources().update(tx, outside));
    vault.share(app, anna, Right.VIEW);

    List<ExportRow> rows = export(0, 500);

    assertThat(rows).extracting(r -> r.account().id()).containsExactly(root, guest, app);
    assertThat(rows)
        .extracting(ExportRow::folderPath)
        .containsExactly("top/inner", "top/inner", "");
    assertThat(rows).extracting(r -> r.password().version()).containsExactly(1L, 2L, 1L);
    assertThat(rows)
        .extracting(r -> r.right().orElseThrow())
        .containsExactly(Right.MODIFY, Right.MODIFY, Right.VIEW);
    assertThat(rows.get(1).resource().right()).contains(Right.MODIFY);
    assertThat(rows.get(2).resource().right()).isEmpty();
    assertThat(rows.get(2).resource().resource().name()).isEqualTo("partly");
  }

  @Test
  void anAccountAloneDoesNotTellItsFolder() {
    AccountId root = vault.account(server, "root");
    vault.share(root, anna, Right.VIEW);

    ExportRow row = export(0, 500).getFirst();

    assertThat(row.folderPath()).isEmpty();
    assertThat(row.resource().resource().folder()).isEmpty();
  }

  @Test
  void anExportIsReadInPieces() {
    vault.share(server, anna, Right.VIEW);
    var ids = new ArrayList<AccountId>();
    for (int i = 0; i < 7; i++) {
      ids.add(vault.account(server, "login " + (9 - i)));
    }

    var seen = new ArrayList<AccountId>();
    long after = 0;
    List<ExportRow> piece = export(after, 3);
    while (!piece.isEmpty()) {
      piece.forEach(r -> seen.add(r.account().id()));
      after = seen.getLast().value();
      piece = export(after, 3);
    }

    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void racingPasswordChangesLoseNoVersion() throws Exception {
    AccountId root = vault.account(server, "root");
    Callable<Boolean> tenChanges =
        () -> {
          for (int i = 0; i < 10; i++) {
            addNext(root);
          }
          return true;
        };

    try (var threads = Executors.newFixedThreadPool(3)) {
      for (Future<Boolean> each : threads.invokeAll(List.of(tenChanges, tenChanges, tenChanges))) {
        finish(each);
      }
    }

    assertThat(vault.read(tx -> vault.accounts().history(tx, root, PageRequest.first(500))).items())
        .hasSize(31);
    assertThat(row(root, Optional.empty()).orElseThrow().password().version()).isEqualTo(31);
  }

  private static void finish(Future<Boolean> work) throws InterruptedException {
    try {
      assertThat(work.get()).isTrue();
    } catch (ExecutionException broken) {
      throw new AssertionError("a change failed", broken.getCause());
    }
  }

  private void addNext(AccountId id) {
    while (true) {
      try {
        vault.write(
            tx -> {
              long now = vault.accounts().find(tx, id).orElseThrow().passwordVersion();
              vault
                  .accounts()
                  .addPasswords(
                      tx, List.of(vault.password(id, now + 1)), List.of(Optional.empty()));
            });
        return;
      } catch (StaleVersionException lostRace) {
        Thread.onSpinWait();
      }
    }
  }

  private void add(AccountId id, long version) {
    vault.write(
        tx ->
            vault
                .accounts()
                .addPasswords(tx, List.of(vault.password(id, version)), List.of(Optional.empty())));
  }

  private Optional<RevealRow> row(AccountId id, Optional<Long> version) {
    return vault.read(tx -> vault.accounts().forReveal(tx, anna, id, version));
  }

  private List<ExportRow> export(long after, int limit) {
    return vault.read(tx -> vault.accounts().exportRows(tx, anna, after, limit));
  }

  private FolderId folderOf(ResourceId id) {
    return vault.read(tx -> vault.resources().find(tx, id)).orElseThrow().folder().orElseThrow();
  }

  private Resource atTop(ResourceId id) {
    Resource r = vault.read(tx -> vault.resources().find(tx, id)).orElseThrow();
    return new Resource(
        r.id(),
        r.name(),
        r.type(),
        r.address(),
        r.description(),
        Optional.empty(),
        r.attributes(),
        r.createdAt(),
        r.updatedAt(),
        r.version() + 1);
  }
}
