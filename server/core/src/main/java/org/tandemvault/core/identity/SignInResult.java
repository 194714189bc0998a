package org.tandemvault.core.identity;

import java.time.Instant;
import org.tandemvault.crypto.Secret;

/** How signing in ended. */
public sealed interface SignInResult {

  /**
   * The session's token, told once; the caller of sign-in closes it.
   *
   * @param expiresAt the latest end, whatever is done
   */
  record SignedIn(Secret token, Instant expiresAt, Caller caller) implements SignInResult {}

  /** Not signed in; the same whether the user exists or not. */
  record Refused(Reason reason) implements SignInResult {}

  /** Why not. */
  enum Reason {
    INVALID_CREDENTIALS,
    /** The password was right, a code is needed (or was wrong: then INVALID_CREDENTIALS). */
    SECOND_FACTOR_NEEDED,
    LOCKED
  }
}
