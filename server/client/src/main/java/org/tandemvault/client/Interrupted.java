package org.tandemvault.client;

import java.util.concurrent.CancellationException;

/** What becomes of a call whose thread is interrupted. */
final class Interrupted {

  private Interrupted() {}

  /** Keeps the interrupt for the caller. */
  static CancellationException now() {
    Thread.currentThread().interrupt();
    return new CancellationException("The call was interrupted.");
  }
}
