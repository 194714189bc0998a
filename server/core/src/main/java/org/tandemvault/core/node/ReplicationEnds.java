package org.tandemvault.core.node;

import java.util.List;
import org.tandemvault.core.shared.UnavailableException;

/**
 * The ends of all replication channels in this node's database. Thread-safe.
 *
 * <p>It remembers the last look, since some failures show only in what changed: look every few
 * seconds. That all ends run is no proof that the channel works; a heartbeat that arrives is.
 */
public interface ReplicationEnds {

  /**
   * Looks.
   *
   * @return no end if replication was never set up
   * @throws UnavailableException if the database does not answer
   */
  List<ReplicationEnd> look();
}
