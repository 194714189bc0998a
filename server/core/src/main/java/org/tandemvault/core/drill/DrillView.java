package org.tandemvault.core.drill;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.HaStatusSource;

/**
 * What a drill looks at besides signing in.
 *
 * @param certificates those that this node shows, each with its end
 */
public record DrillView(
    HaStatusSource status, DataAge age, Supplier<List<Certificate>> certificates) {

  /**
   * A certificate of this node.
   *
   * @param what for people, e.g. {@code https}
   */
  public record Certificate(String what, Instant expiresAt) {}
}
