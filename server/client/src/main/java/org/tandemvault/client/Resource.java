package org.tandemvault.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A host or application that has accounts.
 *
 * @param folder its folder's id, empty at the top
 * @param right yours on it: view, modify or manage; empty if only accounts of it are shared with
 *     you
 */
public record Resource(
    String id,
    String name,
    String type,
    String address,
    String description,
    Optional<String> folder,
    Map<String, String> attributes,
    Instant createdAt,
    Instant updatedAt,
    long version,
    Optional<String> right) {}
