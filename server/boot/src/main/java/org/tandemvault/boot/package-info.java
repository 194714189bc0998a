/**
 * Wires the node: from {@code conf/} to the use cases that the rims inject.
 *
 * <p>The only place that knows web, db, conf and crypto at once.
 */
package org.tandemvault.boot;
