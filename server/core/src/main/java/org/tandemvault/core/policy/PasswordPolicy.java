package org.tandemvault.core.policy;

import org.tandemvault.core.shared.PolicyId;

/**
 * What passwords of accounts under this policy must look like.
 *
 * @param name unique without regard to case
 * @param minLength in characters (code points), 1 to 1000
 * @param upper at least one upper-case letter; likewise lower, digits, symbols
 * @param maxAgeDays days until a changed password expires; 0 = never
 * @param requireReason revealing needs a reason
 */
public record PasswordPolicy(
    PolicyId id,
    String name,
    int minLength,
    boolean upper,
    boolean lower,
    boolean digits,
    boolean symbols,
    int maxAgeDays,
    boolean requireReason,
    long version) {}
