package org.tandemvault.core.policy;

/** What admins fill in for a policy. */
public record PolicyFields(
    String name,
    int minLength,
    boolean upper,
    boolean lower,
    boolean digits,
    boolean symbols,
    int maxAgeDays,
    boolean requireReason) {}
