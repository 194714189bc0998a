/**
 * The commands of {@code bin/} that work on databases: their entry, exit codes and errors.
 *
 * <p>Imports db, conf, core and crypto.
 */
package org.tandemvault.tools;
