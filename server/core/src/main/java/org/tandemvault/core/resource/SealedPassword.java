package org.tandemvault.core.resource;

import java.time.Instant;
import org.tandemvault.core.shared.AccountId;

/**
 * One version of an account's password.
 *
 * @param sealed binding ({@code account_password, account, password, version})
 * @param changedBy the user's name then
 */
public record SealedPassword(
    AccountId account, long version, byte[] sealed, Instant changedAt, String changedBy) {}
