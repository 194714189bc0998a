package org.tandemvault.core.node;

import java.time.Instant;
import java.util.Optional;

/**
 * What is proven about one thing, and what to do if it failed. Nothing in it is secret.
 *
 * @param since since when, by this node's clock; empty without high availability
 * @param reason why it failed, one or two sentences; empty unless it did
 * @param remedy what to do about it; empty unless it failed
 */
public record HaFinding(HaState state, Optional<Instant> since, String reason, String remedy) {

  /** Nothing is set up, so nothing is proven. */
  public static final HaFinding NOT_CONFIGURED =
      new HaFinding(HaState.NOT_CONFIGURED, Optional.empty(), "", "");

  /** Proven, since then. */
  public static HaFinding alive(Instant since) {
    return new HaFinding(HaState.ALIVE, Optional.of(since), "", "");
  }

  /** Not proven, since then. */
  public static HaFinding failed(Instant since, String reason, String remedy) {
    return new HaFinding(HaState.FAILED, Optional.of(since), reason, remedy);
  }

  /** True if it is proven. */
  public boolean isAlive() {
    return state == HaState.ALIVE;
  }
}
