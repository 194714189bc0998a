package org.tandemvault.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A login on a resource, without its password.
 *
 * @param expiresAt when the password should be changed, empty if never
 * @param policy its policy's id
 * @param right yours on it: view, modify or manage
 */
public record Account(
    String id,
    String resourceId,
    String login,
    String notes,
    long passwordVersion,
    Instant passwordChangedAt,
    Optional<Instant> expiresAt,
    Optional<String> policy,
    long version,
    String right) {}
