/**
 * What a node says about itself above its pages: read-only, how old its data are, who is missing.
 *
 * <p>Imports core and part.
 */
package org.tandemvault.web.ui.node;
