/**
 * What people do with their own user: password, second factor, API tokens.
 *
 * <p>Imports core, part and session.
 */
package org.tandemvault.web.ui.profile;
