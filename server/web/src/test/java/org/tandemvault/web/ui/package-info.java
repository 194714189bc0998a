/** Tests of the pages without a browser, over a vault in memory. */
package org.tandemvault.web.ui;
