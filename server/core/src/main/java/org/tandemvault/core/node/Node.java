package org.tandemvault.core.node;

/**
 * This node. Its role stays as it is while the process lives; whether it still takes changes is up
 * to the fence. Thread-safe.
 *
 * @param followedPrimary where a standby's primary is, empty if this is the primary or it is not
 *     known
 */
public record Node(NodeId id, NodeRole role, String followedPrimary, WriteFence fence) {

  /** A node that nobody took the place of. */
  public Node(NodeId id, NodeRole role, String followedPrimary) {
    this(id, role, followedPrimary, new WriteFence());
  }

  /** True if this node takes changes. */
  public boolean acceptsWrites() {
    return role == NodeRole.PRIMARY && fence.isOpen();
  }

  /** Where changes are taken, empty if this is the place or it is not known. */
  public String primaryUrl() {
    return fence.successor().map(WriteFence.Successor::url).orElse(followedPrimary);
  }
}
