package org.tandemvault.core.ha;

import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;

/**
 * Another node as it was configured.
 *
 * @param url what people's browsers use
 * @param certificateExpiresAt of the certificate by which it is known; empty if that can't be read
 */
public record Peer(
    NodeId node, NodeRole role, String url, Optional<Instant> certificateExpiresAt) {}
