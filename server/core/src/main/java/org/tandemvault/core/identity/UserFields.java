package org.tandemvault.core.identity;

import java.util.Set;

/**
 * What admins fill in for a user.
 *
 * @param name ignored on update if equal; refused if it differs
 */
public record UserFields(
    String name, String displayName, String email, Set<Role> roles, boolean enabled) {}
