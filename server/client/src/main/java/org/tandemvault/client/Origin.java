package org.tandemvault.client;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Which node answered and how old its data are.
 *
 * @param server its address
 * @param node its name, empty if it did not tell
 * @param role empty if it did not tell
 * @param asOf up to when its data are known to be complete; empty if it did not tell
 * @param lagSeconds how long ago that was, 0 on a primary
 */
public record Origin(
    URI server, String node, Optional<Role> role, Optional<Instant> asOf, long lagSeconds) {

  /** What a node is. */
  public enum Role {
    PRIMARY,
    STANDBY
  }

  /** Whether a read-only copy answered. */
  public boolean isStandby() {
    return role.filter(Role.STANDBY::equals).isPresent();
  }
}
