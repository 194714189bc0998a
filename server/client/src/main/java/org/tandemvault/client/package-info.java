/**
 * A client of the REST interface that switches servers by itself: {@link
 * org.tandemvault.client.VaultClient}.
 *
 * <p>Imports the JDK and Jackson, nothing else of the vault.
 */
package org.tandemvault.client;
