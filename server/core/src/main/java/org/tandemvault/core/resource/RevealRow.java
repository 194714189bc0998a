package org.tandemvault.core.resource;

import java.util.Optional;
import org.tandemvault.core.access.Right;

/**
 * What revealing needs.
 *
 * @param right the viewer's strongest right on the account, empty without one
 * @param requireReason true if the account's policy wants a reason
 */
public record RevealRow(
    SealedPassword password,
    String resourceName,
    String login,
    Optional<Right> right,
    boolean requireReason) {}
