package org.tandemvault.core.resource;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.ResourceId;

/**
 * A host or application that has accounts. Its name need not be unique: who can't see another
 * team's resource must not learn of it by a name that is taken.
 *
 * @param type free text, e.g. {@code linux}, {@code database}
 * @param attributes at most 50, names and values as lines of at most 256 characters
 */
public record Resource(
    ResourceId id,
    String name,
    String type,
    String address,
    String description,
    Optional<FolderId> folder,
    Map<String, String> attributes,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  public Resource {
    attributes = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(attributes));
  }
}
