package org.tandemvault.core.resource;

import java.util.Optional;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.FolderId;

/** Which folders somebody knows of, and that what is moved stays in somebody's hands. */
record FolderAccess(ResourceStore store) {

  /** Those who make folders see them all. */
  static boolean seesAll(Caller caller) {
    return caller.is(Role.ADMIN) || caller.is(Role.PASSWORD_ADMIN);
  }

  /** The folder if the caller may know of it. */
  Optional<Folder> find(ReadSession tx, Caller caller, FolderId id) {
    return seesAll(caller)
        ? store.folders().find(tx, id)
        : store.folders().findVisible(tx, caller.id(), id);
  }

  /** Where something shall be put must be known to the caller; the top always is. */
  void checkTarget(
      ReadSession tx, Caller caller, FieldRules rules, String field, Optional<FolderId> folder) {
    boolean known = folder.isEmpty() || find(tx, caller, folder.get()).isPresent();
    rules.rule(known, field, "is no folder, or none that is shared with you");
  }

  /**
   * @throws ConflictException {@code no-manager} if nobody can manage the target now
   */
  void keepManaged(ReadSession tx, ShareTarget target) {
    if (!store.shares().hasManager(tx, target)) {
      throw new ConflictException(
          "no-manager",
          "In its new place nobody could manage this "
              + target.type()
              + ". Share it with the right 'manage' first.");
    }
  }
}
