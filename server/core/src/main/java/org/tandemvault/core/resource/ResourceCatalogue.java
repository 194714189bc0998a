package org.tandemvault.core.resource;

import java.util.OptionalLong;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.Stamps;

/** Resources: found, kept and deleted. Thread-safe. */
public final class ResourceCatalogue {
  private final AuditedTransactions work;
  private final ResourceStore store;
  private final Stamps stamps;

  public ResourceCatalogue(AuditedTransactions work, ResourceStore store, Stamps stamps) {
    this.work = work;
    this.store = store;
    this.stamps = stamps;
  }

  public Page<VisibleResource> search(Caller caller, ResourceQuery query, PageRequest page) {
    throw new IllegalStateException("unwritten");
  }

  public VisibleResource get(Caller caller, ResourceId id) {
    throw new IllegalStateException("unwritten");
  }

  /** Admin and password-admin; the creator gets manage. */
  public VisibleResource create(Caller caller, ResourceFields fields) {
    throw new IllegalStateException("unwritten");
  }

  /** Needs modify; another folder needs manage. */
  public VisibleResource update(
      Caller caller, ResourceId id, ResourceFields fields, long expectedVersion) {
    throw new IllegalStateException("unwritten");
  }

  /** Needs manage; takes its accounts with it. */
  public void delete(Caller caller, ResourceId id, OptionalLong expectedVersion) {
    throw new IllegalStateException("unwritten");
  }
}
