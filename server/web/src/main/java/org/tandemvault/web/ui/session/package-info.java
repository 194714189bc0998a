/**
 * Who sits at the browser: signing in and out, the forced first change of a password.
 *
 * <p>The session's token stays on the server. Imports core and part.
 */
package org.tandemvault.web.ui.session;
