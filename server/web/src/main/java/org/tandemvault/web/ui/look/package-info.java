/**
 * How the pages look and what they say of the product: name, logo, colours, licence. Uses the JDK
 * and Vaadin's context alone.
 */
package org.tandemvault.web.ui.look;
