/**
 * What administrators do: folders, users, groups, policies, settings, high availability.
 *
 * <p>Imports core, part, session and share.
 */
package org.tandemvault.web.ui.admin;
