/**
 * Tells people and programs away from the vault that something changed: mail and webhook.
 *
 * <p>Imports core.
 */
package org.tandemvault.web.alarm;
