package org.tandemvault.core.resource;

import org.tandemvault.core.access.Right;

/**
 * An account as it is shown, notes opened.
 *
 * @param notes as sealed at rest, opened for those who may view
 * @param right the caller's right on it
 */
public record AccountView(Account account, String notes, Right right) {}
