/** Every refusal as RFC 9457 problem+json. */
package org.tandemvault.web.rest.problem;
