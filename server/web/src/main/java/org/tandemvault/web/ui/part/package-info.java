/**
 * Building blocks of the pages: errors in forms, lists by keyset, dialogs, timers, clipboard.
 *
 * <p>Imports core only.
 */
package org.tandemvault.web.ui.part;
