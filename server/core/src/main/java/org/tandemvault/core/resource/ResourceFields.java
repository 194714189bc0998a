package org.tandemvault.core.resource;

import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.shared.FolderId;

/** What people fill in for a resource. */
public record ResourceFields(
    String name,
    String type,
    String address,
    String description,
    Optional<FolderId> folder,
    Map<String, String> attributes) {}
