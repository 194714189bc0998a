package org.tandemvault.core.identity;

import org.tandemvault.core.shared.TokenId;

/** What a request was authenticated by. */
public sealed interface Credential {

  /** Not known, or by nothing that was presented. */
  Credential NONE = new None();

  /**
   * A person's session.
   *
   * @param number tells this node's sessions apart; not the token
   */
  record OfSession(long number) implements Credential {}

  /** An API token. */
  record OfToken(TokenId id) implements Credential {}

  /** See {@link #NONE}. */
  record None() implements Credential {}
}
