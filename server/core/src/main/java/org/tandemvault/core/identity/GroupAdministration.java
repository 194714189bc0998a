package org.tandemvault.core.identity;

import java.util.OptionalLong;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Stamps;

/**
 * What admins do with groups. Reading is open to admin, password-admin and auditor. Thread-safe.
 */
public final class GroupAdministration {

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final Stamps stamps;

  public GroupAdministration(AuditedTransactions work, IdentityStore store, Stamps stamps) {
    this.work = work;
    this.store = store;
    this.stamps = stamps;
  }

  public Page<Group> list(Caller caller, String q, PageRequest page) {
    throw new IllegalStateException("unwritten");
  }

  public Group get(Caller caller, GroupId id) {
    throw new IllegalStateException("unwritten");
  }

  public Group create(Caller caller, GroupFields fields) {
    throw new IllegalStateException("unwritten");
  }

  /** Refuses a circle. */
  public Group update(Caller caller, GroupId id, GroupFields fields, long expectedVersion) {
    throw new IllegalStateException("unwritten");
  }

  public void delete(Caller caller, GroupId id, OptionalLong expectedVersion) {
    throw new IllegalStateException("unwritten");
  }
}
