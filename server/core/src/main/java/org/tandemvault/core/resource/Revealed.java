package org.tandemvault.core.resource;

import java.time.Duration;
import java.time.Instant;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.Secret;

/**
 * A password in clear; the receiver closes it at once after use.
 *
 * @param changedAt when this version was set, by the primary's clock
 */
public record Revealed(Secret password, long version, Instant changedAt, Source source)
    implements AutoCloseable {

  /** Data are called old when they are behind by more than a working link ever leaves them. */
  private static final long OLD_SECONDS = 15;

  /** Who changes a password at all often tries again within this time. */
  private static final Duration SHORTLY = Duration.ofMinutes(10);

  /**
   * Where it comes from.
   *
   * @param asOf up to when this node's data are known to be complete
   * @param lagSeconds how old they are, 0 on a primary
   */
  public record Source(NodeId node, Instant asOf, long lagSeconds) {}

  /** Up to when this node's data are known to be complete. */
  public Instant asOf() {
    return source.asOf();
  }

  /** How old this node's data are, 0 on a primary. */
  public long lagSeconds() {
    return source.lagSeconds();
  }

  /** The node that answered. */
  public NodeId node() {
    return source.node();
  }

  /** True if the data are old, so that the password may have been changed since. */
  public boolean isOld() {
    return lagSeconds() > OLD_SECONDS;
  }

  /**
   * True if the link broke within minutes of a change of this password: whoever was at it may have
   * changed it once more, or not have carried it over to the system that it opens.
   */
  public boolean isInDoubt() {
    return isOld() && changedAt.isAfter(asOf().minus(SHORTLY));
  }

  @Override
  public void close() {
    password.close();
  }
}
