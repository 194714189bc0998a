/**
 * The node process: checks its configuration, starts the bundled PostgreSQL and Payara Micro,
 * deploys the application, watches and stops them; and the commands around it.
 *
 * <p>Imports db, conf and crypto. Decisions: docs/adr/0023.
 */
package org.tandemvault.launcher;
