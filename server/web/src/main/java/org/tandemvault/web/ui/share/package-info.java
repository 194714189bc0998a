/**
 * Who has access: the share dialog and the explanation of effective rights.
 *
 * <p>Imports core, part and session.
 */
package org.tandemvault.web.ui.share;
