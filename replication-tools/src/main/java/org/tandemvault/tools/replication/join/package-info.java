/**
 * Two nodes with bundled databases become a pair, each side set up beside its node ({@code
 * bin/ConfigureReplication.sh card} and {@code --peer}). May import db, conf, core and crypto.
 */
package org.tandemvault.tools.replication.join;
