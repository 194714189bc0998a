package org.tandemvault.core.node;

/**
 * This node.
 *
 * @param primaryUrl where the primary is, empty if this is it or it is not known
 */
public record Node(NodeId id, NodeRole role, String primaryUrl) {

  /** True if this node takes changes. */
  public boolean acceptsWrites() {
    return role == NodeRole.PRIMARY;
  }
}
