package org.tandemvault.core.node;

import java.time.Instant;

/**
 * How far one side was behind.
 *
 * @param at when, by this node's clock
 * @param seconds the most within the ten seconds before
 */
public record LagSample(Instant at, double seconds) {}
