package org.tandemvault.core.node;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One end of a channel, as the database at that end sees it. Nothing in it is secret.
 *
 * @param side which end
 */
public record ReplicationEnd(
    ReplicationChannel channel, Side side, Finding finding, Figures figures) {

  /** The two ends. */
  public enum Side {
    SENDER,
    RECEIVER
  }

  /**
   * What is the matter.
   *
   * @param endangered true if the channel will be lost soon unless the other side reads
   * @param reason one sentence; empty if all is well
   * @param remedy what to do; empty if nothing
   */
  public record Finding(ReplicationState state, boolean endangered, String reason, String remedy) {

    /** All is well. */
    public static Finding running() {
      return new Finding(ReplicationState.RUNNING, false, "", "");
    }
  }

  /**
   * What was measured; each is empty where this end cannot know it.
   *
   * @param lagBytes what the other side has not confirmed
   * @param bytesUntilLost what may still be written before the channel is lost
   * @param since when the other side went
   * @param lastContact when the other side last said something
   * @param conflicts changes that met a row in their way, since the channel was made
   */
  public record Figures(
      OptionalLong lagBytes,
      OptionalLong bytesUntilLost,
      Optional<Instant> since,
      Optional<Instant> lastContact,
      long conflicts) {}

  /** True if changes flow at this end. */
  public boolean isRunning() {
    return finding.state() == ReplicationState.RUNNING;
  }
}
