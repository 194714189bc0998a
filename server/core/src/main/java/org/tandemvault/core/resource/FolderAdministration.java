package org.tandemvault.core.resource;

import java.util.Optional;
import java.util.OptionalLong;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.IdSource;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/**
 * Folders: created by admin and password-admin, who get manage on what they create. Thread-safe.
 */
public final class FolderAdministration {
  private final AuditedTransactions work;
  private final ResourceStore store;
  private final IdSource ids;

  public FolderAdministration(AuditedTransactions work, ResourceStore store, IdSource ids) {
    this.work = work;
    this.store = store;
    this.ids = ids;
  }

  /** Admin and password-admin see all, others those with something they may see. */
  public Page<Folder> list(Caller caller, PageRequest page) {
    throw new IllegalStateException("unwritten");
  }

  public Folder get(Caller caller, FolderId id) {
    throw new IllegalStateException("unwritten");
  }

  public Folder create(Caller caller, String name, Optional<FolderId> parent) {
    throw new IllegalStateException("unwritten");
  }

  /**
   * A rename needs the role or manage; a move needs manage on the folder, since rights are
   * inherited.
   */
  public Folder update(
      Caller caller, FolderId id, String name, Optional<FolderId> parent, long expectedVersion) {
    throw new IllegalStateException("unwritten");
  }

  /**
   * @throws org.tandemvault.core.shared.ConflictException {@code folder-not-empty}
   */
  public void delete(Caller caller, FolderId id, OptionalLong expectedVersion) {
    throw new IllegalStateException("unwritten");
  }
}
