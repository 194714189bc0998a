package org.tandemvault.core.identity;

import java.util.Optional;
import org.tandemvault.core.node.Node;
import org.tandemvault.crypto.Secret;

/**
 * Signs people in. Thread-safe.
 *
 * <p>The same answer, work and lock-out whether the user exists or not: 5 tries, then 30 s doubling
 * to 15 min, per name.
 */
public final class SignIn {

  private final Node node;
  private final AuditedTransactions work;
  private final IdentityStore store;
  private final Proofs proofs;
  private final SignInState state;

  public SignIn(
      Node node, AuditedTransactions work, IdentityStore store, Proofs proofs, SignInState state) {
    this.node = node;
    this.work = work;
    this.store = store;
    this.proofs = proofs;
    this.state = state;
  }

  /**
   * Checks name, password and, where enrolled, the code; opens a session.
   *
   * @param client the address it came from
   * @throws org.tandemvault.core.shared.TooManyAttemptsException if this client tries too often
   */
  public SignInResult signIn(String name, Secret password, Optional<String> totp, String client) {
    throw new IllegalStateException("unwritten");
  }

  /**
   * Tells who a session or API token belongs to; empty if it is unknown, over or its user disabled.
   */
  public Optional<Caller> authenticate(Secret bearer, String client) {
    throw new IllegalStateException("unwritten");
  }

  /** Ends the session of this token. */
  public void signOut(Secret token, Caller caller) {
    throw new IllegalStateException("unwritten");
  }
}
