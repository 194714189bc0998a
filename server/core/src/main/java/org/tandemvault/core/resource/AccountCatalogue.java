package org.tandemvault.core.resource;

import java.util.OptionalLong;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.crypto.Secret;

/** Accounts and their passwords. Thread-safe. */
public final class AccountCatalogue {
  private final AuditedTransactions work;
  private final ResourceStore store;
  private final AccountSeals seals;
  private final PasswordGenerator generator;
  private final Stamps stamps;

  public AccountCatalogue(
      AuditedTransactions work,
      ResourceStore store,
      AccountSeals seals,
      PasswordGenerator generator,
      Stamps stamps) {
    this.work = work;
    this.store = store;
    this.seals = seals;
    this.generator = generator;
    this.stamps = stamps;
  }

  public Page<AccountView> list(Caller caller, ResourceId resource, PageRequest page) {
    throw new IllegalStateException("unwritten");
  }

  public AccountView get(Caller caller, AccountId id) {
    throw new IllegalStateException("unwritten");
  }

  /** Needs modify on the resource. */
  public AccountView create(
      Caller caller, ResourceId resource, AccountFields fields, Secret password) {
    throw new IllegalStateException("unwritten");
  }

  /** Needs modify. */
  public AccountView update(
      Caller caller, AccountId id, AccountFields fields, long expectedVersion) {
    throw new IllegalStateException("unwritten");
  }

  /** Needs manage. */
  public void delete(Caller caller, AccountId id, OptionalLong expectedVersion) {
    throw new IllegalStateException("unwritten");
  }

  /** Needs modify; answers the new version. */
  public long changePassword(Caller caller, AccountId id, Secret password) {
    throw new IllegalStateException("unwritten");
  }

  /** As {@link #changePassword} with a generated one by the account's policy. */
  public long generatePassword(Caller caller, AccountId id) {
    throw new IllegalStateException("unwritten");
  }

  /** Needs view. Newest first. */
  public Page<PasswordVersion> history(Caller caller, AccountId id, PageRequest page) {
    throw new IllegalStateException("unwritten");
  }
}
