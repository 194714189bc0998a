/**
 * What every feature shares: ids, errors, pages, field rules.
 *
 * <p>Imports the JDK and the TSID library only.
 */
package org.tandemvault.core.shared;
