package org.tandemvault.core.resource;

import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;

/**
 * A login on a resource. Its passwords are kept apart, sealed, every version of them.
 *
 * @param login unique in its resource, exact
 * @param sealedNotes sealed with binding ({@code account, id, notes, version}); sealed anew at each
 *     edit
 * @param passwordVersion the current one; 1 is the first
 * @param expiresAt when the password should be changed: as set, else by the policy's age
 * @param version counts edits; a password change is none
 */
public record Account(
    AccountId id,
    ResourceId resource,
    String login,
    byte[] sealedNotes,
    long passwordVersion,
    Instant passwordChangedAt,
    Optional<Instant> expiresAt,
    Optional<PolicyId> policy,
    long version) {}
