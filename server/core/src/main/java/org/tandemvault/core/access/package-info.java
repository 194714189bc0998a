/**
 * Who may do what with which resource, account or folder.
 *
 * <p>Imports shared, node, audit, identity.
 */
package org.tandemvault.core.access;
