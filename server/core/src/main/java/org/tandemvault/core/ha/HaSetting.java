package org.tandemvault.core.ha;

import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;

/** Who watches whom, and how patiently. */
public record HaSetting(Node node, List<Peer> peers, HaPace pace) {

  public HaSetting {
    peers = List.copyOf(peers);
  }

  /** The peer of that id. */
  public Optional<Peer> peer(NodeId id) {
    return peers.stream().filter(peer -> peer.node().equals(id)).findFirst();
  }

  NodeId own() {
    return node.id();
  }
}
