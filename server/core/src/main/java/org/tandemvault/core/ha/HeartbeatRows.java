package org.tandemvault.core.ha;

import java.util.List;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.ReadSession;

/** One row per node, which replication carries to the others. Thread-safe. */
public interface HeartbeatRows {

  /** Writes the row of that node, which must be this one. */
  void beat(LocalSession tx, Beat beat);

  /** The newest beat of each node that got here, by node. */
  List<Beat> all(ReadSession tx);
}
