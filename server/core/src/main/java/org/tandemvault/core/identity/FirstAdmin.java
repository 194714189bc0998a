package org.tandemvault.core.identity;

import java.util.Optional;

/** Makes the first admin of an empty vault. Thread-safe. */
public final class FirstAdmin {
  /**
   * User {@code admin} with a random first password that must be changed; empty if there are users.
   */
  public Optional<CreatedUser> createIfEmpty() {
    throw new IllegalStateException("unwritten");
  }
}
