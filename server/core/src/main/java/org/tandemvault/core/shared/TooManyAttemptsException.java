package org.tandemvault.core.shared;

import java.time.Duration;

/** Too many tries from one address; wait before the next one. */
public final class TooManyAttemptsException extends VaultException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public TooManyAttemptsException(Duration retryAfter) {
    super("too-many-requests", "Too many tries; wait " + wholeSeconds(retryAfter) + " s.");
    this.retryAfter = Duration.ofSeconds(wholeSeconds(retryAfter));
  }

  /** How long to wait, in whole seconds, at least one. */
  public Duration retryAfter() {
    return retryAfter;
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
