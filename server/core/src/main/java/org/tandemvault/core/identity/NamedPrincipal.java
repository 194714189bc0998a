package org.tandemvault.core.identity;

/**
 * A user or group with what it is called.
 *
 * @param name the user's sign-in name or the group's name; the id's text if it is gone
 * @param displayName for people
 */
public record NamedPrincipal(Principal principal, String name, String displayName) {}
