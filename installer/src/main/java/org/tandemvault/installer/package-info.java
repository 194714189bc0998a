/**
 * Puts a node of Tandem Vault on a machine, brings a newer version over it, and takes it off again.
 * Uses conf and crypto alone; what it writes is what an administrator would write by hand.
 */
package org.tandemvault.installer;
