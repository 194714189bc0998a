/**
 * Certificates the vault makes for itself: a small authority, what it issues, and their files.
 *
 * <p>Imports the package above, the JDK and Bouncy Castle; shows {@code java.security} types only.
 */
package org.tandemvault.crypto.certificate;
