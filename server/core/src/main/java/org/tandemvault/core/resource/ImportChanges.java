package org.tandemvault.core.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.node.WriteSession;

/** What an import changes, gathered so that it is written in few batches. Not thread-safe. */
final class ImportChanges {

  private static final int BATCH = 1_000;

  final List<Folder> folders = new ArrayList<>();
  final List<Resource> newResources = new ArrayList<>();
  final List<ResourceChange> changedResources = new ArrayList<>();
  final List<On> newAccounts = new ArrayList<>();
  final List<SealedPassword> firstPasswords = new ArrayList<>();
  final List<On> changedAccounts = new ArrayList<>();
  final List<NewPassword> newPasswords = new ArrayList<>();
  long created;
  long updated;
  long skipped;

  /** An account and what it is called. */
  record On(Account account, String name) {}

  record ResourceChange(Resource before, Resource after) {}

  record NewPassword(SealedPassword password, Optional<Instant> expiry, String name) {}

  ImportReport report() {
    return new ImportReport(created, updated, skipped, List.of());
  }

  /** Writes everything; edits of accounts go before new passwords, which set the expiry last. */
  void write(WriteSession tx, ResourceStore store, Caller caller) {
    var manage = new Share(new Principal.OfUser(caller.id()), Right.MANAGE);
    folders.forEach(folder -> store.folders().insert(tx, folder));
    inBatches(folders, f -> store.shares().giveOnNew(tx, onFolders(f), manage));
    inBatches(newResources, r -> store.resources().insertAll(tx, r));
    inBatches(newResources, r -> store.shares().giveOnNew(tx, onResources(r), manage));
    for (ResourceChange change : changedResources) {
      store.resources().update(tx, change.after());
      if (!change.before().folder().equals(change.after().folder())) {
        new FolderAccess(store).keepManaged(tx, new ShareTarget.OfResource(change.after().id()));
      }
    }
    for (int from = 0; from < newAccounts.size(); from += BATCH) {
      int to = Math.min(from + BATCH, newAccounts.size());
      List<Account> batch = newAccounts.subList(from, to).stream().map(On::account).toList();
      store.accounts().insertAll(tx, batch, firstPasswords.subList(from, to));
    }
    changedAccounts.forEach(on -> store.accounts().update(tx, on.account()));
    inBatches(
        newPasswords,
        p ->
            store
                .accounts()
                .addPasswords(
                    tx,
                    p.stream().map(NewPassword::password).toList(),
                    p.stream().map(NewPassword::expiry).toList()));
  }

  /** One event for each thing that was made or changed, and one for the import. */
  void record(WriteSession tx, AuditedTransactions work, Caller caller) {
    for (Folder folder : folders) {
      var target = new Target("folder", folder.id().text(), folder.name());
      work.record(tx, caller.did(AuditAction.FOLDER_CREATE, target));
    }
    for (Resource resource : newResources) {
      var target = ResourceCatalogue.target(resource);
      work.record(tx, caller.did(AuditAction.RESOURCE_CREATE, target));
    }
    for (ResourceChange change : changedResources) {
      var target = ResourceCatalogue.target(change.after());
      String changed = ResourceCatalogue.changes(change.before(), change.after());
      work.record(tx, caller.entry(AuditAction.RESOURCE_UPDATE, target, Outcome.OK, changed));
    }
    for (On on : newAccounts) {
      work.record(tx, caller.did(AuditAction.ACCOUNT_CREATE, target(on)));
    }
    for (On on : changedAccounts) {
      work.record(tx, caller.entry(AuditAction.ACCOUNT_UPDATE, target(on), Outcome.OK, "notes"));
    }
    for (NewPassword next : newPasswords) {
      var target = new Target("account", next.password().account().text(), next.name());
      work.record(tx, caller.did(AuditAction.PASSWORD_CHANGE, target));
    }
    String counts = "created " + created + ", updated " + updated + ", skipped " + skipped;
    work.record(tx, caller.entry(AuditAction.IMPORT, Target.NONE, Outcome.OK, counts));
  }

  private static Target target(On on) {
    return new Target("account", on.account().id().text(), on.name());
  }

  private static List<ShareTarget> onFolders(List<Folder> folders) {
    return folders.stream().<ShareTarget>map(f -> new ShareTarget.OfFolder(f.id())).toList();
  }

  private static List<ShareTarget> onResources(List<Resource> resources) {
    return resources.stream().<ShareTarget>map(r -> new ShareTarget.OfResource(r.id())).toList();
  }

  private static <T> void inBatches(List<T> all, Consumer<List<T>> write) {
    for (int from = 0; from < all.size(); from += BATCH) {
      write.accept(all.subList(from, Math.min(from + BATCH, all.size())));
    }
  }
}
