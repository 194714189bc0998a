/**
 * The files in {@code conf/} as validated records.
 *
 * <p>Imports {@code Secret} of the crypto module and nothing else of the vault.
 */
package org.tandemvault.conf;
