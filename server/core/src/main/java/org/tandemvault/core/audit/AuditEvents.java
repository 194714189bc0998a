package org.tandemvault.core.audit;

import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.LocalSession;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/** The stored chains. Rows are only ever added. Thread-safe. */
public interface AuditEvents {

  /**
   * Adds events in their order, in one batch.
   *
   * @throws ChainForkedException if the place (node, seq) is taken: another process uses this node
   *     id
   */
  void append(LocalSession tx, List<AuditEvent> events);

  /** The newest event of a node's chain, empty if it has none. */
  Optional<ChainHead> head(ReadSession tx, NodeId node);

  /** A node's events with a number above {@code after}, in order, at most {@code limit}. */
  List<AuditEvent> chain(ReadSession tx, NodeId node, long after, int limit);

  /** Every node that has a chain here, by name. */
  List<NodeId> nodes(ReadSession tx);

  /** One page of the events asked for, ordered by time, then node, then number. */
  Page<AuditEvent> find(ReadSession tx, AuditQuery query, PageRequest page);
}
