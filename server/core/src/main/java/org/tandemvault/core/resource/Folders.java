package org.tandemvault.core.resource;

import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.UserId;

/**
 * The stored folders. Thread-safe.
 *
 * <p>Keeps the ancestors of each folder (itself included) in a table beside, so that inherited
 * rights are one look in a query; a move rewrites them in the same transaction.
 */
public interface Folders {

  Optional<Folder> find(ReadSession tx, FolderId id);

  /** Without regard to case; parent empty for the top. */
  Optional<Folder> findByName(ReadSession tx, Optional<FolderId> parent, String name);

  /** All, by name. */
  Page<Folder> page(ReadSession tx, PageRequest page);

  /**
   * Those that a user may see: shared with them, holding a resource (or one of its accounts) that
   * they see, and the folders above; by name.
   */
  Page<Folder> pageVisible(ReadSession tx, UserId viewer, PageRequest page);

  /** The folder if it is among those of {@link #pageVisible}. */
  Optional<Folder> findVisible(ReadSession tx, UserId viewer, FolderId id);

  /** The folder and those above it, nearest first. */
  List<Folder> path(ReadSession tx, FolderId id);

  /** True if {@code inner} is {@code outer} or below it. */
  boolean isWithin(ReadSession tx, FolderId inner, FolderId outer);

  /** True if neither a folder nor a resource is in it. */
  boolean isEmpty(ReadSession tx, FolderId id);

  /**
   * Adds a folder.
   *
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken}
   */
  void insert(WriteSession tx, Folder folder);

  /**
   * Renames or moves where the stored version is {@code folder.version() - 1}.
   *
   * @throws org.tandemvault.core.shared.StaleVersionException if it is not
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken}
   */
  void update(WriteSession tx, Folder folder);

  /** Deletes an empty folder and its shares. */
  void delete(WriteSession tx, FolderId id);
}
