/** What every request passes: authentication, size and media type limits, counting. */
package org.tandemvault.web.rest.gate;
