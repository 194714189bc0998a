package org.tandemvault.core.resource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.AuditedTransactions.Attempt;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ChangedFields;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.IdSource;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;

/**
 * Folders: created by admin and password-admin, who get manage on what they create. Thread-safe.
 */
public final class FolderAdministration {

  private final AuditedTransactions work;
  private final ResourceStore store;
  private final IdSource ids;
  private final FolderAccess access;

  public FolderAdministration(AuditedTransactions work, ResourceStore store, IdSource ids) {
    this.work = work;
    this.store = store;
    this.ids = ids;
    this.access = new FolderAccess(store);
  }

  /** Admin and password-admin see all, others those with something they may see. */
  public Page<Folder> list(Caller caller, PageRequest page) {
    return work.read(
        caller,
        tx ->
            FolderAccess.seesAll(caller)
                ? store.folders().page(tx, page)
                : store.folders().pageVisible(tx, caller.id(), page));
  }

  public Folder get(Caller caller, FolderId id) {
    return work.read(caller, tx -> load(tx, caller, id));
  }

  public Folder create(Caller caller, String name, Optional<FolderId> parent) {
    return work.write(
        Attempt.of(caller, AuditAction.FOLDER_CREATE),
        c -> c.require(Scope.WRITE, Role.ADMIN, Role.PASSWORD_ADMIN),
        tx -> {
          var rules = new FieldRules().name("name", name);
          access.checkTarget(tx, caller, rules, "parent", parent);
          rules.check();
          var folder = new Folder(new FolderId(ids.next()), name, parent, 1);
          store.folders().insert(tx, folder);
          var manage = new Share(new Principal.OfUser(caller.id()), Right.MANAGE);
          store.shares().giveOnNew(tx, List.of(new ShareTarget.OfFolder(folder.id())), manage);
          work.record(tx, caller.did(AuditAction.FOLDER_CREATE, target(folder)));
          return folder;
        });
  }

  /**
   * A rename needs the role or manage; a move needs manage on the folder, since rights are
   * inherited.
   *
   * @throws ConflictException {@code no-manager} if nobody could manage it in its new place
   */
  public Folder update(
      Caller caller, FolderId id, String name, Optional<FolderId> parent, long expectedVersion) {
    var next = new Folder(id, name, parent, expectedVersion + 1);
    return work.write(
        Attempt.on(caller, AuditAction.FOLDER_UPDATE, "folder", id),
        FolderAdministration::permitWrite,
        tx -> updateNow(tx, caller, next));
  }

  /**
   * Needs the role or manage.
   *
   * @throws ConflictException {@code folder-not-empty}
   */
  public void delete(Caller caller, FolderId id, OptionalLong expectedVersion) {
    work.write(
        Attempt.on(caller, AuditAction.FOLDER_DELETE, "folder", id),
        FolderAdministration::permitWrite,
        tx -> deleteNow(tx, caller, id, expectedVersion));
  }

  private static void permitWrite(Caller caller) {
    caller.require(Scope.WRITE);
  }

  private Folder updateNow(WriteSession tx, Caller caller, Folder next) {
    Folder old = load(tx, caller, next.id());
    boolean moves = !old.parent().equals(next.parent());
    demand(tx, caller, next.id(), moves);
    var rules = new FieldRules().name("name", next.name());
    if (moves) {
      access.checkTarget(tx, caller, rules, "parent", next.parent());
    }
    rules.check();
    if (moves && next.parent().isPresent()) {
      refuseCircle(tx, next.id(), next.parent().get());
    }
    store.folders().update(tx, next);
    if (moves) {
      access.keepManaged(tx, new ShareTarget.OfFolder(next.id()));
    }
    String changed =
        new ChangedFields().of("name", old.name(), next.name()).of("parent", moves).toString();
    work.record(tx, caller.entry(AuditAction.FOLDER_UPDATE, target(next), Outcome.OK, changed));
    return next;
  }

  private Folder deleteNow(
      WriteSession tx, Caller caller, FolderId id, OptionalLong expectedVersion) {
    Folder folder = load(tx, caller, id);
    demand(tx, caller, id, false);
    if (expectedVersion.orElse(folder.version()) != folder.version()) {
      throw new StaleVersionException("Folder " + id + " was changed meanwhile; load it again.");
    }
    if (!store.folders().isEmpty(tx, id)) {
      throw new ConflictException(
          "folder-not-empty",
          "Folder " + id + " is not empty; move or delete what is in it first.");
    }
    store.folders().delete(tx, id);
    work.record(tx, caller.did(AuditAction.FOLDER_DELETE, target(folder)));
    return folder;
  }

  private Folder load(ReadSession tx, Caller caller, FolderId id) {
    return access.find(tx, caller, id).orElseThrow(() -> NotFoundException.of("folder", id));
  }

  private void demand(ReadSession tx, Caller caller, FolderId id, boolean manageNeeded) {
    if (FolderAccess.seesAll(caller) && !manageNeeded) {
      return;
    }
    Optional<Right> held = store.shares().right(tx, caller.id(), new ShareTarget.OfFolder(id));
    if (held.filter(Right.MANAGE::equals).isEmpty()) {
      throw Right.tooLittle(Right.MANAGE, "folder", id);
    }
  }

  private void refuseCircle(ReadSession tx, FolderId folder, FolderId parent) {
    if (store.folders().isWithin(tx, parent, folder)) {
      throw InvalidException.of("parent", "must not be the folder itself or one inside it");
    }
  }

  private static Target target(Folder folder) {
    return new Target("folder", folder.id().text(), folder.name());
  }
}
