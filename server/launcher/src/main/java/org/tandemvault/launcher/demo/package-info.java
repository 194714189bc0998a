/**
 * The demo: everything of a vault in one folder, each node in a process of its own.
 *
 * <p>Imports what the launcher does.
 */
package org.tandemvault.launcher.demo;
