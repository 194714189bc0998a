package org.tandemvault.core.identity;

import java.util.Optional;
import java.util.OptionalLong;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.Secret;

/** What admins do with users. Reading is open to admin, password-admin and auditor. Thread-safe. */
public final class UserAdministration {

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final Proofs proofs;
  private final SignInState state;
  private final Stamps stamps;

  public UserAdministration(
      AuditedTransactions work,
      IdentityStore store,
      Proofs proofs,
      SignInState state,
      Stamps stamps) {
    this.work = work;
    this.store = store;
    this.proofs = proofs;
    this.state = state;
    this.stamps = stamps;
  }

  public Page<User> list(Caller caller, String q, PageRequest page) {
    throw new IllegalStateException("unwritten");
  }

  public User get(Caller caller, UserId id) {
    throw new IllegalStateException("unwritten");
  }

  /** True while sign-in of this name is locked on this node. */
  public boolean locked(User user) {
    throw new IllegalStateException("unwritten");
  }

  public CreatedUser create(Caller caller, UserFields fields, Optional<Secret> password) {
    throw new IllegalStateException("unwritten");
  }

  /** Replaces the editable fields. The last enabled admin can't lose the role. */
  public User update(Caller caller, UserId id, UserFields fields, long expectedVersion) {
    throw new IllegalStateException("unwritten");
  }

  /** Disables; ends sessions and tokens. @param expectedVersion empty = whatever it is */
  public void disable(Caller caller, UserId id, OptionalLong expectedVersion) {
    throw new IllegalStateException("unwritten");
  }

  /** A new first password, shown once; the receiver closes it. Sessions of the user end. */
  public Secret resetPassword(Caller caller, UserId id) {
    throw new IllegalStateException("unwritten");
  }

  public void unlock(Caller caller, UserId id) {
    throw new IllegalStateException("unwritten");
  }

  /** For somebody who lost their device. */
  public void removeSecondFactor(Caller caller, UserId id) {
    throw new IllegalStateException("unwritten");
  }
}
