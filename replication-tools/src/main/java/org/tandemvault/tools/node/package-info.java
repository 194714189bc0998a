/**
 * The node that a tool works on, and its peers' databases as it knows them. May import db, conf,
 * core and crypto.
 */
package org.tandemvault.tools.node;
