/**
 * The whole vault in one sealed file, and back from it into any database (ADR 0130).
 *
 * <p>Imports move, bundled, schema, session, audit, platform, conf, core and crypto.
 */
package org.tandemvault.db.backup;
