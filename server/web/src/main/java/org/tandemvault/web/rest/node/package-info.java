/** Routes about this node and its peers. */
package org.tandemvault.web.rest.node;
