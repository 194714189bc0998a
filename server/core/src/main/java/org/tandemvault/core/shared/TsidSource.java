package org.tandemvault.core.shared;

import io.hypersistence.tsid.TSID;
import java.time.Clock;

/**
 * Ids with the node's number in 10 bits, so that two nodes never make the same one.
 *
 * <p>Thread-safe. A clock that steps back does not repeat an id: the factory goes on counting from
 * the last millisecond it used.
 */
public final class TsidSource implements IdSource {

  private final TSID.Factory factory;

  /**
   * @param nodeNumber 0 to 1023, different on every node
   */
  public TsidSource(int nodeNumber, Clock clock) {
    this.factory =
        TSID.Factory.builder().withNodeBits(10).withNode(nodeNumber).withClock(clock).build();
  }

  @Override
  public long next() {
    return factory.generate().toLong();
  }
}
