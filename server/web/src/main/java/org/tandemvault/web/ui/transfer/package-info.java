/**
 * Import and export of CSV files.
 *
 * <p>Imports core, part and session.
 */
package org.tandemvault.web.ui.transfer;
