package org.tandemvault.core.ha;

import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;

/**
 * Another node as it was configured.
 *
 * @param url what people's browsers use
 */
public record Peer(NodeId node, NodeRole role, String url) {}
