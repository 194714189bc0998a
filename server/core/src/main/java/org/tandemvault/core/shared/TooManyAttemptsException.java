package org.tandemvault.core.shared;

import java.time.Duration;

/** Too many tries from one address; wait before the next one. */
public final class TooManyAttemptsException extends VaultException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public TooManyAttemptsException(Duration retryAfter) {
    super("too-many-requests", "Too many tries; wait " + retryAfter.toSeconds() + " s.");
    this.retryAfter = retryAfter;
  }

  /** How long to wait. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
