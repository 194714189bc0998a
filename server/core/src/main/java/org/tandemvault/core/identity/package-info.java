/**
 * Who people are: users, groups, roles, sign-in, second factor, sessions, API tokens.
 *
 * <p>Imports shared, node, audit and crypto.
 */
package org.tandemvault.core.identity;
