package org.tandemvault.core.policy;

import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;

/** The stored policies. Thread-safe. */
public interface Policies {

  Optional<PasswordPolicy> find(ReadSession tx, PolicyId id);

  /** By name. */
  Page<PasswordPolicy> page(ReadSession tx, PageRequest page);

  /**
   * Adds a policy.
   *
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken}
   */
  void insert(WriteSession tx, PasswordPolicy policy);

  /**
   * Replaces all where the stored version is {@code policy.version() - 1}.
   *
   * @throws org.tandemvault.core.shared.StaleVersionException if it is not
   * @throws org.tandemvault.core.shared.ConflictException {@code name-taken}
   */
  void update(WriteSession tx, PasswordPolicy policy);

  /** True if an account refers to it. */
  boolean inUse(ReadSession tx, PolicyId id);

  void delete(WriteSession tx, PolicyId id);
}
