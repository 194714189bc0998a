package org.tandemvault.client;

import java.net.URI;

/**
 * What a server tells everybody.
 *
 * @param reads whether it serves reads
 * @param writes whether it is the primary and takes changes
 * @param haStatus Alive, Failed, Not configured, or empty if it does not answer
 * @param trouble why it does not serve; empty if it does
 */
public record ServerState(
    URI server,
    boolean reads,
    boolean writes,
    String haStatus,
    String replicationStatus,
    String trouble) {}
