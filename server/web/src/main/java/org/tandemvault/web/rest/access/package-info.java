/** Routes of shares and of the rights that follow from them. */
package org.tandemvault.web.rest.access;
