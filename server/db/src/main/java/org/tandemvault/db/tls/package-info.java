/**
 * The certificate that a database server shows, and what is the matter with it.
 *
 * <p>Imports crypto.
 */
package org.tandemvault.db.tls;
