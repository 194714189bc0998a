package org.tandemvault.core.audit;

import org.tandemvault.core.node.NodeId;

/** Another process appends to this node's chain; this one must stop writing. */
public final class ChainForkedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ChainForkedException(NodeId node, long seq, Throwable cause) {
    super(
        "Place "
            + seq
            + " in the audit chain of node "
            + node
            + " is taken: another process runs"
            + " with the same node.id. Give each node its own in conf/node.conf.",
        cause);
  }
}
