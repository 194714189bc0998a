package org.tandemvault.client;

import java.time.Instant;

/**
 * A password in clear; closing wipes it.
 *
 * @param version which version of the account's password it is
 * @param asOf up to when the data of the node that answered are known to be complete
 * @param lagSeconds how long ago that was, 0 on a primary
 * @param node which node it was
 */
public record Revealed(
    SecretChars password, long version, Instant asOf, long lagSeconds, String node)
    implements AutoCloseable {

  @Override
  public void close() {
    password.close();
  }
}
