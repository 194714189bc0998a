/**
 * Folders, resources, accounts and their passwords: keep, find, reveal, change, import, export.
 *
 * <p>Imports shared, node, audit, identity, access, policy and crypto.
 */
package org.tandemvault.core.resource;
