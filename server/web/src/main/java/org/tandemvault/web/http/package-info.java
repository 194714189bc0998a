/**
 * What stands around the REST API and the UI: security headers, health, metrics, the API's
 * description, and answers to what reaches neither.
 *
 * <p>Imports core and the problem format of the REST API.
 */
package org.tandemvault.web.http;
