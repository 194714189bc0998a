package org.tandemvault.core.resource;

import java.time.Instant;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.Secret;

/**
 * A password in clear; the receiver closes it at once after use.
 *
 * @param asOf up to when this node's data are known to be complete
 * @param lagSeconds how old they are, 0 on a primary
 */
public record Revealed(Secret password, long version, Instant asOf, long lagSeconds, NodeId node)
    implements AutoCloseable {
  @Override
  public void close() {
    password.close();
  }
}
