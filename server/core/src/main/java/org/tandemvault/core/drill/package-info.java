/**
 * The fire drill: a standby proves, with no help of the primary, that people could work on it.
 *
 * <p>Imports all other features; nothing imports it.
 */
package org.tandemvault.core.drill;
