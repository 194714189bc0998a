package org.tandemvault.core.resource;

import java.util.Optional;
import org.tandemvault.core.access.Right;

/**
 * One line of an export before its secrets are opened.
 *
 * @param folderPath names joined by '/', empty at the top or when only the account is shared
 * @param right on the account
 */
public record ExportRow(
    VisibleResource resource,
    String folderPath,
    Account account,
    SealedPassword password,
    Optional<Right> right) {}
