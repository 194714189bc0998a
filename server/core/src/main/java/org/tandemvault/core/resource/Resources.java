package org.tandemvault.core.resource;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UserId;

/**
 * The stored resources and their search words. Thread-safe.
 *
 * <p>{@link #insertAll} and {@link #update} keep the search words of the resource's own fields in
 * step; {@link Accounts} keeps those of logins.
 */
public interface Resources {

  Optional<Resource> find(ReadSession tx, ResourceId id);

  /** A resource as the user sees it; empty if they may not know of it. */
  Optional<VisibleResource> findVisible(ReadSession tx, UserId viewer, ResourceId id);

  /**
   * One page of what the user may see, by lower-cased name, then id. A user who sees only some
   * accounts of a resource finds it by name, address and the logins of those accounts, not by its
   * description or other logins.
   */
  Page<VisibleResource> search(
      ReadSession tx, UserId viewer, ResourceQuery query, PageRequest page);

  /** Those with one of these names (exact) on which the user has at least the modify right. */
  List<Resource> findModifiable(ReadSession tx, UserId user, Collection<String> names);

  void insertAll(WriteSession tx, List<Resource> resources);

  /**
   * Replaces all but creation where the stored version is {@code resource.version() - 1}.
   *
   * @throws org.tandemvault.core.shared.StaleVersionException if it is not
   */
  void update(WriteSession tx, Resource resource);

  /** Deletes the resource, its accounts with their passwords, search words and shares. */
  void delete(WriteSession tx, ResourceId id);
}
