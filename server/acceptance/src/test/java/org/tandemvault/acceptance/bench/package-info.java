/**
 * Measures a running node from outside, over HTTPS. Uses the JDK alone, so that {@code
 * bin/bench.sh} needs no class path.
 */
package org.tandemvault.acceptance.bench;
