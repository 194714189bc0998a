/**
 * The files in {@code conf/} as validated records; every problem is told with file and line.
 *
 * <p>Imports {@code Secret} and {@code ConfValueCipher} of the crypto module, nothing else of the
 * vault.
 */
package org.tandemvault.conf;
