package org.tandemvault.core.audit;

import java.time.Instant;
import org.tandemvault.core.node.NodeId;

/**
 * One link of a node's chain. Append-only.
 *
 * @param seq 1, 2, 3 ... without a gap in each node
 * @param at microseconds at most, so that every database holds the same value
 * @param prevHash the hash of the event before, 64 hex digits; zeros for the first
 * @param hash HMAC-SHA-256 over everything else, keyed from the master key, 64 hex digits
 */
public record AuditEvent(
    NodeId node, long seq, Instant at, AuditEntry entry, String prevHash, String hash) {}
