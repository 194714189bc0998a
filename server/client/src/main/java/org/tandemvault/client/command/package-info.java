/**
 * The users' command {@code vault}: signs in, lists, reveals, changes, imports, exports, audits.
 *
 * <p>Imports the client beside it and picocli.
 */
package org.tandemvault.client.command;
