package org.tandemvault.core.policy;

import java.util.OptionalLong;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.shared.IdSource;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;

/** Policies: anybody reads, admins edit. Thread-safe. */
public final class PolicyAdministration {
  private final AuditedTransactions work;
  private final Policies policies;
  private final IdSource ids;

  public PolicyAdministration(AuditedTransactions work, Policies policies, IdSource ids) {
    this.work = work;
    this.policies = policies;
    this.ids = ids;
  }

  public Page<PasswordPolicy> list(Caller caller, PageRequest page) {
    throw new IllegalStateException("unwritten");
  }

  public PasswordPolicy get(Caller caller, PolicyId id) {
    throw new IllegalStateException("unwritten");
  }

  public PasswordPolicy create(Caller caller, PolicyFields fields) {
    throw new IllegalStateException("unwritten");
  }

  public PasswordPolicy update(
      Caller caller, PolicyId id, PolicyFields fields, long expectedVersion) {
    throw new IllegalStateException("unwritten");
  }

  /**
   * @throws org.tandemvault.core.shared.ConflictException {@code policy-in-use}
   */
  public void delete(Caller caller, PolicyId id, OptionalLong expectedVersion) {
    throw new IllegalStateException("unwritten");
  }
}
