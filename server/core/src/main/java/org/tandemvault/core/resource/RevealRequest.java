package org.tandemvault.core.resource;

import java.util.Optional;
import org.tandemvault.core.shared.AccountId;

/**
 * Asks for a password.
 *
 * @param reason why, empty if none is given
 * @param ticket a ticket number, or empty
 * @param version an old version; empty for the current one
 * @param copied true if it goes to the clipboard unseen
 */
public record RevealRequest(
    AccountId account, String reason, String ticket, Optional<Long> version, boolean copied) {}
