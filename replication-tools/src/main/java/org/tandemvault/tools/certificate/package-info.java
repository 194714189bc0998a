/**
 * {@code bin/importCert.sh}: lets a node believe a database server's certificate.
 *
 * <p>Imports what its parent does.
 */
package org.tandemvault.tools.certificate;
