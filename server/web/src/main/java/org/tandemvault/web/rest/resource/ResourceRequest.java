package org.tandemvault.web.rest.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.resource.ResourceFields;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.web.rest.Ids;

/** What people send for a resource. What only the vault sets may come along and is ignored. */
@JsonIgnoreProperties({"id", "createdAt", "updatedAt", "version", "right"})
public record ResourceRequest(
    Optional<String> name,
    Optional<String> type,
    Optional<String> address,
    Optional<String> description,
    Optional<String> folder,
    Optional<Map<String, String>> attributes) {

  ResourceFields fields() {
    return new ResourceFields(
        name.orElse(""),
        type.orElse(""),
        address.orElse(""),
        description.orElse(""),
        Ids.inField("folder", folder, FolderId::parse),
        attributes.orElse(Map.of()));
  }
}
