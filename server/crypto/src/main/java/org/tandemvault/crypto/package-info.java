/**
 * Secrets, sealing, the keyring, the master key file and password hashing.
 *
 * <p>Imports the JDK and Bouncy Castle only; no Bouncy Castle or {@code javax.crypto} type leaves
 * this package.
 */
package org.tandemvault.crypto;
