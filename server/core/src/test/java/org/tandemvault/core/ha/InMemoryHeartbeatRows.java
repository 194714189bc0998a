package org.tandemvault.core.ha;

import java.util.Comparator;
import java.util.List;
import org.tandemvault.core.node.InMemoryTable;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReadSession;

/** Heartbeat rows in memory. */
public final class InMemoryHeartbeatRows implements HeartbeatRows {

  private final InMemoryTable<NodeId, Beat> rows =
      InMemoryTable.orderedBy(Comparator.comparing(NodeId::value));

  @Override
  public void beat(LocalSession tx, Beat beat) {
    rows.put(tx, beat.node(), beat);
  }

  @Override
  public List<Beat> all(ReadSession tx) {
    return rows.all(tx);
  }
}
