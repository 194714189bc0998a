package org.tandemvault.core.identity;

import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.UserId;

/**
 * The stored groups. Thread-safe.
 *
 * <p>Keeps beside the direct members the effective ones (user, group), so that rights are one look
 * in a query; {@link #insert}, {@link #update} and {@link #delete} keep them in step in the same
 * transaction.
 */
public interface Groups {

  Optional<Group> find(ReadSession tx, GroupId id);

  /** By name; {@code q} is the start of a name, any case, empty for all. */
  Page<Group> page(ReadSession tx, String q, PageRequest page);

  /** Every group the user is in, also through other groups. */
  Set<GroupId> groupsOf(ReadSession tx, UserId user);

  /** The groups that {@code group} is in, at any depth; without itself. */
  Set<GroupId> ancestors(ReadSession tx, GroupId group);

  /**
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken}
   */
  void insert(WriteSession tx, Group group);

  /**
   * Replaces all where the stored version is {@code group.version() - 1}.
   *
   * @throws org.tandemvault.core.shared.StaleVersionException if it is not
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken}
   */
  void update(WriteSession tx, Group group);

  /** Deletes the group, its memberships and its shares. */
  void delete(WriteSession tx, GroupId id);
}
