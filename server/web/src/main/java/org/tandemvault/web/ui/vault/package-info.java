/**
 * The vault itself: folders, resources, accounts, reveal, copy, history, generator.
 *
 * <p>Imports core, part, session and share.
 */
package org.tandemvault.web.ui.vault;
