package org.tandemvault.core.identity;

import org.tandemvault.core.shared.Stamps;
import org.tandemvault.crypto.Secret;

/** What people do with their own user. Thread-safe. */
public final class OwnAccount {

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final Proofs proofs;
  private final SignInState state;
  private final Stamps stamps;

  public OwnAccount(
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

  /** The caller's user. */
  public User me(Caller caller) {
    throw new IllegalStateException("unwritten");
  }

  /**
   * Changes the caller's password; other sessions of theirs end.
   *
   * @throws org.tandemvault.core.shared.InvalidException with a violation on current or next
   */
  public void changePassword(Caller caller, Secret current, Secret next) {
    throw new IllegalStateException("unwritten");
  }

  /** Makes a TOTP key that counts once {@link #confirmTotp} saw a code of it. */
  public TotpEnrolment startTotp(Caller caller, Secret password) {
    throw new IllegalStateException("unwritten");
  }

  /** Confirms the enrolment by a code. */
  public void confirmTotp(Caller caller, String code) {
    throw new IllegalStateException("unwritten");
  }

  /** Removes the second factor. */
  public void removeTotp(Caller caller, Secret password) {
    throw new IllegalStateException("unwritten");
  }
}
