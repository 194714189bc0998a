package org.tandemvault.core.resource;

import java.util.Optional;
import org.tandemvault.core.access.Right;

/**
 * A resource as one user sees it.
 *
 * @param resource whole; or, if only accounts of it are shared, with id, name, type, address, times
 *     and version alone
 * @param right the right on the resource; empty if only accounts of it are shared
 */
public record VisibleResource(Resource resource, Optional<Right> right) {}
