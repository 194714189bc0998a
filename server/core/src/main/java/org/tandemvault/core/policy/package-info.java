/**
 * What passwords must look like: policies, the generator, strength; and the vault's settings.
 *
 * <p>Imports shared, node, audit, identity.
 */
package org.tandemvault.core.policy;
