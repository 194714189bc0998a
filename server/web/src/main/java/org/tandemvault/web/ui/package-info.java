/**
 * The shell of the browser's pages: frame, navigation, who may enter what, errors.
 *
 * <p>Imports core and the packages below; nothing of the REST side.
 */
package org.tandemvault.web.ui;
