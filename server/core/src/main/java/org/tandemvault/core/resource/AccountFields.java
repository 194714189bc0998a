package org.tandemvault.core.resource;

import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.shared.PolicyId;

/** What people fill in for an account. */
public record AccountFields(
    String login, String notes, Optional<Instant> expiresAt, Optional<PolicyId> policy) {}
