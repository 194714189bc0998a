/**
 * How the nodes speak with each other: questions and answers over mutual TLS, in which each knows
 * the other's very certificate.
 *
 * <p>Imports core.
 */
package org.tandemvault.web.peer;
