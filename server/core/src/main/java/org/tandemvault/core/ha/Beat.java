package org.tandemvault.core.ha;

import java.time.Instant;
import org.tandemvault.core.node.NodeId;

/**
 * A sign of life that travels through the databases.
 *
 * @param counter milliseconds of the node's own steady time, which goes on where it stopped when
 *     the node starts again: it only grows, so two of one node tell how far they are apart
 * @param at the node's wall clock, for people
 */
public record Beat(NodeId node, long counter, Instant at) {}
