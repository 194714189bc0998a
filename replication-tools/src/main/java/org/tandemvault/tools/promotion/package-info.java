/**
 * A standby becomes the primary, and an old primary its standby ({@code bin/promote.sh}). May
 * import db, conf, core and crypto.
 */
package org.tandemvault.tools.promotion;
