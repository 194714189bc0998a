package org.tandemvault.web.rest.resource;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.VisibleResource;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.web.rest.Versioned;

/**
 * A resource as you see it.
 *
 * @param folder its folder's id, null at the top
 * @param right yours on it: view, modify or manage; null if only accounts of it are shared with you
 */
public record ResourceAnswer(
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
    Optional<String> right)
    implements Versioned {

  static ResourceAnswer of(VisibleResource visible) {
    Resource resource = visible.resource();
    return new ResourceAnswer(
        resource.id().text(),
        resource.name(),
        resource.type(),
        resource.address(),
        resource.description(),
        resource.folder().map(FolderId::text),
        resource.attributes(),
        resource.createdAt(),
        resource.updatedAt(),
        resource.version(),
        visible.right().map(Right::word));
  }
}
