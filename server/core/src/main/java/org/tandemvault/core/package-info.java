/**
 * The domain, by feature, in plain Java.
 *
 * <p>Features depend on each other one way: shared, node, audit, identity, access, resource, with
 * policy beside them. Imports the crypto module and small libraries, no framework.
 */
package org.tandemvault.core;
