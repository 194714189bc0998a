package org.tandemvault.core.resource;

import org.tandemvault.core.identity.Caller;

/** Opens passwords. The audit event is durable before the plaintext leaves. Thread-safe. */
public final class Reveals {
  /**
   * Reveals one version of a password to a caller with the view right.
   *
   * @throws org.tandemvault.core.shared.InvalidException on {@code reason} where one is required
   * @throws org.tandemvault.core.shared.UnavailableException {@code audit-unavailable}: nothing is
   *     revealed
   */
  public Revealed revealPlaintext(Caller caller, RevealRequest request) {
    throw new IllegalStateException("unwritten");
  }
}
