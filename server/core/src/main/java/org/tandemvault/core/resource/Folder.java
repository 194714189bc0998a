package org.tandemvault.core.resource;

import java.util.Optional;
import org.tandemvault.core.shared.FolderId;

/**
 * A place for resources. Folders nest to any depth, never in a circle.
 *
 * @param name unique among the folders of the same parent, without regard to case
 */
public record Folder(FolderId id, String name, Optional<FolderId> parent, long version) {}
