/**
 * The two database engines: how to reach them, what their errors mean, where their SQL differs.
 *
 * <p>Imports conf, crypto (Secret) and core's shared errors.
 */
package org.tandemvault.db.platform;
