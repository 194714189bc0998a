package org.tandemvault.core.identity;

/** The ports behind which people and groups are kept. */
public record IdentityStore(Users users, Groups groups, ApiTokens tokens) {}
