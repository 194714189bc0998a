package org.tandemvault.core.ha;

import java.time.Instant;

/**
 * Now, in both ways of telling it.
 *
 * @param tick to compare with other ticks of this process
 * @param at to show
 */
record HaMoment(long tick, Instant at) {}
