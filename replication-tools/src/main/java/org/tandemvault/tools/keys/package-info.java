/**
 * {@code bin/RotateKey.sh}: new data keys, new master keys, proof of a key file, recovery shares.
 *
 * <p>Imports what its parent does, and {@code change} for the stopped node and its database.
 */
package org.tandemvault.tools.keys;
