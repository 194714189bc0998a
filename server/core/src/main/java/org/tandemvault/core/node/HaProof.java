package org.tandemvault.core.node;

import java.time.Instant;

/**
 * How the last fire drill ended: whether emergency access was proven to work.
 *
 * @param node the standby it was made on
 * @param at by that node's clock
 * @param summary each check in words, or what failed and what to do
 */
public record HaProof(NodeId node, Instant at, boolean ok, String summary) {}
